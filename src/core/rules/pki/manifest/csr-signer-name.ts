import { scalarAt } from "../../../manifests/objects.ts";
import { CLIENT_SIGNER, LEGACY_SIGNER } from "../../../manifests/signers.ts";
import { type Message, say } from "../../../message.ts";
import { get, isNullish } from "../../../yaml/access.ts";
import { isTemplate, missing, spanOf, specRule } from "./csr-field.ts";

/** ValidateSignerName of Kubernetes pkg/apis/core/validation. */
export const csrSignerName = specRule(function* (spec) {
  const value = scalarAt(spec, "signerName");
  const signer = value?.text ?? "";
  if (signer === "") {
    if (isNullish(get(spec, "signerName")) || value !== undefined)
      yield missing(
        spanOf(spec, "signerName"),
        say('spec.signerName is missing ("Required value"); that for users is {0}', CLIENT_SIGNER),
      );
    return;
  }
  const why = isTemplate(signer) ? undefined : wrongSigner(signer);
  if (why !== undefined && value !== undefined) yield { span: value.span, why };
});

function wrongSigner(signer: string): Message | undefined {
  if (signer === LEGACY_SIGNER) {
    return say(
      'spec.signerName {0} was for certificates.k8s.io/v1beta1 ("the legacy signerName is not allowed via this API version"): for users write {1}',
      signer,
      CLIENT_SIGNER,
    );
  }
  const [domain = "", path, ...more] = signer.split("/");
  if (path === undefined || more.length > 0) {
    return say(
      "spec.signerName is no domain and name (\"must be a fully qualified domain and path of the form 'example.com/signer-name'\"); that for users is {0}",
      CLIENT_SIGNER,
    );
  }
  if (
    ![...domain.split("."), ...path.split(".")].every(label =>
      /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/.test(label),
    )
  ) {
    return say("spec.signerName may hold lower case letters, digits, hyphens and dots around one slash");
  }
  return domain.includes(".")
    ? undefined
    : say(
        'the domain of spec.signerName has no dot ("should be a domain with at least two segments separated by dots")',
      );
}
