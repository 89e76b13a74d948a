import { deref, entriesOf, isNullish } from "../yaml/access.ts";
import type { EffectiveEntry } from "../yaml/entries.ts";
import type { MapNode, YamlNode } from "../yaml/node.ts";
import { entryOf, type Mapping, mappingOf, type Reading } from "./mapping.ts";
import { refuseType } from "./mismatches.ts";
import type { Field, MappingKind, NamedExtension } from "./model.ts";
import { compareCodePoints } from "./order.ts";
import type { KeyOf } from "./schema/fields.ts";
import { fieldOf, itemsOf, presentEntry, textField, textOf } from "./values.ts";

export const noExtensions: readonly NamedExtension[] = [];

/** The `extensions` of a file, its preferences, or an entry. */
export function readExtensions<M extends MappingKind>(
  reading: Reading,
  from: Mapping<M>,
  key: KeyOf<M>,
): readonly NamedExtension[] {
  if (entryOf(from, key) === undefined) return noExtensions;
  const extensions: NamedExtension[] = [];
  const path = from.path === "" ? key : `${from.path}.${key}`;
  for (const node of itemsOf(reading, from, key, "[]v1.NamedExtension") ?? []) {
    const item = mappingOf("named-extension", path, node);
    if (item === undefined) {
      refuseType(reading, from, key, node, "v1.NamedExtension");
      continue;
    }
    const value = entryOf(item, "extension")?.value;
    const name = textField(reading, item, "name")?.value ?? "";
    extensions.push({ name, span: node.span, ...(value && { value }) });
  }
  return extensions;
}

/** A Go `[]string`. */
export function textListField<M extends MappingKind>(
  reading: Reading,
  from: Mapping<M>,
  key: KeyOf<M>,
): Field<readonly string[]> | undefined {
  const entry = presentEntry(from, key);
  const items = entry && itemsOf(reading, from, key, "[]string");
  if (entry === undefined || items === undefined) return undefined;
  return fieldOf(entry, textsOf(reading, from, key, items));
}

function textsOf<M extends MappingKind>(
  reading: Reading,
  from: Mapping<M>,
  key: KeyOf<M>,
  items: readonly YamlNode[],
): readonly string[] {
  return items.map(item => textOf(reading, from, key, item) ?? "");
}

/** The entries of a mapping with free keys, in the order of encoding/json. */
export function freeEntries<M extends MappingKind>(
  reading: Reading,
  from: Mapping<M>,
  key: KeyOf<M>,
  goType: string,
): readonly EffectiveEntry[] | undefined {
  const entry = presentEntry(from, key);
  if (entry === undefined) return undefined;
  const node = deref(entry.value);
  if (node.kind === "map") return sorted(node);
  refuseType(reading, from, key, entry.value, goType);
  return undefined;
}

function sorted(map: MapNode): readonly EffectiveEntry[] {
  return [...entriesOf(map)].sort((a, b) => compareCodePoints(a.name, b.name));
}

/** A Go `map[string][]string`: lists of strings by name. */
export function extraField<M extends MappingKind>(
  reading: Reading,
  from: Mapping<M>,
  key: KeyOf<M>,
): Field<ReadonlyMap<string, readonly string[]>> | undefined {
  const entry = presentEntry(from, key);
  const entries = freeEntries(reading, from, key, "map[string][]string");
  if (entry === undefined || entries === undefined) return undefined;
  const extra = new Map<string, readonly string[]>();
  for (const { name, value } of entries) {
    const node = deref(value);
    if (node.kind === "seq") extra.set(name, textsOf(reading, from, key, node.items));
    else if (isNullish(node)) extra.set(name, []);
    else refuseType(reading, from, key, value, "[]string");
  }
  return fieldOf(entry, extra);
}
