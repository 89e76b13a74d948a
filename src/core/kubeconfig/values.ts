import { type Message, say } from "../message.ts";
import type { Span } from "../text.ts";
import { encodeBase64 } from "../x509/base64.ts";
import type { Failure } from "../x509/types.ts";
import { deref, entriesOf, isNullish, sourceOffset } from "../yaml/access.ts";
import type { MapEntry, MapNode, ResolvedNode, ScalarNode, YamlNode } from "../yaml/node.ts";
import type { Field, MappingKind, Refusal, UnknownField } from "./model.ts";
import { goTypeOf, isKnownKey, type KeyOf } from "./schema.ts";

/**
 * Values typed as Go's encoding/json types them (sigs.k8s.io/json, not strict, keys case-sensitive): null is the
 * zero value anywhere, and any other mismatch makes kubectl refuse the whole file.
 */

/** The Go type of exec's interactiveMode, a string of its own. */
export const interactiveMode = "v1.ExecInteractiveMode";

/** What one reading collects. */
export interface Reading {
  readonly text: string;
  /** Mismatches, in the order in which kubectl would meet them. */
  readonly refusals: Refusal[];
  /** Why a `…-data` value is no base64. */
  readonly defect: (field: Field<string>) => Failure | undefined;
}

/** A mapping with the path of the field it is the value of (`users.user`). */
export interface Mapping<M extends MappingKind> {
  readonly kind: M;
  readonly path: string;
  readonly node?: MapNode;
  /** Those whose key v1 has. Of equal keys the last counts: see `entryOf`. */
  readonly entries: readonly MapEntry[];
  readonly unknown: readonly UnknownField[];
}

const noEntries: readonly MapEntry[] = [];

/** The entry of a key as kubectl sees it, if there is one. */
export function entryOf<M extends MappingKind>({ entries }: Mapping<M>, key: KeyOf<M>): MapEntry | undefined {
  for (let i = entries.length - 1; i >= 0; i--) {
    const entry = entries[i];
    const name = entry && deref(entry.key);
    if (name?.kind === "scalar" && name.text === key) return entry;
  }
  return undefined;
}

export function emptyMapping<M extends MappingKind>(kind: M): Mapping<M> {
  return { kind, path: "", entries: noEntries, unknown: [] };
}

/** @param node absent or null gives a mapping without entries; anything but a mapping, `undefined`. */
export function mappingOf<M extends MappingKind>(
  kind: M,
  path: string,
  node: YamlNode | undefined,
): Mapping<M> | undefined {
  const resolved = node && deref(node);
  if (resolved === undefined || isNullish(resolved)) return { kind, path, entries: noEntries, unknown: [] };
  if (resolved.kind !== "map") return undefined;
  return plainMapping(kind, path, resolved) ?? fullMapping(kind, path, resolved);
}

/** The usual case, without merges, unknown keys or keys that are no plain text; the last of equal keys counts. */
function plainMapping<M extends MappingKind>(kind: M, path: string, node: MapNode): Mapping<M> | undefined {
  for (const { key } of node.entries) {
    if (key.kind !== "scalar" || key.merge || key.value.type !== "string") return undefined;
    if (!isKnownKey(kind, key.text)) return undefined;
  }
  return { kind, path, node, entries: node.entries, unknown: noUnknown };
}

const noUnknown: readonly UnknownField[] = [];

function fullMapping<M extends MappingKind>(kind: M, path: string, node: MapNode): Mapping<M> {
  const entries: MapEntry[] = [];
  const unknown: UnknownField[] = [];
  for (const entry of entriesOf(node)) {
    if (isKnownKey(kind, entry.name)) entries.push(entry);
    else unknown.push({ name: entry.name, key: entry.key.span, span: entry.value.span, within: kind });
  }
  return { kind, path, node, entries, unknown };
}

/** The mapping a field holds, with a refusal where it holds something else. */
export function nested<M extends MappingKind, N extends MappingKind>(
  reading: Reading,
  from: Mapping<M>,
  key: KeyOf<M>,
  kind: N,
  goType = `v1.${goTypeOf(kind)}`,
): Mapping<N> | undefined {
  const entry = entryOf(from, key);
  const mapping = mappingOf(kind, pathOf(from, key), entry?.value);
  if (mapping === undefined && entry !== undefined) refuseType(reading, from, key, entry.value, goType);
  return mapping;
}

/** The entry of a key unless it is missing or null: both are the zero value. */
export function presentEntry<M extends MappingKind>(from: Mapping<M>, key: KeyOf<M>): MapEntry | undefined {
  const entry = entryOf(from, key);
  return entry === undefined || isNullish(entry.value) ? undefined : entry;
}

export function fieldOf<T>(entry: MapEntry, value: T): Field<T> {
  return { value, span: entry.value.span, key: entry.key.span, node: entry.value };
}

/** A Go string. Another scalar is a refusal, and still shown as its text. */
export function textField<M extends MappingKind>(
  reading: Reading,
  from: Mapping<M>,
  key: KeyOf<M>,
  goType = "string",
): Field<string> | undefined {
  const entry = presentEntry(from, key);
  if (entry === undefined) return undefined;
  const value = textOf(reading, from, key, entry.value, goType);
  return value === undefined ? undefined : fieldOf(entry, value);
}

/** A string that stands at `node`, a value of the field `key` or an item of it. Null is `""`. */
export function textOf<M extends MappingKind>(
  reading: Reading,
  from: Mapping<M>,
  key: KeyOf<M>,
  node: YamlNode,
  goType = "string",
): string | undefined {
  const resolved = deref(node);
  if (resolved.kind === "scalar") {
    if (resolved.value.type === "string") return resolved.value.value;
    if (resolved.value.type === "null") return "";
  }
  refuseType(reading, from, key, node, goType);
  return resolved.kind === "scalar" ? resolved.text : undefined;
}

export function boolField<M extends MappingKind>(
  reading: Reading,
  from: Mapping<M>,
  key: KeyOf<M>,
): Field<boolean> | undefined {
  const entry = presentEntry(from, key);
  if (entry === undefined) return undefined;
  const node = deref(entry.value);
  if (node.kind === "scalar" && node.value.type === "bool") return fieldOf(entry, node.value.value);
  refuseType(reading, from, key, entry.value, "bool");
  return undefined;
}

/** The items of a list; `goType` is that of the whole list (`[]string`). */
export function itemsOf<M extends MappingKind>(
  reading: Reading,
  from: Mapping<M>,
  key: KeyOf<M>,
  goType: string,
): readonly YamlNode[] | undefined {
  const entry = presentEntry(from, key);
  if (entry === undefined) return undefined;
  const node = deref(entry.value);
  if (node.kind === "seq") return node.items;
  refuseType(reading, from, key, entry.value, goType);
  return undefined;
}

/** A Go `[]byte`: base64 as written, or a list of numbers, which is given as the base64 of its bytes. */
export function dataField<M extends MappingKind>(
  reading: Reading,
  from: Mapping<M>,
  key: KeyOf<M>,
): Field<string> | undefined {
  const entry = presentEntry(from, key);
  if (entry === undefined) return undefined;
  const node = deref(entry.value);
  if (node.kind === "seq") {
    const bytes = node.items.map(item => byteOf(reading, from, key, item));
    return fieldOf(entry, encodeBase64(Uint8Array.from(bytes)));
  }
  if (node.kind === "scalar" && node.value.type === "string") {
    const field = fieldOf(entry, isBlank(node.value.value) ? "" : node.value.value);
    const defect = reading.defect(field);
    if (defect) refuseBase64(reading, key, entry.value, node, defect.offset ?? 0);
    return field;
  }
  refuseType(reading, from, key, entry.value, "[]uint8");
  return node.kind === "scalar" ? fieldOf(entry, node.text) : undefined;
}

/** Line breaks alone decode to nothing. */
function isBlank(base64: string): boolean {
  return base64.length < 8 && /^[\r\n]*$/.test(base64);
}

function byteOf<M extends MappingKind>(
  reading: Reading,
  from: Mapping<M>,
  key: KeyOf<M>,
  item: YamlNode,
): number {
  const node = deref(item);
  if (isNullish(node)) return 0;
  const json = node.kind === "scalar" && "json" in node.value ? node.value.json : "";
  if (/^\d+$/.test(json) && Number(json) < 256) return Number(json);
  refuseType(reading, from, key, item, "uint8");
  return 0;
}

function refuseBase64(reading: Reading, key: string, at: YamlNode, scalar: ScalarNode, index: number): void {
  reading.refusals.push({
    kind: "bad-base64",
    span: at === scalar ? characterSpan(reading.text, scalar, index) : at.span,
    message: say(
      "{0} is not valid base64 from character {1} on. kubectl refuses the whole file: encode the value again with the standard alphabet, padding and no spaces.",
      key,
      index + 1,
    ),
    kubectl: `illegal base64 data at input byte ${index}`,
  });
}

function characterSpan(text: string, scalar: ScalarNode, index: number): Span {
  if (index >= scalar.text.length) return scalar.span;
  const start = sourceOffset(text, scalar, index);
  return start < scalar.span.start || start >= scalar.span.end ? scalar.span : { start, end: start + 1 };
}

/** @param goType what kubectl wants there, as its error spells it. */
export function refuseType<M extends MappingKind>(
  reading: Reading,
  from: Mapping<M>,
  key: KeyOf<M>,
  node: YamlNode,
  goType: string,
): void {
  const found = deref(node);
  reading.refusals.push({
    kind: "wrong-type",
    span: node.span,
    message: typeMessage(key, goType),
    kubectl: `json: cannot unmarshal ${goType === "uint8" ? jsonNumber(found) : jsonKind(found)} into Go struct field ${goTypeOf(from.kind)}.${pathOf(from, key)} of type ${goType}`,
  });
}

function pathOf<M extends MappingKind>(from: Mapping<M>, key: string): string {
  return from.path === "" ? key : `${from.path}.${key}`;
}

/** How encoding/json names a value's kind in its errors. */
export function jsonKind(node: ResolvedNode): string {
  if (node.kind === "map") return "object";
  if (node.kind === "seq") return "array";
  return node.value.type === "int" || node.value.type === "float" ? "number" : node.value.type;
}

/** The same with the number itself, as it is where a number does not fit. */
function jsonNumber(node: ResolvedNode): string {
  const number = node.kind === "scalar" && "json" in node.value ? ` ${node.value.json}` : "";
  return jsonKind(node) + number;
}

function typeMessage(key: string, goType: string): Message {
  switch (goType) {
    case "bool":
      return say("{0} must be true or false, without quotes. kubectl refuses the whole file.", key);
    case "uint8":
      return say("{0} as a list must hold numbers from 0 to 255 only. kubectl refuses the whole file.", key);
    case "[]uint8":
      return say("{0} must be base64 text. kubectl refuses the whole file.", key);
    case "string":
    case interactiveMode:
      return say(
        "{0} must be text. kubectl refuses the whole file: if the value is meant, put it in quotes.",
        key,
      );
  }
  return goType.startsWith("[]")
    ? say("{0} must be a list. kubectl refuses the whole file.", key)
    : say("{0} must be a mapping. kubectl refuses the whole file.", key);
}
