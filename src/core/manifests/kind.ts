import { otherTool } from "../kubeconfig/other-tools.ts";
import { type Message, say } from "../message.ts";
import { atOnce } from "../steps.ts";
import { get } from "../yaml/access.ts";
import { readYaml } from "../yaml/index.ts";
import type { MapNode, YamlDocument } from "../yaml/node.ts";
import { type ManifestObject, readObjectsSteps, textAt } from "./objects.ts";

/** What may be known of a text already. */
interface Known {
  readonly document?: YamlDocument | undefined;
  readonly objects?: readonly ManifestObject[];
}

/** What a text is that is surely no kubeconfig: objects of the Kubernetes API, or the settings of another tool. */
export function whatItIs(text: string, known: Known = {}): Message | undefined {
  const { document } = known;
  const other = isWorthReading(text) ? otherTool(text, document ?? readYaml(text)) : undefined;
  if (other !== undefined) return other;
  const { objects: all = atOnce(readObjectsSteps(text)) } = known;
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
  return foreignConfig(text, document);
}

/** The files of other tools are shorter. Characters. */
const LONGEST = 1_000_000;

/** A look at the text alone: words that the files of other tools have. */
function isWorthReading(text: string): boolean {
  if (text.length > LONGEST) return false;
  return /\b(?:contexts|auths|credHelpers|credsStore|machine|\w+_account|authorized_user)\b|^[ \t]*\[/m.test(
    text,
  );
}

/** Other groups have objects of kind Config, too, which hold nothing of a kubeconfig. */
function foreignConfig(text: string, document: YamlDocument | undefined): Message | undefined {
  if (!/\bConfig\b/.test(text)) return undefined;
  const { root } = document ?? readYaml(text);
  if (root?.kind !== "map" || textAt(root, "kind") !== "Config") return undefined;
  const apiVersion = textAt(root, "apiVersion") ?? "";
  return apiVersion.includes("/") && !hasLists(root) ? say("a {0} of {1}", "Config", apiVersion) : undefined;
}

function hasLists(map: MapNode): boolean {
  return ["clusters", "contexts", "users"].some(key => get(map, key));
}

/** kubectl takes the kind as it is written, and refuses `config` and `KubeConfig`. */
function isMeantAsKubeconfig({ kind, map }: ManifestObject): boolean {
  if (kind === "Config") return true;
  return /^(?:kube)?config$/i.test(kind) && hasLists(map);
}
