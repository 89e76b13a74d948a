import { say } from "../../message.ts";
import { issuedBy, verifySignature } from "../../x509/chain.ts";
import type { PkiProblem } from "../model.ts";
import type { Signer, Subject } from "../subjects.ts";
import { problem } from "./check.ts";

/**
 * A certificate that the CA beside it has not signed: whoever trusts that CA refuses it. kubeadm only notices
 * with an external CA (cmd/kubeadm/app/phases/certs/certs.go, validateSignedCertWithCA). The signature is
 * verified where the platform can.
 */
export async function* signer(subject: Subject): AsyncIterable<PkiProblem> {
  const [first] = subject.signers;
  if (first === undefined || subject.role?.ca === true) return;
  for (const each of subject.signers) if (await signed(subject, each)) return;
  yield problem(
    subject,
    "pki-not-signed-by-ca",
    "error",
    say(
      "This certificate is not signed by the CA in {0}. Whoever trusts that CA refuses it; issue it again.",
      first.path,
    ),
    first.path,
  );
}

async function signed({ certificate }: Subject, by: Signer): Promise<boolean> {
  const relation = issuedBy(certificate, by.certificate);
  if (relation !== "by-name" && relation !== "by-key-id") return false;
  return (await verifySignature(certificate, by.certificate)) !== false;
}
