import { decodeBase64 } from "../bytes/base64.ts";
import { lenientUtf8Text } from "../bytes/bytes.ts";
import { STEP, type Steps } from "../steps.ts";
import { deref, entriesOf, get } from "../yaml/access.ts";
import { documentSpans } from "../yaml/documents.ts";
import { readYamlSteps } from "../yaml/index.ts";
import type { MapNode, ScalarNode, YamlNode, YamlRefusal } from "../yaml/node.ts";
import { holdsPlaceholder } from "./placeholder.ts";

/** An object of the Kubernetes API as a manifest has it. */
export interface ManifestObject {
  readonly apiVersion: string;
  readonly kind: string;
  /** `""` where it has none. */
  readonly name: string;
  /** `""` where it has none. */
  readonly namespace: string;
  readonly map: MapNode;
  /** Where its document begins: spans of the map count from there. */
  readonly offset: number;
  /** The text of its document. */
  readonly text: string;
  /** Why kubectl reads nothing of its document; what is missing may then be what could not be read. */
  readonly refusal?: YamlRefusal;
  /** It does not for what is still to be filled in. */
  readonly isTemplate: boolean;
}

/** Longer texts are not looked at, nor are longer kubeconfigs read. Characters. */
const LONGEST = 16_000_000;
/** More objects of one text are not looked at. */
export const MOST_OBJECTS = 20_000;

/** The objects of every document of a text, those of lists included, in order. Never throws. */
export function* readObjectsSteps(text: string): Steps<readonly ManifestObject[]> {
  if (text.length > LONGEST || !mentionsKind(text)) return [];
  const objects: ManifestObject[] = [];
  for (const { start, end } of documentSpans(text)) {
    if (objects.length >= MOST_OBJECTS) break;
    const document = text.slice(start, end);
    // A kubeconfig is an object where it stands behind others; in front of them, it is what kubectl reads of the text.
    if (objects.length === 0 ? !mentionsKind(document) : !document.includes("kind")) continue;
    const { root, refusal } = yield* readYamlSteps(document);
    const isTemplate = refusal !== undefined && holdsPlaceholder(document);
    const reading = { text: document, offset: start, isTemplate, ...(refusal && { refusal }) };
    const first = root && itemOf(root);
    const todo = first === undefined ? [] : [first];
    for (let item = todo.pop(); item !== undefined && objects.length < MOST_OBJECTS; item = todo.pop()) {
      if (objects.length % STEP === 0) yield;
      const items = itemsOf(item);
      if (items.length > 0) for (const each of items.toReversed()) todo.push(each);
      else objects.push({ ...item, ...namesOf(item.map), ...reading });
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

type Item = Pick<ManifestObject, "apiVersion" | "kind" | "map">;

/** A mapping that has a kind, or leaves it to the list: the items of a SecretList do. */
function itemOf(node: YamlNode, list?: Item): Item | undefined {
  const map = deref(node);
  if (map.kind !== "map") return undefined;
  const ofList = list === undefined || list.kind === "List" ? undefined : list;
  const kind = textAt(map, "kind") ?? ofList?.kind.slice(0, -"List".length);
  const apiVersion = textAt(map, "apiVersion") ?? ofList?.apiVersion ?? "";
  return kind === undefined ? undefined : { apiVersion, kind, map };
}

/** The objects in a list; none for what is no list, or holds something else. */
function itemsOf(list: Item): readonly Item[] {
  const items = list.kind.endsWith("List") ? get(list.map, "items") : undefined;
  const found = items && deref(items);
  return found?.kind === "seq" ? found.items.flatMap(item => itemOf(item, list) ?? []) : [];
}

function namesOf(map: MapNode): Pick<ManifestObject, "name" | "namespace"> {
  const metadata = mapAt(map, "metadata");
  const said = (key: string) => (metadata && textAt(metadata, key)) ?? "";
  return { name: said("name"), namespace: said("namespace") };
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

/**
 * The API server takes no Secret or ConfigMap of more than 1 MiB (core/validation, MaxSecretSize), which base64 makes a third longer.
 * Characters.
 */
const LONGEST_VALUE = 2_000_000;

/** The keys of a mapping whose values are texts, those that no object can hold left out. */
export function* textsIn(map: MapNode): Iterable<readonly [key: string, value: ScalarNode]> {
  for (const { name, value } of entriesOf(map)) {
    const resolved = deref(value);
    if (resolved.kind !== "scalar" || resolved.value.type !== "string") continue;
    if (resolved.text.length <= LONGEST_VALUE) yield [name, resolved];
  }
}

/** The fields of an object that hold texts, and whether as base64. */
export const VALUES: Readonly<Record<string, Readonly<Record<string, "plain" | "base64">>>> = {
  Secret: { data: "base64", stringData: "plain" },
  ConfigMap: { data: "plain", binaryData: "base64" },
};

/** A value of a Secret, decoded. */
export interface SecretText {
  /** `stringData.config` */
  readonly key: string;
  readonly text: string;
  readonly value: ScalarNode;
  /** It stands under stringData. */
  readonly isPlain: boolean;
}

/** What a Secret has under a key: stringData counts before data, as the API server merges them. */
export function secretText({ map }: ManifestObject, key: string): SecretText | undefined {
  for (const field of ["stringData", "data"]) {
    const values = mapAt(map, field);
    const value = values && scalarAt(values, key);
    if (value === undefined || value.text.length > LONGEST_VALUE) continue;
    const isPlain = field === "stringData";
    const text = isPlain ? value.text : decodedText(value.text);
    return text === undefined ? undefined : { key: `${field}.${key}`, text, value, isPlain };
  }
  return undefined;
}

/** What base64 spells as UTF-8; undefined for what is none. */
export function decodedText(base64: string): string | undefined {
  const bytes = decodeBase64(base64);
  return bytes.ok ? lenientUtf8Text(bytes.value) : undefined;
}
