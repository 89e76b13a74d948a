import { decodeBase64 } from "../bytes/base64.ts";
import { lenientUtf8Text } from "../bytes/bytes.ts";
import { STEP, type Steps } from "../steps.ts";
import { deref, entriesOf, get } from "../yaml/access.ts";
import { documentSpans } from "../yaml/documents.ts";
import { readYamlSteps } from "../yaml/index.ts";
import type { MapNode, ScalarNode, YamlNode, YamlRefusal } from "../yaml/node.ts";

/** An object of the Kubernetes API as a manifest has it. */
export interface ManifestObject {
  readonly apiVersion: string;
  readonly kind: string;
  /** `""` where it has none. */
  readonly name: string;
  readonly map: MapNode;
  /** Where its document begins: spans of the map count from there. */
  readonly offset: number;
  /** The text of its document. */
  readonly text: string;
  /** Why kubectl reads nothing of its document; what is missing may then be what could not be read. */
  readonly refusal?: YamlRefusal;
}

/** Longer texts are no manifests that people write. Characters. */
const LONGEST = 4_000_000;
/** More objects of one text are not looked at. */
const MOST = 10_000;

/** The objects of every document of a text, those of lists included, in order. Never throws. */
export function* readObjectsSteps(text: string): Steps<readonly ManifestObject[]> {
  if (text.length > LONGEST || !mentionsKind(text)) return [];
  const objects: ManifestObject[] = [];
  for (const { start, end } of documentSpans(text)) {
    const document = text.slice(start, end);
    if (!mentionsKind(document)) continue;
    const { root, refusal } = yield* readYamlSteps(document);
    const todo = root === undefined ? [] : [root];
    for (let node = todo.pop(); node !== undefined && objects.length < MOST; node = todo.pop()) {
      if (objects.length % STEP === 0) yield;
      const map = deref(node);
      const kind = map.kind === "map" ? textAt(map, "kind") : undefined;
      if (map.kind !== "map" || kind === undefined) continue;
      const items = kind.endsWith("List") ? itemsOf(map) : [];
      if (items.length > 0) todo.push(...items.toReversed());
      else objects.push({ ...objectOf(map, kind, document, start), ...(refusal && { refusal }) });
    }
  }
  return objects;
}

/** Whether a kind is named but that of a kubeconfig, which is read elsewhere: a look at the text alone. */
function mentionsKind(text: string): boolean {
  for (const [, kind] of text.matchAll(/\bkind["']?[ \t]*:[ \t]*["']?(\w+)/g))
    if (kind !== "Config") return true;
  return false;
}

function objectOf(map: MapNode, kind: string, text: string, offset: number): ManifestObject {
  const metadata = mapAt(map, "metadata");
  const name = (metadata && textAt(metadata, "name")) ?? "";
  return { apiVersion: textAt(map, "apiVersion") ?? "", kind, name, map, offset, text };
}

function itemsOf(map: MapNode): readonly YamlNode[] {
  const items = get(map, "items");
  const list = items && deref(items);
  return list?.kind === "seq" ? list.items : [];
}

/** The mapping under a key. */
export function mapAt(map: MapNode, key: string): MapNode | undefined {
  const value = get(map, key);
  const resolved = value && deref(value);
  return resolved?.kind === "map" ? resolved : undefined;
}

/** The text under a key, with its place. */
export function scalarAt(map: MapNode, key: string): ScalarNode | undefined {
  const value = get(map, key);
  const resolved = value && deref(value);
  return resolved?.kind === "scalar" && resolved.value.type !== "null" ? resolved : undefined;
}

export function textAt(map: MapNode, key: string): string | undefined {
  return scalarAt(map, key)?.text;
}

/** The keys of a mapping whose values are texts. */
export function* textsIn(map: MapNode): Iterable<readonly [key: string, value: ScalarNode]> {
  for (const { name, value } of entriesOf(map)) {
    const resolved = deref(value);
    if (resolved.kind === "scalar" && resolved.value.type === "string") yield [name, resolved];
  }
}

/** What base64 spells as UTF-8; undefined for what is none. */
export function decodedText(base64: string): string | undefined {
  const bytes = decodeBase64(base64);
  return bytes.ok ? lenientUtf8Text(bytes.value) : undefined;
}
