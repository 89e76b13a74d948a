import { mastersRefusal } from "../../core/manifests/new-request.ts";
import { type Message, say } from "../../core/message.ts";
import { day, shown, shownUpTo } from "../../core/rules/words.ts";
import { readToken } from "../../core/tokens/index.ts";
import { decodeCertificates } from "../../core/x509/certificates.ts";
import { addressOf } from "../connection/endpoint.ts";
import { type Connection, sendsCredential } from "../connection/model.ts";
import { field, isObject, objectsIn, parsed, textField } from "../json.ts";
import { speaksTls } from "./conversation-failure.ts";
import { escalationRefusal } from "./escalation.ts";
import type { Answer } from "./exchange.ts";
import {
  type ClusterFailure,
  type ClusterFailureCode,
  clusterFailure,
  type FieldConflict,
} from "./failure.ts";
import type { Hide } from "./hide.ts";
import { proxyLoginFailure } from "./proxy-failure.ts";

/** apimachinery api/errors, NewGenericServerResponse. */
const ASKED = "the server has asked for the client to provide credentials";

/** Of what a server says. Characters. */
const LONGEST_SAID = 500;

/**
 * What an API server's refusal means: its `Status` (apimachinery meta/v1), or what something in front of it says.
 * @param now milliseconds since the epoch
 * @param hide what it may repeat of the request
 */
export function statusFailure(
  connection: Connection,
  { status, body }: Answer,
  now: number,
  hide: Hide,
): ClusterFailure {
  const answer = parsed(body, hide);
  const isStatus = isObject(answer) && textField(answer, "kind") === "Status";
  const whole = isStatus ? (textField(answer, "message") ?? "") : "";
  const said = shownUpTo(LONGEST_SAID, whole);
  const more = { status, ...(said !== "" && { said }) };
  const at = addressOf(connection.endpoint);
  const elsewhere = notTheServer(connection, status, body);
  if (elsewhere !== undefined) return elsewhere;
  switch (status) {
    case 401:
      return clusterFailure("unauthorized", unauthorized(connection, now), {
        ...more,
        kubectl: `error: You must be logged in to the server (${said || ASKED})`,
      });
    case 403:
      return clusterFailure("forbidden", escalationRefusal(whole) ?? forbidden(whole), {
        ...more,
        ...(said !== "" && { kubectl: `Error from server (Forbidden): ${said}` }),
      });
    default: {
      if (!isStatus) {
        const reason = say("{0} answers with HTTP {1}, and not as an API server does.", at, status);
        return clusterFailure("not-json", reason, more);
      }
      const cause = shown(textField(answer, "reason") ?? "");
      const conflicts = conflictsIn(answer);
      return clusterFailure(
        codeOf(status),
        missingNamespace(answer) ?? otherRole(whole) ?? unknownField(whole) ?? answered(status, said),
        {
          ...more,
          ...(conflicts.length > 0 && { conflicts }),
          kubectl: `Error from server (${cause === "" ? status : cause}): ${said}`,
        },
      );
    }
  }
}

function answered(status: number, said: string): Message {
  return said === ""
    ? say("The API server answers with HTTP {0}.", status)
    : say("The API server answers: {0}", said);
}

/** What is to be made in a namespace that is not there (NamespaceLifecycle). */
function missingNamespace(answer: unknown): Message | undefined {
  const details = field(answer, "details");
  if (textField(answer, "reason") !== "NotFound" || textField(details, "kind") !== "namespaces")
    return undefined;
  const name = shown(textField(details, "name") ?? "");
  return say("The namespace {0} does not exist. Create it first: kubectl create namespace {0}", name);
}

/** pkg/apis/rbac/validation: what a binding binds stays what it was. */
function otherRole(said: string): Message | undefined {
  const [, binding] = /^(\S+ "[^"]*") is invalid: roleRef: .*cannot change roleRef/s.exec(said) ?? [];
  return binding === undefined
    ? undefined
    : say(
        "{0} binds another role already, and the API server does not let that be changed. Delete the binding first, or give the new one another name.",
        shown(binding),
      );
}

/** Server-Side Apply of what does not fit its schema. */
function unknownField(said: string): Message | undefined {
  const [, what] = /^failed to create typed patch object \([^()]*\): (.*)/s.exec(said) ?? [];
  return what === undefined
    ? undefined
    : say("The API server does not take the manifest: {0}. Correct it.", shown(what));
}

/** The fields that another manager owns: `conflict with "kubectl" using rbac.authorization.k8s.io/v1`, `.rules` */
function conflictsIn(answer: unknown): readonly FieldConflict[] {
  return objectsIn(field(answer, "details"), "causes")
    .filter(cause => textField(cause, "reason") === "FieldManagerConflict")
    .map(cause => ({
      manager: shown(/conflict with "([^"]*)"/.exec(textField(cause, "message") ?? "")?.[1] ?? ""),
      field: shown(textField(cause, "field") ?? ""),
    }));
}

/** What a proxy says that got the request itself, and what Go says to HTTP where it listens for TLS. */
function notTheServer(
  { endpoint, proxy, tls }: Connection,
  status: number,
  body: string,
): ClusterFailure | undefined {
  if (tls !== undefined) return undefined;
  if (status === 407 && proxy !== undefined && proxy.kind !== "socks5") return proxyLoginFailure(proxy);
  return status === 400 && body.startsWith("Client sent an HTTP request to an HTTPS server")
    ? speaksTls(addressOf(endpoint))
    : undefined;
}

function codeOf(status: number): ClusterFailureCode {
  switch (status) {
    case 404:
      return "not-found";
    case 409:
      return "conflict";
    case 422:
      return "invalid";
    default:
      return "status";
  }
}

/** A 401 says nothing of why: what is known of the credential does. */
function unauthorized(connection: Connection, now: number): Message {
  const { tls, credential, endpoint } = connection;
  const leaf = tls?.client && decodeCertificates(tls.client.certificate).entries[0]?.certificate;
  const [from, until] = leaf?.ok ? [leaf.value.notBefore, leaf.value.notAfter] : [];
  if (until !== undefined && until < now) {
    return say(
      "The API server does not know you: the client certificate expired on {0}. Renew it.",
      day(until),
    );
  }
  if (from !== undefined && from > now) {
    return say("The API server does not know you: the client certificate is valid only from {0}.", day(from));
  }
  const token = credential.token === undefined ? undefined : readToken(credential.token);
  const ends = token?.kind === "jwt" ? token.claims.exp : undefined;
  if (ends !== undefined && ends < now) {
    return say("The API server does not know you: the token expired on {0}. Get a new one.", day(ends));
  }
  if (tls?.client !== undefined && credential.token === undefined) {
    return say(
      "The API server does not know you: it does not trust the CA that signed the client certificate. The cluster may have a new CA; get a new certificate from it.",
    );
  }
  if (!sendsCredential(connection)) {
    return say("The API server {0} wants a credential, and the context sends none.", endpoint.shown);
  }
  return say(
    "The API server does not accept the credential: it is revoked, of another cluster, or deleted. Get a new one.",
  );
}

/** `pods is forbidden: User "jane" cannot list resource "pods" in API group "" in the namespace "default"` */
const RIGHT =
  /User "(?<user>[^"]*)" cannot (?<verb>\S+) (?:resource "(?<resource>[^"]+)"(?: in API group "(?<group>[^"]*)")?|path "(?<path>[^"]+)")(?: in the namespace "(?<namespace>[^"]+)")?/;

function forbidden(said: string): Message {
  if (/signer with system:masters group is not allowed/.test(said)) return mastersRefusal();
  const right = RIGHT.exec(said)?.groups ?? {};
  if (right["user"] === undefined || right["verb"] === undefined) {
    return said === ""
      ? say("The API server refuses this, and does not say why.")
      : say("The API server refuses this: {0}", shownUpTo(LONGEST_SAID, said));
  }
  const [user, verb, namespace] = [shown(right["user"]), shown(right["verb"]), right["namespace"]];
  const { resource = "", group, path } = right;
  const what = shown(path ?? (group ? `${resource}.${group}` : resource));
  if (namespace !== undefined) {
    return say(
      'The user {0} may not "{1}" {2} in the namespace {3}. Somebody with the right to do so must grant it by a role and a binding.',
      user,
      verb,
      what,
      shown(namespace),
    );
  }
  return say(
    'The user {0} may not "{1}" {2}. Somebody with the right to do so must grant it by a cluster role and a binding.',
    user,
    verb,
    what,
  );
}
