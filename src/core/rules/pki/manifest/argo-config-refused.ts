import { argoConfig, parsedObject, placeInJson } from "../../../manifests/argo.ts";
import { wrongFields } from "../../../manifests/argo-types.ts";
import type { SecretText } from "../../../manifests/objects.ts";
import { holdsPlaceholder } from "../../../manifests/placeholder.ts";
import { ValuePlaces } from "../../../manifests/places.ts";
import { render, say } from "../../../message.ts";
import type { Span } from "../../../text.ts";
import { shown } from "../../words.ts";
import { aboutValue, manifestRule } from "../rule.ts";

/** argo-cd util/db/cluster.go, SecretToCluster. */
export const argoConfigRefused = manifestRule("argo-config-refused", "error", function* (input) {
  const { object } = input;
  const config = argoConfig(object);
  if (config === undefined || config.text === "" || holdsPlaceholder(config.text)) return;
  const parsed = parsedObject(config.text);
  if (parsed === undefined) {
    const message = say(
      'The config of Secret "{0}" is no JSON object. Argo CD stops with "failed to unmarshal cluster config" and does not connect to the cluster: correct the JSON, which knows no comments and no comma behind the last entry.',
      shown(object.name),
    );
    yield aboutValue(input, config.value, message);
    return;
  }
  for (const { path, must } of wrongFields(parsed)) {
    const message = say(
      'In the config of Secret "{0}", {1} must be {2}. Argo CD stops with "failed to unmarshal cluster config" and does not connect to the cluster.',
      shown(object.name),
      path.join("."),
      render(must),
    );
    yield aboutValue(input, { span: placeOf(config, path, object.text) }, message);
  }
});

/** In the document: the field, or the whole value where it is encoded. */
function placeOf({ text, value, isPlain }: SecretText, path: readonly string[], document: string): Span {
  const place = isPlain ? placeInJson(text, path) : undefined;
  return place === undefined ? value.span : new ValuePlaces(document, value).outer(place);
}
