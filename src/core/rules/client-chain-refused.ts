import { type Message, render, say } from "../message.ts";
import { commonName, formatName } from "../x509/name.ts";
import type { Certificate } from "../x509/types.ts";
import { type ChainRefusal, chainRefusals } from "./chain-refusals.ts";
import { fieldName } from "./materials.ts";
import { placeOf } from "./place.ts";
import { rule } from "./rule.ts";
import { day, shown } from "./words.ts";

/**
 * crypto/x509 Verify for clientAuth, as the API server calls it (apiserver request/x509), with the CA of the cluster as
 * root and what stands behind the certificate as intermediates. Its client CA may be another: hence no error.
 */
export const clientChainRefused = rule("client-chain-refused", "warning", function* ({ facts }) {
  for (const refused of chainRefusals(facts)) {
    const { user, cluster, material } = refused;
    const message = say(
      'An API server that trusts the CA of cluster "{0}" for clients refuses the client certificate of user "{1}": {2}. kubectl sends it all the same, and the answer is "Unauthorized" unless something else says who it is: have that chain issued again.',
      shown(cluster.name),
      shown(user.name),
      render(reasonOf(refused)),
    );
    yield { ...placeOf(user, material.field), message };
  }
});

function reasonOf(refused: ChainRefusal): Message {
  const { code, culprit, violation = "" } = refused.refusal;
  if (culprit === undefined) return say("a CA of its chain may not sign for it, as {0}", shown(violation));
  const which = nameOf(culprit, refused);
  const { notBefore = 0, notAfter = 0, extKeyUsage = [], unhandledCritical } = culprit;
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
      return say("{0} is not meant for client authentication but for {1}", which, extKeyUsage.join(", "));
    default:
      return say("{0} may not sign certificates", which);
  }
}

function nameOf(certificate: Certificate, { material }: ChainRefusal): string {
  const name = shown(commonName(certificate.subject) || formatName(certificate.subject));
  const position = material.content?.certificates.findIndex(
    item => item.ok && item.certificate === certificate,
  );
  const which =
    position === undefined || position < 0
      ? say('the CA "{0}"', name)
      : say('certificate {0} in {1}, "{2}",', position + 1, fieldName("certificate", material), name);
  return render(which);
}
