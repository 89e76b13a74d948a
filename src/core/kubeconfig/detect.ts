import { atOnce, type Steps } from "../steps.ts";
import { deref, entriesOf, isNullish } from "../yaml/access.ts";
import { readYamlSteps } from "../yaml/index.ts";
import type { YamlDocument, YamlNode } from "../yaml/node.ts";

const mark = /\b(?:Config|clusters|contexts|users|current-context)\b/;

/**
 * Whether a text is meant to be a kubeconfig: kind Config of apiVersion v1, or no kind and at least one of the keys that
 * a kubeconfig has at its root. Other kinds of configuration that a cluster knows are none.
 */
export function looksLikeKubeconfig(input: string | YamlDocument): boolean {
  return typeof input === "string" ? atOnce(looksLikeKubeconfigSteps(input)) : isKubeconfig(input);
}

/** As `looksLikeKubeconfig`, step by step. */
export function* looksLikeKubeconfigSteps(text: string): Steps<boolean> {
  return mark.test(text) && isKubeconfig(yield* readYamlSteps(text));
}

function isKubeconfig(document: YamlDocument): boolean {
  const root = document.root && deref(document.root);
  if (root?.kind !== "map") return false;
  const values = new Map(entriesOf(root).map(entry => [entry.name, entry.value]));
  if (textOf(values.get("kind")) === "Config" && textOf(values.get("apiVersion")) === "v1") return true;
  if (!isNullish(values.get("kind"))) return false;
  const lists = ["clusters", "contexts", "users"].some(key => isList(values.get(key)));
  return lists || values.has("current-context");
}

function textOf(node: YamlNode | undefined): string | undefined {
  const resolved = node && deref(node);
  return resolved?.kind === "scalar" && resolved.value.type === "string" ? resolved.value.value : undefined;
}

/** A half-typed `users:` is still null, and other files have mappings under these names. */
function isList(node: YamlNode | undefined): boolean {
  return node !== undefined && (deref(node).kind === "seq" || isNullish(node));
}
