import { looksLikeKubeconfig } from "../../../kubeconfig/detect.ts";
import { type ManifestObject, mapAt, textsIn, VALUES } from "../../../manifests/objects.ts";
import { holdsPlaceholder } from "../../../manifests/placeholder.ts";
import { say } from "../../../message.ts";
import { shown } from "../../words.ts";
import { aboutValue, manifestRule } from "../rule.ts";

/** What stands under a field of bytes as it is: encoding/json of Go takes base64 there, and nothing else. */
export const valueNotEncoded = manifestRule("value-not-encoded", "error", function* (input) {
  const { object } = input;
  for (const field of encodedFields(object)) {
    const map = mapAt(object.map, field);
    for (const [key, value] of map ? textsIn(map) : []) {
      if (!isPlain(value.text) || holdsPlaceholder(value.text)) continue;
      const message = say(
        'The value of "{0}" is plain text, and {1} takes base64. The API server refuses the {2} with "illegal base64 data": move the key to {3}, or put there what base64 -w0 makes of the text.',
        shown(key),
        field,
        object.kind,
        object.kind === "Secret" ? "stringData" : "data",
      );
      yield aboutValue(input, value, message);
    }
  }
});

function encodedFields({ apiVersion, kind }: ManifestObject): readonly string[] {
  const fields = apiVersion === "v1" ? (VALUES[kind] ?? {}) : {};
  return Object.keys(fields).filter(field => fields[field] === "base64");
}

/** Only what is surely meant as text: PEM and kubeconfigs. */
function isPlain(text: string): boolean {
  return text.includes("-----BEGIN ") || looksLikeKubeconfig(text);
}
