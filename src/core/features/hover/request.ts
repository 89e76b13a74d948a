import { CLIENT_SIGNER } from "../../manifests/signers.ts";
import { asksForMasters } from "../../manifests/signing-request.ts";
import { say } from "../../message.ts";
import type { CertificateRequest } from "../../x509/csr.ts";
import { type Block, heading, note, table } from "./blocks.ts";
import { identityRows, subjectRow, usageRows } from "./certificate.ts";

/**
 * A certificate signing request: who asks to be whom.
 * @param signer that of the object that it stands in; absent for a file
 */
export function requestBlocks(request: CertificateRequest, signer?: string): Block[] {
  return [
    heading(say("Certificate signing request")),
    ...table([...identityRows(request), ...usageRows(request), subjectRow(request)]),
    ...request.problems.map(({ message, refused }) => note(message, refused ? "bad" : "warning")),
    ...mastersNotes(request, signer),
  ];
}

function mastersNotes(request: CertificateRequest, signer: string | undefined): readonly Block[] {
  if (!asksForMasters(request)) return [];
  const text = say(
    "It asks for the group system:masters, which may do everything in the cluster, past every RBAC rule; such a certificate cannot be revoked. The signer {0} refuses it (admission plugin CertificateSubjectRestriction).",
    CLIENT_SIGNER,
  );
  return [note(text, signer === CLIENT_SIGNER ? "bad" : "warning")];
}
