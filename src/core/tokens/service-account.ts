import { asObject, asText, asTime, type Json } from "./json.ts";
import type { Claims, JsonWebToken, ServiceAccountClaims, TokenIdentity } from "./types.ts";

const LEGACY = "kubernetes.io/serviceaccount/";
const LEGACY_ISSUER = "kubernetes/serviceaccount";

interface Account {
  readonly type: Extract<JsonWebToken["type"], `service-account-${string}`>;
  readonly serviceAccount: ServiceAccountClaims;
}

/** The account a token belongs to (Kubernetes pkg/serviceaccount legacy.go, claims.go), or undefined. */
export function readServiceAccount(body: Json, claims: Claims): Account | undefined {
  const serviceAccount = readBound(body) ?? (claims.iss === LEGACY_ISSUER ? readLegacy(body) : undefined);
  if (serviceAccount === undefined || claims.sub !== userOf(serviceAccount)) {
    return undefined;
  }
  const type = claims.iss === LEGACY_ISSUER ? "service-account-legacy" : "service-account-bound";
  return { type, serviceAccount };
}

/** Who the API server takes an account for (apiserver pkg/authentication/serviceaccount). */
export function serviceAccountIdentity(account: ServiceAccountClaims): TokenIdentity {
  return {
    user: userOf(account),
    groups: ["system:serviceaccounts", `system:serviceaccounts:${account.namespace}`],
    ...(account.uid !== undefined && { uid: account.uid }),
  };
}

function userOf({ namespace, name }: ServiceAccountClaims): string {
  return `system:serviceaccount:${namespace}:${name}`;
}

function readLegacy(body: Json): ServiceAccountClaims | undefined {
  const namespace = asText(body[`${LEGACY}namespace`]);
  const name = asText(body[`${LEGACY}service-account.name`]);
  const uid = asText(body[`${LEGACY}service-account.uid`]);
  const secret = asText(body[`${LEGACY}secret.name`]);
  if (namespace === undefined || name === undefined) {
    return undefined;
  }
  const boundTo = secret === undefined ? [] : [{ kind: "secret" as const, name: secret }];
  return { namespace, name, ...(uid !== undefined && { uid }), boundTo };
}

function readBound(body: Json): ServiceAccountClaims | undefined {
  const kubernetes = asObject(body["kubernetes.io"]);
  const account = readReference(kubernetes?.["serviceaccount"]);
  const namespace = asText(kubernetes?.["namespace"]);
  if (account === undefined || namespace === undefined) {
    return undefined;
  }
  const boundTo = (["pod", "node", "secret"] as const).flatMap(kind => {
    const reference = readReference(kubernetes?.[kind]);
    return reference === undefined ? [] : [{ kind, ...reference }];
  });
  const warnAfter = asTime(kubernetes?.["warnafter"]);
  return { namespace, ...account, boundTo, ...(warnAfter !== undefined && { warnAfter }) };
}

function readReference(value: unknown): { readonly name: string; readonly uid?: string } | undefined {
  const reference = asObject(value);
  const name = asText(reference?.["name"]);
  const uid = asText(reference?.["uid"]);
  return name === undefined ? undefined : { name, ...(uid !== undefined && { uid }) };
}
