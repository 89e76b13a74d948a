import { readFileSync } from "node:fs";
import { join } from "node:path";
import { encodeBase64 } from "../../../src/core/bytes/base64.ts";
import { utf8Bytes } from "../../../src/core/bytes/bytes.ts";
import { credentialFields, type NewCredential, newFileText } from "../../../src/core/edits/index.ts";
import type { Minted } from "../../../src/core/x509/signing.ts";

/**
 * The text of a kubeconfig for one user. Holds the secret.
 * @param caFolder where `ca.crt` is, which the server is verified with
 */
export function kubeconfigText(
  { server, caFolder }: { readonly server: string; readonly caFolder: string },
  user: string,
  credential: NewCredential,
): string {
  const ca = encodeBase64(utf8Bytes(readFileSync(join(caFolder, "ca.crt"), "utf8")));
  return newFileText(
    [
      { kind: "cluster", name: "test", value: { server, "certificate-authority-data": ca } },
      { kind: "user", name: user, value: credentialFields(credential) },
      { kind: "context", name: "test", value: { cluster: "test", user } },
    ],
    "test",
  );
}

/** What a user proves itself with from then on. Secret. */
export function credentialOf({ certificatePem, keyPem }: Minted): NewCredential {
  return { kind: "client-certificate", certificate: certificatePem, key: keyPem };
}
