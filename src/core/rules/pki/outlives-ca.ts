import { say } from "../../message.ts";
import { issuedBy } from "../../x509/chain.ts";
import { neverValid } from "../../x509/validity.ts";
import { aboutFile, certificateRule, day, theCa } from "./rule.ts";

/** A certificate that ends later than the CA that signed it: it stops working with the CA. */
export const pkiOutlivesCa = certificateRule("pki-outlives-ca", "warning", function* ({ subject }) {
  const { certificate, signers } = subject;
  if (certificate.notAfter === undefined || neverValid(certificate)) return;
  const issuers = signers.filter(
    each => isIssuer(issuedBy(certificate, each.certificate)) && !neverValid(each.certificate),
  );
  const last = issuers.reduce(
    (latest, each) => Math.max(latest, each.certificate.notAfter ?? Number.MAX_VALUE),
    0,
  );
  const [first] = issuers;
  if (first === undefined || first.path === subject.path || certificate.notAfter <= last) return;
  const message = say(
    "Its CA in {0} expires on {1}, before this certificate does. It stops working then; renew the CA first.",
    first.path,
    day(last),
  );
  yield aboutFile(subject.path, message, { path: first.path, is: theCa });
});

function isIssuer(relation: ReturnType<typeof issuedBy>): boolean {
  return relation === "by-name" || relation === "by-key-id";
}
