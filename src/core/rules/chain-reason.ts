import { type Message, say } from "../message.ts";
import type { ChainRefused, Purpose } from "../x509/chain-verdict.ts";
import type { Certificate } from "../x509/types.ts";
import { day, shown } from "./words.ts";

/** Why a chain is refused, as half a sentence. @param nameOf how the certificate that Go stumbles over is called */
export function chainReason(
  { code, culprit, violation = "" }: ChainRefused,
  purpose: Purpose,
  nameOf: (certificate: Certificate) => string,
): Message {
  if (culprit === undefined) return say("a CA of its chain may not sign for it, as {0}", shown(violation));
  const which = nameOf(culprit);
  const { notBefore = 0, notAfter = 0, extKeyUsage = [], unhandledCritical } = culprit;
  const usages = extKeyUsage.join(", ");
  switch (code) {
    case "expired":
      return say("{0} expired on {1}", which, day(notAfter));
    case "not-yet-valid":
      return say("{0} is valid only from {1}", which, day(notBefore));
    case "critical-extension":
      return say(
        "{0} has a critical extension that Go does not know ({1})",
        which,
        unhandledCritical.join(", "),
      );
    case "path-length":
      return say("{0} allows fewer CAs below it than there are", which);
    case "weak-signature":
      return say("{0} is signed with {1}, which Go does not verify", which, culprit.signatureAlgorithm);
    case "weak-key":
      return say("{0} has an RSA key of less than 1024 bits, which Go does not verify with", which);
    case "key-usage":
      return purpose === "clientAuth"
        ? say("{0} is not meant for client authentication but for {1}", which, usages)
        : say("{0} is not meant for server authentication but for {1}", which, usages);
    default:
      return say("{0} may not sign certificates", which);
  }
}
