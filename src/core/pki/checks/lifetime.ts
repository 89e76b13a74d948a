import { say } from "../../message.ts";
import { issuedBy } from "../../x509/chain.ts";
import type { PkiProblem } from "../model.ts";
import type { Subject } from "../subjects.ts";
import { problem } from "./check.ts";

/** A certificate that ends later than the CA that signed it: it stops working with the CA. */
export function* lifetime(subject: Subject): Iterable<PkiProblem> {
  const { certificate, signers } = subject;
  if (certificate.notAfter === undefined) return;
  const issuers = signers.filter(each => isIssuer(issuedBy(certificate, each.certificate)));
  const last = issuers.reduce(
    (latest, each) => Math.max(latest, each.certificate.notAfter ?? Number.MAX_VALUE),
    0,
  );
  const [first] = issuers;
  if (first === undefined || first.path === subject.path || certificate.notAfter <= last) return;
  const message = say(
    "Its CA in {0} expires on {1}, before this certificate does. It stops working then; renew the CA first.",
    first.path,
    new Date(last).toISOString().slice(0, 10),
  );
  yield problem(subject, "pki-outlives-ca", "warning", message, first.path);
}

function isIssuer(relation: ReturnType<typeof issuedBy>): boolean {
  return relation === "by-name" || relation === "by-key-id";
}
