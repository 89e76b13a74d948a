import type { Draft } from "../../../finding.ts";
import { type SigningRequest, signingRequestOf } from "../../../manifests/signing-request.ts";
import { render, say } from "../../../message.ts";
import { organizations } from "../../../x509/name.ts";
import { shown } from "../../words.ts";
import { manifestRule } from "../rule.ts";

/** The signer whose certificates the API server takes for users. */
const CLIENT_SIGNER = "kubernetes.io/kube-apiserver-client";

/** What the API server refuses when the object is created: ParseCSR, and the admission plugin CertificateSubjectRestriction. */
export const csrRefused = manifestRule("csr-refused", "error", function* ({ object, source }) {
  const request = signingRequestOf(object);
  if (request === undefined) return;
  const span = {
    start: request.value.span.start + object.offset,
    end: request.value.span.end + object.offset,
  };
  const message = refusalOf(request) ?? forbiddenGroup(request);
  if (message !== undefined) yield { source, span, message };
});

function refusalOf({ refusal, object }: SigningRequest): Draft["message"] | undefined {
  return (
    refusal &&
    say(
      'The API server refuses the request of CertificateSigningRequest "{0}": {1}.',
      shown(object.name),
      render(refusal),
    )
  );
}

function forbiddenGroup({ request, signer, object }: SigningRequest): Draft["message"] | undefined {
  if (request === undefined || signer !== CLIENT_SIGNER) return undefined;
  if (!organizations(request.subject).includes("system:masters")) return undefined;
  return say(
    'CertificateSigningRequest "{0}" asks for the group system:masters, which {1} never signs for: the admission plugin CertificateSubjectRestriction refuses it. Ask for another group, and bind it to the rights that are needed.',
    shown(object.name),
    CLIENT_SIGNER,
  );
}
