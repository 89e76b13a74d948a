import { say } from "../../message.ts";
import { aboutFile, certificateRule, day } from "./rule.ts";

/** A certificate file that expires soon. */
export const pkiExpiring = certificateRule("pki-expiring", "warning", function* ({ subject, timing }) {
  const { notBefore, notAfter } = subject.certificate;
  const { now, warning } = timing;
  if (subject.kubeadm || notAfter === undefined || notAfter < now || notAfter - now > warning) return;
  if (notBefore !== undefined && notBefore > now) return;
  yield aboutFile(subject.path, say("This certificate expires on {0}: renew it.", day(notAfter)));
});
