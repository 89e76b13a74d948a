import { encodeBase64 } from "../bytes/base64.ts";
import { utf8Bytes } from "../bytes/bytes.ts";
import type { ClusterEntry, KubeconfigFile, UserEntry } from "../kubeconfig/model.ts";
import { v1 } from "../kubeconfig/schema/fields.ts";
import { fieldIn } from "../kubeconfig/schema/values.ts";
import type { Minted } from "../x509/mint/leaf.ts";
import type { Change } from "./change.ts";
import { entryPath, type Plan, planOf } from "./plan.ts";

/** What a user is to prove itself with. Secret. */
export type NewCredential =
  /** PEM texts, embedded: the certificate with its chain, the leaf first. */
  | { readonly kind: "client-certificate"; readonly certificate: string; readonly key: string }
  | { readonly kind: "token"; readonly token: string };

/** A new certificate and its key, embedded. */
export function certificateCredential({
  certificatePem: certificate,
  keyPem: key,
}: Pick<Minted, "certificatePem" | "keyPem">): NewCredential {
  return { kind: "client-certificate", certificate, key };
}

/** The fields of a user entry that holds nothing else. */
export function credentialFields(credential: NewCredential): Readonly<Record<string, string>> {
  if (credential.kind === "token") return { token: credential.token };
  return {
    "client-certificate-data": encodeBase64(utf8Bytes(credential.certificate)),
    "client-key-data": encodeBase64(utf8Bytes(credential.key)),
  };
}

/**
 * Replace what a user proves itself with. Fields of the same kind are replaced where they stand, a path by the data; the
 * user's other ways of proving itself go, so that no old one is sent besides. Impersonation and extensions stay.
 */
export function replaceCredential(file: KubeconfigFile, user: UserEntry, credential: NewCredential): Plan {
  const fields = credentialFields(credential);
  const present = new Set(presentKeys(user));
  const changes: Change[] = [];
  for (const [key, value] of Object.entries(fields)) {
    const pathKey = v1.fieldsOf("user").find(field => field.data === key)?.key;
    if (pathKey !== undefined && present.has(pathKey) && !present.has(key)) {
      changes.push({ kind: "rekey", path: entryPath(user, pathKey), key, value });
      present.delete(pathKey);
    } else {
      changes.push({ kind: "set", path: entryPath(user, key), value });
    }
    present.delete(key);
  }
  for (const key of present) changes.push({ kind: "remove", path: entryPath(user, key) });
  return planOf(file, changes);
}

/** Replace the CA that a cluster is verified with, where it stands; a path gives way to the data. */
export function replaceCa(file: KubeconfigFile, cluster: ClusterEntry, pem: string): Plan {
  const value = encodeBase64(utf8Bytes(pem));
  const key = "certificate-authority-data";
  const data: Change = { kind: "set", path: entryPath(cluster, key), value };
  const pathKey = "certificate-authority";
  const path = entryPath(cluster, pathKey);
  if (cluster.certificateAuthority === undefined) return planOf(file, [data]);
  if (cluster.certificateAuthorityData !== undefined) return planOf(file, [data, { kind: "remove", path }]);
  return planOf(file, [{ kind: "rekey", path, key, value }]);
}

/**
 * Verify a cluster by a CA from now on: client-go takes no CA beside insecure-skip-tls-verify (transport/transport.go,
 * TLSConfigFor), so that goes.
 */
export function trustCa(file: KubeconfigFile, cluster: ClusterEntry, pem: string): Plan {
  const replaced = replaceCa(file, cluster, pem);
  if (!replaced.ok || cluster.insecureSkipTlsVerify === undefined) return replaced;
  const changes = replaced.files.flatMap(each => each.changes);
  return planOf(file, [...changes, { kind: "remove", path: entryPath(cluster, "insecure-skip-tls-verify") }]);
}

/** The keys of everything that a user proves itself with. */
function presentKeys(user: UserEntry): readonly string[] {
  return v1
    .fieldsOf("user")
    .filter(field => field.credential === true && fieldIn(user, field) !== undefined)
    .map(({ key }) => key);
}
