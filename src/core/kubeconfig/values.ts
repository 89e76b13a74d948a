import { encodeBase64 } from "../bytes/base64.ts";
import { deref, isNullish } from "../yaml/access.ts";
import type { MapEntry, YamlNode } from "../yaml/node.ts";
import { entryOf, type Mapping, mappingOf, pathOf, type Reading } from "./mapping.ts";
import { refuseBase64, refuseType } from "./mismatches.ts";
import type { Field, MappingKind } from "./model.ts";
import { type KeyOf, v1 } from "./schema/fields.ts";

/**
 * Values typed as Go's encoding/json types them (sigs.k8s.io/json, not strict, keys case-sensitive): null is the
 * zero value anywhere, and any other mismatch makes kubectl refuse the whole file.
 */

/** The mapping a field holds, with a refusal where it holds something else. */
export function nested<M extends MappingKind, N extends MappingKind>(
  reading: Reading,
  from: Mapping<M>,
  key: KeyOf<M>,
  kind: N,
  goType = `v1.${v1.goTypeOf(kind)}`,
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

/** A Go `[]byte`: base64 as written, or a list of numbers, which is given as the base64 of its bytes; null is empty. */
export function dataField<M extends MappingKind>(
  reading: Reading,
  from: Mapping<M>,
  key: KeyOf<M>,
): Field<string> | undefined {
  const entry = entryOf(from, key);
  if (entry === undefined) return undefined;
  if (isNullish(entry.value)) return fieldOf(entry, "");
  const node = deref(entry.value);
  if (node.kind === "seq") {
    const bytes = Uint8Array.from(node.items, item => byteOf(reading, from, key, item));
    return fieldOf(entry, encodeBase64(bytes));
  }
  if (node.kind === "scalar" && node.value.type === "string") {
    const field = fieldOf(entry, isBlank(node.value.value) ? "" : node.value.value);
    const defect = reading.defectOf(field);
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
