import { render, say } from "../message.ts";
import { commonName, formatName } from "../x509/name.ts";
import type { Certificate } from "../x509/types.ts";
import { chainReason } from "./chain-reason.ts";
import { type ChainRefusal, chainRefusals } from "./chain-refusals.ts";
import { fieldName } from "./materials.ts";
import { placeOf } from "./place.ts";
import { rule } from "./rule.ts";
import { shown } from "./words.ts";

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
      render(chainReason(refused.refusal, "clientAuth", culprit => nameOf(culprit, refused))),
    );
    yield { ...placeOf(user, material.field), message };
  }
});

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
