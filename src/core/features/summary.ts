import type { CredentialMethod, Identity, ResolvedContext, UserFacts } from "../kubeconfig/facts-model.ts";
import { leafOf } from "../kubeconfig/identity.ts";
import { shownAddress } from "../kubeconfig/secrecy.ts";
import { type Message, say } from "../message.ts";
import { tokenNeverValid } from "../tokens/validity.ts";
import { neverValid } from "../x509/validity.ts";
import { residual } from "./time.ts";
import { methodName } from "./wording.ts";

/** One text after another: of ours, or of the file as it stands. A host joins them with its own mark. */
export type Parts = readonly (Message | string)[];

/** `jane`, `dev, ops`: who the API server would see, as far as the file tells; empty where it does not. */
function identityParts(identity: Identity | undefined): Parts {
  if (identity === undefined) return [];
  const groups = identity.groups.slice(0, 3).join(", ");
  const more = identity.groups.length - 3;
  if (groups === "") return [identity.user];
  return [identity.user, more > 0 ? say("{0} and {1} more", groups, more) : groups];
}

/** Who a user is and until when: `jane`, `dev, ops`, `expires in 12d`. */
export function userParts(facts: UserFacts, now: number): Parts {
  const who = whoParts(facts);
  const ends = endOf(facts, now);
  return ends === undefined ? who : [...who, ends];
}

/** When what a user has ends; a certificate may be valid at no time. */
export function endOf(facts: UserFacts, now: number): Message | undefined {
  if (isNeverValid(facts)) return NEVER_VALID;
  return facts.expires === undefined ? undefined : residual(now, facts.expires);
}

const NEVER_VALID = say("never valid");

/** Whether the certificate of a user, or without one its token, ends before it begins. */
export function isNeverValid({ certificate, token, fileToken }: UserFacts): boolean {
  const leaf = leafOf(certificate);
  if (leaf !== undefined) return neverValid(leaf);
  const sent = fileToken?.content ?? token;
  return sent !== undefined && tokenNeverValid(sent);
}

/** Who a user is, else how it tries to be somebody. */
export function whoParts({ entry, identities, methods }: UserFacts): Parts {
  const [identity] = identities;
  if (identity !== undefined) return identityParts(identity);
  return [methods.length === 0 && entry.partial ? say("not readable") : unknownIdentity(methods)];
}

function unknownIdentity([method]: readonly CredentialMethod[]): Message {
  switch (method) {
    case undefined:
      return say("no credential");
    case "client-certificate":
      return say("unreadable client certificate");
    case "token":
      return say("opaque token");
    default:
      return methodName(method);
  }
}

/**
 * Who goes where and until when: `jane @ https://…`, `namespace x`, `expires in 12d`. The end of the CA alone is left
 * out: it is years away, or a finding.
 */
export function contextParts(context: ResolvedContext, user: UserFacts | undefined, now: number): Parts {
  const parts: (Message | string)[] = [...route(context, user)];
  if (context.entry.namespace !== undefined) parts.push(say("namespace {0}", context.namespace));
  if (user?.expires !== undefined && context.expires !== undefined)
    parts.push(isNeverValid(user) ? NEVER_VALID : residual(now, context.expires));
  return parts;
}

function route(context: ResolvedContext, user: UserFacts | undefined): Parts {
  const goes = whoGoes(context, user);
  const server =
    context.cluster.kind === "found" ? shownAddress(context.cluster.entry.server?.value ?? "") : undefined;
  if (typeof goes === "string" && server) return [say("{0} @ {1}", goes, server)];
  return [goes, server || whyNoServer(context.cluster)];
}

function whoGoes({ user: reference, sends }: ResolvedContext, user: UserFacts | undefined): Message | string {
  if (reference.kind === "unset") return say("no user");
  if (reference.kind === "missing") return say("user {0} is missing", reference.name);
  if (sends.nothing === "http") return say("no credential over http");
  return user?.identities[0]?.user ?? reference.name;
}

function whyNoServer(cluster: ResolvedContext["cluster"]): Message {
  if (cluster.kind === "missing") return say("cluster {0} is missing", cluster.name);
  if (cluster.kind === "unset") return say("no cluster");
  return cluster.entry.partial ? say("server not readable") : say("no server");
}
