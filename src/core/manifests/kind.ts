import { type Message, say } from "../message.ts";
import { atOnce } from "../steps.ts";
import { deref, get } from "../yaml/access.ts";
import { readYaml } from "../yaml/index.ts";
import type { MapNode, YamlDocument } from "../yaml/node.ts";
import { type ManifestObject, mapAt, readObjectsSteps } from "./objects.ts";

/** What may be known of a text already. */
interface Known {
  readonly document?: YamlDocument | undefined;
  readonly objects?: readonly ManifestObject[];
}

/** What a text is that is surely no kubeconfig: objects of the Kubernetes API, or the settings of another tool. */
export function whatItIs(text: string, known: Known = {}): Message | undefined {
  const { document, objects: all = atOnce(readObjectsSteps(text)) } = known;
  const objects = all.filter(object => !isMeantAsKubeconfig(object));
  const [first] = objects;
  if (first !== undefined) {
    const { kind, apiVersion } = first;
    if (objects.length > 1)
      return say("{0} objects of the Kubernetes API, the first of kind {1}", objects.length, kind);
    if (apiVersion === "") return say("an object of kind {0}", kind);
    return /^[AEIO]/.test(kind)
      ? say("an {0} of {1}", kind, apiVersion)
      : say("a {0} of {1}", kind, apiVersion);
  }
  if (!/\b(?:contexts|auths)\b/.test(text)) return undefined;
  const { root } = document ?? readYaml(text);
  return root?.kind === "map" ? otherTool(root) : undefined;
}

/** kubectl takes the kind as it is written, and refuses `config` and `KubeConfig`. */
function isMeantAsKubeconfig({ kind, map }: ManifestObject): boolean {
  if (kind === "Config") return true;
  return /^(?:kube)?config$/i.test(kind) && ["clusters", "contexts", "users"].some(key => get(map, key));
}

function otherTool(root: MapNode): Message | undefined {
  const contexts = mapAt(root, "contexts");
  if (contexts !== undefined && get(root, "context") !== undefined && areOfTalos(contexts)) {
    return say("a talosconfig, for talosctl");
  }
  if (mapAt(root, "auths") !== undefined) return say("a configuration of Docker");
  return undefined;
}

/** A context of Talos holds nodes, endpoints or a certificate; once all are removed, an empty mapping is left. */
function areOfTalos({ entries }: MapNode): boolean {
  return entries.every(({ value }) => {
    const context = deref(value);
    return context.kind === "map" && ["endpoints", "nodes", "crt"].some(key => get(context, key));
  });
}
