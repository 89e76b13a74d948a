import { encodeBase64 } from "../bytes/base64.ts";
import { utf8Bytes } from "../bytes/bytes.ts";
import type { ClusterEntry, KubeconfigFile, UserEntry } from "../kubeconfig/model.ts";
import type { Change } from "./change.ts";
import { entryPath, type Plan, planOf } from "./plan.ts";

/** What a user is to prove itself with. Secret. */
export type NewCredential =
  /** PEM texts, embedded: the certificate with its chain, the leaf first. */
  | { readonly kind: "client-certificate"; readonly certificate: string; readonly key: string }
  | { readonly kind: "token"; readonly token: string };

/** The keys of every credential that a user can carry. */
const CREDENTIALS = [
  "client-certificate-data",
  "client-certificate",
  "client-key-data",
  "client-key",
  "token",
  "tokenFile",
  "username",
  "password",
  "auth-provider",
  "exec",
] as const;

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
    const pathKey = key.replace(/-data$/, "");
    if (pathKey !== key && present.has(pathKey) && !present.has(key)) {
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

function presentKeys(user: UserEntry): readonly string[] {
  const fields: Readonly<Record<(typeof CREDENTIALS)[number], unknown>> = {
    "client-certificate-data": user.clientCertificateData,
    "client-certificate": user.clientCertificate,
    "client-key-data": user.clientKeyData,
    "client-key": user.clientKey,
    token: user.token,
    tokenFile: user.tokenFile,
    username: user.username,
    password: user.password,
    "auth-provider": user.authProvider,
    exec: user.exec,
  };
  return CREDENTIALS.filter(key => fields[key] !== undefined);
}
