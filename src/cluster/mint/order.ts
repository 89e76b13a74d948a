import { CLIENT_SIGNER } from "../../core/manifests/signers.ts";
import { type Message, say } from "../../core/message.ts";
import { objectName } from "../../core/rbac/names.ts";
import type { ClientIdentity } from "../../core/x509/mint/identity.ts";
import type { KeyType } from "../../core/x509/mint/keys.ts";
import { endOf, type Lifetime } from "../../core/x509/mint/lifetime.ts";
import type { NewRequest } from "../api/signing-requests.ts";
import type { Endpoint } from "../connection/model.ts";
import { mastersRefusal } from "../http/api-status.ts";

/** The least that a request may ask for: certificates.k8s.io validation. Seconds. */
export const SHORTEST = 600;
/** An int32, as `expirationSeconds` is one. */
const LONGEST = 2 ** 31 - 1;

/** Whom a certificate is asked for, and for how long. */
export interface RequestOrder {
  readonly identity: ClientIdentity;
  readonly keyType: KeyType;
  readonly lifetime: Lifetime;
}

/**
 * The object that asks a cluster for a client certificate.
 * @param pem the request itself
 * @param random six or more characters that no other request has in its name
 * @param now milliseconds since the epoch
 */
export function newRequest(
  { identity, keyType, lifetime }: RequestOrder,
  pem: string,
  random: string,
  now: number,
): NewRequest {
  const seconds = Math.round((endOf(lifetime, now) - now) / 1000);
  return {
    name: `${objectName(identity.user)}-${random}`,
    pem,
    signer: CLIENT_SIGNER,
    usages: ["client auth", "digital signature", ...(keyType.startsWith("rsa") ? ["key encipherment"] : [])],
    expirationSeconds: Math.min(Math.max(seconds, SHORTEST), LONGEST),
  };
}

/** Why a cluster will not issue what is asked for, before anybody asks it; undefined where nothing is known against it. */
export function refusalOfOrder(
  { identity, lifetime }: Pick<RequestOrder, "identity" | "lifetime">,
  now: number,
): Message | undefined {
  if (identity.groups.includes("system:masters")) return mastersRefusal();
  return endOf(lifetime, now) - now < SHORTEST * 1000
    ? say("A cluster issues nothing for less than 10 minutes.")
    : undefined;
}

/** What is known of clusters that sign no client certificates, told before a request is made. */
export function remarkOnCluster({ host }: Pick<Endpoint, "host">): Message | undefined {
  return /\.eks\.amazonaws\.com(?:\.cn)?$/i.test(host)
    ? say(
        "Amazon EKS signs no client certificates: the request would be approved and never issued. Use aws eks get-token, or a service account.",
      )
    : undefined;
}
