import type { Location } from "../finding.ts";
import type { Material, OidcFacts, UserFacts } from "../kubeconfig/facts-model.ts";
import type { UserEntry } from "../kubeconfig/model.ts";
import { type Message, render, say } from "../message.ts";
import { placeOf } from "./place.ts";
import { rule } from "./rule.ts";
import { day, shown } from "./words.ts";

/**
 * What makes kubectl stop before it asks anybody: the CA of the identity provider, which it sets up first, and an id-token that
 * is over or none (client-go plugin/pkg/client/auth/oidc/oidc.go, newOIDCAuthProvider and idToken).
 */
export const authProviderRefused = rule("auth-provider-refused", "error", function* ({ facts }) {
  for (const [entry, user] of facts.users) {
    const { oidc } = user;
    if (oidc === undefined || !isComplete(entry)) continue;
    const ca = caRefusal(entry, oidc);
    if (ca !== undefined) yield ca;
    const token = sendsAnother(user) ? undefined : tokenRefusal(entry, oidc, facts.now);
    if (token !== undefined) yield token;
  }
});

/** Else kubectl stops before: `auth-provider-incomplete`. */
function isComplete({ authProvider }: UserEntry): boolean {
  return ["idp-issuer-url", "client-id"].every(key => authProvider?.value.config.get(key)?.value);
}

type Refusal = Location & { readonly message: Message };

function caRefusal(entry: UserEntry, { ca }: OidcFacts): Refusal | undefined {
  const failure = ca?.failure;
  if (ca === undefined || failure === undefined || failure.code === "unknown") return undefined;
  const message = say(
    'The {0} of user "{1}" cannot be used: {2}. kubectl stops with "{3}": put the CA of the identity provider there, or remove the line if the system trusts it.',
    ca.from === "file" ? "idp-certificate-authority" : "idp-certificate-authority-data",
    shown(entry.name),
    failure.code === "missing" ? render(noSuchFile(ca)) : render(failure.message),
    STOPS[failure.code] ?? "unable to load root certificates",
  );
  return { ...placeOf(entry, ca.field), message };
}

const STOPS: Readonly<Record<string, string>> = {
  "bad-base64": "illegal base64 data",
  missing: "no such file or directory",
  "not-regular": "is a directory",
  unreadable: "permission denied",
};

function noSuchFile({ path, field }: Material<unknown>): Message {
  return say("there is no file {0}", shown(path ?? field.value));
}

/** A request that has an Authorization header already passes by the provider. */
function sendsAnother({ methods }: UserFacts): boolean {
  return methods.some(method => method === "token" || method === "token-file" || method === "basic");
}

function tokenRefusal(entry: UserEntry, oidc: OidcFacts, now: number): Refusal | undefined {
  const field = entry.authProvider?.value.config.get("id-token");
  const { idToken, refreshes } = oidc;
  if (field === undefined || idToken === undefined) return undefined;
  if (idToken.kind !== "jwt") {
    const message = say(
      'The id-token of user "{0}" is no JSON Web Token. kubectl stops with "ID Token is not a valid JWT": log in again.',
      shown(entry.name),
    );
    return { ...placeOf(entry, field), message };
  }
  if (refreshes) return undefined;
  const { exp } = idToken.claims;
  if (exp !== undefined && now < exp) return undefined;
  return { ...placeOf(entry, field), message: overWithoutRefresh(entry, exp) };
}

function overWithoutRefresh({ name }: UserEntry, exp: number | undefined): Message {
  if (exp === undefined) {
    return say(
      'The id-token of user "{0}" does not say when it expires, and there is no refresh-token. kubectl stops with "No valid id-token, and cannot refresh without refresh-token": log in again.',
      shown(name),
    );
  }
  return say(
    'The id-token of user "{0}" expired on {1}, and there is no refresh-token. kubectl stops with "No valid id-token, and cannot refresh without refresh-token": log in again.',
    shown(name),
    day(exp),
  );
}
