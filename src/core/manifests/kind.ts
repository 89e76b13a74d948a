import { type Message, say } from "../message.ts";
import { atOnce } from "../steps.ts";
import { deref, get } from "../yaml/access.ts";
import { readYaml } from "../yaml/index.ts";
import type { MapNode } from "../yaml/node.ts";
import { mapAt, readObjectsSteps } from "./objects.ts";

/** What a text is that is surely no kubeconfig: objects of the Kubernetes API, or the settings of another tool. */
export function whatItIs(text: string): Message | undefined {
  const objects = atOnce(readObjectsSteps(text)).filter(({ kind }) => kind !== "Config");
  const [first] = objects;
  if (first !== undefined) {
    const { kind, apiVersion } = first;
    if (objects.length > 1)
      return say("{0} objects of the Kubernetes API, the first of kind {1}", objects.length, kind);
    return apiVersion === "" ? say("an object of kind {0}", kind) : say("a {0} of {1}", kind, apiVersion);
  }
  const { root } = readYaml(text);
  return root?.kind === "map" ? otherTool(root) : undefined;
}

function otherTool(root: MapNode): Message | undefined {
  const contexts = mapAt(root, "contexts");
  if (contexts !== undefined && get(root, "context") !== undefined && hasEndpoints(contexts)) {
    return say("a talosconfig, for talosctl");
  }
  if (mapAt(root, "auths") !== undefined) return say("a configuration of Docker");
  return undefined;
}

function hasEndpoints(contexts: MapNode): boolean {
  return contexts.entries.some(({ value }) => {
    const context = deref(value);
    return context.kind === "map" && get(context, "endpoints") !== undefined;
  });
}
