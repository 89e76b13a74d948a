import { type Message, render, say } from "../../message.ts";
import { isSelfIssued } from "../../x509/chain.ts";
import { chainVerdict } from "../../x509/chain-verdict.ts";
import { fingerprintOf, formatFingerprint } from "../../x509/fingerprint.ts";
import { formatName } from "../../x509/name.ts";
import { encodePem } from "../../x509/pem.ts";
import type { Certificate } from "../../x509/types.ts";
import type { ServerFix } from "./model.ts";
import type { Served } from "./served.ts";

export type TakeCa = Extract<ServerFix, { readonly kind: "take-ca" }>;

/**
 * What of the certificates that the server sent would have to be trusted for kubectl to take its chain: rather a CA than
 * the certificate itself, rather a root than an intermediate. @param now milliseconds since the epoch
 */
export function takeCa(served: Served, now: number): TakeCa | undefined {
  const { leaf, intermediates, signed } = served;
  const authorities = intermediates.filter(({ basicConstraints }) => basicConstraints?.ca === true);
  const candidates = [
    ...authorities.filter(isSelfIssued),
    ...authorities.filter(each => !isSelfIssued(each)).toReversed(),
    ...(isSelfIssued(leaf) && signed(leaf, leaf) ? [leaf] : []),
  ];
  const found = candidates.find(
    root => chainVerdict({ leaf, intermediates, roots: [root], now }, "serverAuth", signed).ok,
  );
  return found && fixOf(found);
}

function fixOf(ca: Certificate): TakeCa {
  return {
    kind: "take-ca",
    pem: encodePem("CERTIFICATE", ca.der),
    fingerprint: formatFingerprint(fingerprintOf(ca)),
    subject: formatName(ca.subject),
  };
}

/** A fault of trust, and where the CA is to be had that would mend it. */
export function withAdvice(what: Message, fix: TakeCa | undefined): Message {
  return fix === undefined
    ? say(
        "{0} Take the CA from somebody whose kubeconfig works, or from the control plane (with kubeadm: /etc/kubernetes/pki/ca.crt); the server sends none that would do.",
        render(what),
      )
    : say(
        "{0} The server sends what would have to be trusted, with the SHA-256 fingerprint {1}: compare that with the cluster's before you take it into the kubeconfig.",
        render(what),
        fix.fingerprint,
      );
}
