import { say } from "../../message.ts";
import { thresholdsFor } from "../../thresholds.ts";
import { neverValid } from "../../x509/validity.ts";
import { othersTrustedUntil } from "./bundle.ts";
import { aboutFile, certificateRule, day } from "./rule.ts";

/** A certificate file that expires soon. */
export const pkiExpiring = certificateRule("pki-expiring", "warning", function* ({ subject, timing }) {
  const { notBefore, notAfter } = subject.certificate;
  const { now, warning } = timing;
  if (subject.kubeadm || neverValid(subject.certificate) || notAfter === undefined || notAfter < now) return;
  const lifetime = notBefore === undefined ? undefined : notAfter - notBefore;
  if (notAfter - now > thresholdsFor({ warning, critical: 0 }, lifetime).warning) return;
  if (notBefore !== undefined && notBefore > now) return;
  if ((othersTrustedUntil(subject, now) ?? 0) > now + warning) return;
  yield aboutFile(subject.path, say("This certificate expires on {0}: renew it.", day(notAfter)));
});
