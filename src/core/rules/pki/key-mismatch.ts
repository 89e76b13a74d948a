import { say } from "../../message.ts";
import { keyMatches } from "../../x509/key-pair.ts";
import { aboutFile, certificateRule, theKey } from "./rule.ts";

/** The key beside a certificate belongs to another one: crypto/tls X509KeyPair. */
export const pkiKeyMismatch = certificateRule("pki-key-mismatch", "error", function* ({ subject }) {
  const { key, role, certificate } = subject;
  if (!key?.info.ok || (key.info.value.encrypted !== undefined && role !== undefined)) return;
  const match = keyMatches(certificate, key.info.value);
  if (match !== "mismatch" && match !== "type-mismatch") return;
  const message = say(
    "The private key in {0} belongs to another certificate. Nothing can use the two together.",
    key.path,
  );
  yield aboutFile(subject.path, message, { path: key.path, is: theKey });
});
