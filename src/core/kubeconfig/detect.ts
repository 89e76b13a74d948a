import { atOnce, type Steps } from "../steps.ts";
import { deref, entriesOf, get, isNullish } from "../yaml/access.ts";
import { type Decoding, readYamlSteps } from "../yaml/index.ts";
import type { YamlDocument, YamlNode } from "../yaml/node.ts";
import { otherTool } from "./other-tools.ts";

const mark = /\b(?:Config|clusters|contexts|users|current-context)\b/;

/** The lists of a kubeconfig, and the key under which an item of each keeps its fields. */
const LISTS = { clusters: "cluster", contexts: "context", users: "user" } as const;

/**
 * Whether a text is meant to be a kubeconfig: kind Config of apiVersion v1. Without a kind, as OpenShift's installer
 * writes it, when an item of a list has the shape of kubectl's, or when there are no items and two of the keys that a
 * kubeconfig has at its root: Helm values and other files have lists of users and clusters as well.
 */
export function looksLikeKubeconfig(input: string | YamlDocument): boolean {
  return typeof input === "string" ? atOnce(looksLikeKubeconfigSteps(input)) : isKubeconfig(input);
}

/** As `looksLikeKubeconfig`, step by step. */
export function* looksLikeKubeconfigSteps(text: string): Steps<boolean> {
  const document = yield* readLikelySteps(text);
  return document !== undefined && isKubeconfig(document);
}

/** What a text holds that may be a kubeconfig by its words, to be asked of `looksLikeKubeconfig` and not read again. */
export function* readLikelySteps(text: string, decoding?: Decoding): Steps<YamlDocument | undefined> {
  return mark.test(text) ? yield* readYamlSteps(text, {}, decoding) : undefined;
}

function isKubeconfig(document: YamlDocument): boolean {
  const root = document.root && deref(document.root);
  if (root?.kind !== "map") return false;
  const values = new Map(entriesOf(root).map(entry => [entry.name, entry.value]));
  const kind = textOf(values.get("kind"));
  if (kind === "Config" && textOf(values.get("apiVersion")) === "v1") return true;
  // Written otherwise than kubectl takes it.
  if (!isNullish(values.get("kind")) && !/^(?:kube)?config$/i.test(kind ?? "")) return false;
  const lists = Object.entries(LISTS).map(([list, key]) => shapeOf(values.get(list), key));
  if (lists.includes("entries")) return true;
  if (kind !== undefined || otherTool("", document) !== undefined) return false;
  const keys = lists.filter(shape => shape === "empty").length + (values.has("current-context") ? 1 : 0);
  return keys >= 2 && !lists.includes("other");
}

function textOf(node: YamlNode | undefined): string | undefined {
  const resolved = node && deref(node);
  return resolved?.kind === "scalar" && resolved.value.type === "string" ? resolved.value.value : undefined;
}

/** Whether a list holds an item that keeps its fields under `key`; a half-typed `users:` is null. */
function shapeOf(list: YamlNode | undefined, key: string): "absent" | "empty" | "entries" | "other" {
  if (list === undefined) return "absent";
  if (isNullish(list)) return "empty";
  const resolved = deref(list);
  if (resolved.kind !== "seq") return "other";
  if (resolved.items.length === 0) return "empty";
  return resolved.items.some(item => hasFields(item, key)) ? "entries" : "other";
}

function hasFields(item: YamlNode, key: string): boolean {
  const resolved = deref(item);
  if (resolved.kind !== "map") return false;
  const fields = get(resolved, key);
  return fields !== undefined && (isNullish(fields) || deref(fields).kind === "map");
}
