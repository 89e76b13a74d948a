import { positionOfKey } from "../../kubeconfig/bundle.ts";
import { type Message, say } from "../../message.ts";
import { keyMatches } from "../../x509/key-pair.ts";
import { aboutFile, certificateRule, theKey } from "./rule.ts";

/** The key beside a certificate belongs to another one: crypto/tls X509KeyPair. */
export const pkiKeyMismatch = certificateRule("pki-key-mismatch", "error", function* ({ subject }) {
  const { key, role, certificate } = subject;
  if (!key?.info.ok || (key.info.value.encrypted !== undefined && role !== undefined)) return;
  const match = keyMatches(certificate, key.info.value);
  if (match !== "mismatch" && match !== "type-mismatch") return;
  const position = positionOfKey(subject.bundle, key.info.value);
  if (position > 1) {
    const isCa = certificate.basicConstraints?.ca === true;
    const message = isCa ? keyOfLaterCa(key.path, position) : keyOfLater(key.path, position);
    const draft = aboutFile(subject.path, message, { path: key.path, is: theKey });
    yield isCa ? { ...draft, severity: "warning" } : draft;
    return;
  }
  const message = say(
    "The private key in {0} belongs to another certificate. Nothing can use the two together.",
    key.path,
  );
  yield aboutFile(subject.path, message, { path: key.path, is: theKey });
});

/** Whoever trusts the file trusts all of its CAs; whoever signs takes the first, and Go's x509.CreateCertificate refuses. */
function keyOfLaterCa(key: string, position: number): Message {
  return say(
    "The private key in {0} belongs to certificate {1} of this file. All of them are trusted, but kubeadm signs with the first and stops with \"provided PrivateKey doesn't match parent's PublicKey\". Put certificate {1} first.",
    key,
    position,
  );
}

function keyOfLater(key: string, position: number): Message {
  return say(
    "The private key in {0} belongs to certificate {1} of this file, and whoever uses the two pairs it with the first. Put certificate {1} first, then its issuers.",
    key,
    position,
  );
}
