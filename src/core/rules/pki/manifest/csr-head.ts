import { type ManifestObject, mapAt, scalarAt, textAt } from "../../../manifests/objects.ts";
import { type Message, say } from "../../../message.ts";
import { get, isNullish } from "../../../yaml/access.ts";
import { type FieldRefusal, isTemplate, missing, requestRule, spanOf } from "./csr-field.ts";

const API_VERSION = "certificates.k8s.io/v1";

/** What every object must have, and the version that there is. */
export const csrHead = requestRule(function* (object) {
  // A chart may have a line for each version, of which Helm leaves one.
  if (isTemplate(object.text)) return;
  yield* versionRefusals(object);
  const { map } = object;
  const kind = spanOf(map, "kind");
  const metadata = mapAt(map, "metadata");
  if (!["name", "generateName"].some(key => metadata && textAt(metadata, key))) {
    const why = say('it has no name ("metadata.name: Required value: name or generateName is required")');
    yield missing(kind, why);
  }
  if (isNullish(get(map, "spec"))) {
    yield missing(kind, say("it has no spec, with request, signerName and usages"));
  }
});

function* versionRefusals({ map, apiVersion }: ManifestObject): Iterable<FieldRefusal> {
  const version = scalarAt(map, "apiVersion");
  if (apiVersion === "") {
    yield missing(spanOf(map, "kind"), say("it has no apiVersion: write {0}", API_VERSION));
  } else if (version !== undefined && apiVersion !== API_VERSION) {
    yield { span: version.span, why: wrongVersion(apiVersion) };
  }
}

function wrongVersion(apiVersion: string): Message {
  return apiVersion === "certificates.k8s.io/v1beta1"
    ? say(
        '{0} was removed in Kubernetes 1.22 (no matches for kind "CertificateSigningRequest" in version "{0}"): write {1}, which wants spec.signerName and spec.usages',
        apiVersion,
        API_VERSION,
      )
    : say("its apiVersion must be {0}", API_VERSION);
}
