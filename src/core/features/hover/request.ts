import { say } from "../../message.ts";
import type { CertificateRequest } from "../../x509/csr.ts";
import { type Block, heading, note, table } from "./blocks.ts";
import { identityRows, subjectRow, usageRows } from "./certificate.ts";

/** A certificate signing request: who asks to be whom. */
export function requestBlocks(request: CertificateRequest): Block[] {
  return [
    heading(say("Certificate signing request")),
    ...table([...identityRows(request), ...usageRows(request), subjectRow(request)]),
    ...request.problems.map(({ message, refused }) => note(message, refused ? "bad" : "warning")),
  ];
}
