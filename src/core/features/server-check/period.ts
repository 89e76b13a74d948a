import { say } from "../../message.ts";
import { isEarly, isExpired, urgencyOf } from "../../rules/validity.ts";
import { day } from "../../rules/words.ts";
import { humanDuration } from "../../x509/describe.ts";
import type { Certificate } from "../../x509/types.ts";
import { neverValid } from "../../x509/validity.ts";
import type { Timing } from "../time.ts";
import type { ServerFinding } from "./model.ts";

/** When the serving certificate is of no use, or soon will be. */
export function periodFinding(leaf: Certificate, { now, thresholds }: Timing): ServerFinding | undefined {
  const { notBefore = 0, notAfter = 0 } = leaf;
  if (neverValid(leaf)) {
    const message = say(
      "The serving certificate ends before it begins, so that it is never valid: have it issued again.",
    );
    return { code: "certificate-never-valid", severity: "error", message };
  }
  if (isExpired(leaf, now)) {
    const message = say(
      "The serving certificate expired on {0}, {1} ago. Have it renewed, with kubeadm by kubeadm certs renew apiserver, and the API server restarted.",
      day(notAfter),
      humanDuration(now - notAfter),
    );
    return { code: "certificate-expired", severity: "error", message };
  }
  if (isEarly(leaf, now)) {
    const message = say(
      "The serving certificate is valid only from {0}, in {1}. Check the clock of this machine and that of the server.",
      day(notBefore),
      humanDuration(notBefore - now),
    );
    return { code: "certificate-not-yet-valid", severity: "error", message };
  }
  const severity = urgencyOf(leaf, now, thresholds);
  if (severity === undefined) return undefined;
  const message = say(
    "The serving certificate expires on {0}, in {1}; from then on kubectl refuses the server where it verifies it. Have it renewed before, with kubeadm by kubeadm certs renew apiserver, and the API server restarted.",
    day(notAfter),
    humanDuration(notAfter - now),
  );
  return { code: "certificate-expiring", severity, message };
}
