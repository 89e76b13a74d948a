import { argoConfig, parsedObject } from "../../../manifests/argo.ts";
import { holdsPlaceholder } from "../../../manifests/placeholder.ts";
import { say } from "../../../message.ts";
import { shown } from "../../words.ts";
import { aboutValue, manifestRule } from "../rule.ts";

/** argo-cd util/db/cluster.go, SecretToCluster. */
export const argoConfigRefused = manifestRule("argo-config-refused", "error", function* (input) {
  const config = argoConfig(input.object);
  if (config === undefined || config.text === "" || holdsPlaceholder(config.text)) return;
  if (parsedObject(config.text) !== undefined) return;
  const message = say(
    'The config of Secret "{0}" is no JSON object. Argo CD stops with "failed to unmarshal cluster config" and does not connect to the cluster: correct the JSON, which knows no comments and no comma behind the last entry.',
    shown(input.object.name),
  );
  yield aboutValue(input, config.value, message);
});
