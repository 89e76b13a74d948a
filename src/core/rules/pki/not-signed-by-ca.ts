import { type Message, say } from "../../message.ts";
import type { Signer, Subject } from "../../pki/subjects.ts";
import { isSelfSigned, issuedBy, verifySignature } from "../../x509/chain.ts";
import { aboutFile, certificateRule, theCa } from "./rule.ts";

/**
 * A certificate that the CA beside it has not signed: whoever trusts that CA refuses it. kubeadm only notices
 * with an external CA (cmd/kubeadm/app/phases/certs/certs.go, validateSignedCertWithCA). The signature is
 * verified where the platform can.
 */
export const pkiNotSignedByCa = certificateRule(
  "pki-not-signed-by-ca",
  "error",
  async function* ({ subject }) {
    const { signers, role, certificate } = subject;
    const [first] = signers;
    if (first === undefined || role?.ca === true || (await isSelfSigned(certificate))) return;
    for (const each of signers) if (await signed(subject, each)) return;
    const certain = role !== undefined || subject.kubeadm;
    const message = certain ? notSigned(first.path) : anotherOfThatName(first.path);
    const draft = aboutFile(subject.path, message, { path: first.path, is: theCa });
    yield certain ? draft : { ...draft, severity: "warning" };
  },
);

function notSigned(ca: string): Message {
  return say(
    "This certificate is not signed by the CA in {0}. Whoever trusts that CA refuses it; issue it again.",
    ca,
  );
}

function anotherOfThatName(ca: string): Message {
  return say(
    "The CA in {0} has the name of this certificate's issuer and has not signed it. If the CA was made anew, issue the certificate again.",
    ca,
  );
}

async function signed({ certificate }: Subject, by: Signer): Promise<boolean> {
  const relation = issuedBy(certificate, by.certificate);
  if (relation !== "by-name" && relation !== "by-key-id") return false;
  return (await verifySignature(certificate, by.certificate)) !== false;
}
