import { readFileSync } from "node:fs";
import { join } from "node:path";
import { encodeBase64 } from "../../../src/core/bytes/base64.ts";
import { utf8Bytes } from "../../../src/core/bytes/bytes.ts";
import {
  credentialFields,
  type NewCredential,
  type NewEntry,
  newFileText,
} from "../../../src/core/edits/index.ts";

export interface Reached {
  readonly server: string;
  /** Where `ca.crt` is, which the server is verified with. */
  readonly caFolder: string;
}

/** The text of a kubeconfig for one user. Holds the secret. */
export function kubeconfigText(cluster: Reached, user: string, credential: NewCredential): string {
  return kubeconfigWith(cluster, { [user]: credential });
}

/** The text of a kubeconfig with a context for each user, `USER@test-cluster`, the first the current one. */
export function kubeconfigWith(
  { server, caFolder }: Reached,
  users: Readonly<Record<string, NewCredential>>,
): string {
  const ca = encodeBase64(utf8Bytes(readFileSync(join(caFolder, "ca.crt"), "utf8")));
  const cluster = "test-cluster";
  const names = Object.keys(users);
  return newFileText(
    [
      { kind: "cluster", name: cluster, value: { server, "certificate-authority-data": ca } },
      ...Object.entries(users).map(
        ([name, credential]): NewEntry => ({ kind: "user", name, value: credentialFields(credential) }),
      ),
      ...names.map(
        (user): NewEntry => ({ kind: "context", name: `${user}@${cluster}`, value: { cluster, user } }),
      ),
    ],
    `${names[0] ?? ""}@${cluster}`,
  );
}
