import { decodeBase64 } from "../bytes/base64.ts";
import { utf8Text } from "../bytes/bytes.ts";
import { type Message, say } from "../message.ts";
import { asText, asTexts, asTime, type Json, parseJsonObject } from "./json.ts";
import { readServiceAccount, serviceAccountIdentity } from "./service-account.ts";
import type { Claims, JsonWebToken, TokenIdentity } from "./types.ts";

/** Longer texts are no token that an API server would take in a header. */
const MAX_LENGTH = 256 * 1024;

/** Read a signed JWT in compact form (RFC 7515 3.1), or undefined where the text is none. */
export function readJwt(token: string): JsonWebToken | undefined {
  if (token.length > MAX_LENGTH) {
    return undefined;
  }
  const parts = token.split(".");
  const [first, second] = parts;
  const header = parts.length === 3 && first !== undefined ? readPart(first) : undefined;
  const body = header && second !== undefined ? readPart(second) : undefined;
  if (header === undefined || body === undefined || typeof header["alg"] !== "string") {
    return undefined;
  }
  const problems: Message[] = [];
  const claims = readClaims(body, problems);
  return {
    kind: "jwt",
    header: pickText(header, ["alg", "kid", "typ"]),
    claims,
    ...readIdentity(body, claims),
    problems,
  };
}

function readPart(part: string): Json | undefined {
  if (!/^[A-Za-z0-9_-]+$/.test(part)) {
    return undefined;
  }
  const padding = "=".repeat((4 - (part.length % 4)) % 4);
  const bytes = decodeBase64(part.replaceAll("-", "+").replaceAll("_", "/") + padding);
  const text = bytes.ok ? utf8Text(bytes.value) : undefined;
  return text === undefined ? undefined : parseJsonObject(text);
}

function pickText<K extends string>(from: Json, keys: readonly K[]): { readonly [P in K]?: string } {
  const picked: { [P in K]?: string } = {};
  for (const key of keys) {
    const text = asText(from[key]);
    if (text !== undefined) {
      picked[key] = text;
    }
  }
  return picked;
}

function readClaims(body: Json, problems: Message[]): Claims {
  const times: { exp?: number; nbf?: number; iat?: number } = {};
  for (const claim of ["exp", "nbf", "iat"] as const) {
    const time = asTime(body[claim]);
    if (time !== undefined) {
      times[claim] = time;
    } else if (body[claim] !== undefined) {
      problems.push(say("The claim {0} is not a time", claim));
    }
  }
  return { ...pickText(body, ["iss", "sub", "jti"]), aud: asTexts(body["aud"]), ...times };
}

type IdentityFacts = Pick<JsonWebToken, "type" | "serviceAccount" | "identity" | "userCandidates">;

function readIdentity(body: Json, claims: Claims): IdentityFacts {
  const account = readServiceAccount(body, claims);
  if (account !== undefined) {
    const { type, serviceAccount } = account;
    return { type, serviceAccount, identity: serviceAccountIdentity(serviceAccount), userCandidates: [] };
  }
  const userCandidates = USER_CLAIMS.flatMap(claim => {
    const value = asText(body[claim]);
    return value === undefined ? [] : [{ claim, value }];
  });
  const [likely] = userCandidates;
  const isOidc = claims.iss !== undefined && claims.sub !== undefined && claims.aud.length > 0;
  return {
    type: isOidc ? "oidc" : "jwt",
    userCandidates,
    ...(isOidc && likely && { identity: oidcIdentity(likely.value, body) }),
  };
}

/** The claims that servers are set up to take the user name from, the usual ones first. */
const USER_CLAIMS = ["email", "preferred_username", "upn", "username", "name", "sub"];

function oidcIdentity(user: string, body: Json): TokenIdentity {
  return { user, groups: asTexts(body["groups"]) };
}
