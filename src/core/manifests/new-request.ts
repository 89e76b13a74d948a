import { encodeBase64 } from "../bytes/base64.ts";
import { utf8Bytes } from "../bytes/bytes.ts";
import { type Message, say } from "../message.ts";
import type { ClientIdentity } from "../x509/mint/identity.ts";
import type { KeyType } from "../x509/mint/keys.ts";
import { endOf, type Lifetime } from "../x509/mint/lifetime.ts";
import { yamlScalar } from "../yaml/write.ts";
import { objectName } from "./names.ts";
import { CLIENT_SIGNER } from "./signers.ts";

export interface NewRequest {
  readonly name: string;
  /** PEM. */
  readonly pem: string;
  readonly signer: string;
  readonly usages: readonly string[];
  /** At least 600. */
  readonly expirationSeconds?: number;
}

/** The object that `kubectl apply` takes. */
export function requestObject({ name, pem, signer, usages, expirationSeconds }: NewRequest): unknown {
  return {
    apiVersion: "certificates.k8s.io/v1",
    kind: "CertificateSigningRequest",
    metadata: { name },
    spec: {
      request: encodeBase64(utf8Bytes(pem)),
      signerName: signer,
      ...(expirationSeconds !== undefined && { expirationSeconds }),
      usages,
    },
  };
}

/** The same as YAML. */
export function requestYaml({ name, pem, signer, usages, expirationSeconds }: NewRequest): string {
  const lines = [
    "apiVersion: certificates.k8s.io/v1",
    "kind: CertificateSigningRequest",
    "metadata:",
    `  name: ${yamlScalar(name)}`,
    "spec:",
    `  request: ${encodeBase64(utf8Bytes(pem))}`,
    `  signerName: ${yamlScalar(signer)}`,
    ...(expirationSeconds === undefined ? [] : [`  expirationSeconds: ${expirationSeconds}`]),
    "  usages:",
    ...usages.map(usage => `    - ${yamlScalar(usage)}`),
  ];
  return `${lines.join("\n")}\n`;
}

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
  const wanted = lifetime.type === "duration" ? lifetime.duration : lifetime.time - now;
  const seconds = Math.round(wanted / 1000);
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

/** The admission plugin CertificateSubjectRestriction. */
export function mastersRefusal(): Message {
  return say(
    "A cluster signs no certificate for system:masters: its signer kube-apiserver-client is not allowed to, as the group may do everything and nobody can take that away. Leave the group out and bind the user to cluster-admin, or sign with the CA's key.",
  );
}
