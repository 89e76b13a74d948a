import { deref } from "../yaml/access.ts";
import { extraField, readExtensions, textListField } from "./lists.ts";
import type { Mapping, Reading } from "./mapping.ts";
import { interactiveMode } from "./mismatches.ts";
import type { Field, MappingKind, NamedExtension } from "./model.ts";
import { type GoOf, isKnownKey, type KeyedField, type KeyOf, type PropertyOf, v1 } from "./schema/fields.ts";
import { boolField, dataField, textField } from "./values.ts";

/** What the model holds for a field of a Go type. */
interface GoValues {
  readonly string: Field<string>;
  readonly bool: Field<boolean>;
  readonly "[]byte": Field<string>;
  readonly "[]string": Field<readonly string[]>;
  readonly "map[string][]string": Field<ReadonlyMap<string, readonly string[]>>;
  readonly "[]NamedExtension": readonly NamedExtension[];
  readonly ExecInteractiveMode: Field<string>;
}

/** The fields of a mapping as the model holds them: those of `O` are read by it. */
export type FieldsOf<M extends MappingKind, O = unknown> = {
  readonly [K in Exclude<KeyOf<M>, keyof O> as PropertyOf<K>]?: GoOf<M, K> extends keyof GoValues
    ? GoValues[GoOf<M, K>]
    : never;
} & {
  readonly [K in keyof O & string as PropertyOf<K>]?: O[K] extends (...args: never) => infer R
    ? Exclude<R, undefined>
    : never;
};

/** Reads a field that is a mapping or list of its own kind. */
type Reader<M extends MappingKind> = (reading: Reading, from: Mapping<M>) => unknown;

/**
 * Reads the fields of a mapping into an object that has what else belongs to it, in the order of the table, which is that
 * in which kubectl meets and refuses them.
 */
export function readFields<
  M extends MappingKind,
  E extends Record<string, unknown>,
  O extends { readonly [K in KeyOf<M>]?: Reader<M> },
>(reading: Reading, from: Mapping<M>, into: E, others: O): E & FieldsOf<M, O> {
  const target: Record<string, unknown> = into;
  for (const { key, property, go } of presentFields(from)) {
    if (!isKnownKey(from.kind, key)) continue;
    const other = others[key];
    const value = other === undefined ? read(reading, from, key, go) : other(reading, from);
    if (value !== undefined) target[property] = value;
  }
  // Which property holds what is the table's word: `GoValues` says the same of each Go type.
  return into as E & FieldsOf<M, O>;
}

/** The fields that a mapping has, each once, in the order of the table. Most mappings have few of many. */
function presentFields<M extends MappingKind>({ kind, entries }: Mapping<M>): readonly KeyedField[] {
  const found: KeyedField[] = [];
  for (const { key } of entries) {
    const name = deref(key);
    const field = name.kind === "scalar" ? v1.field(kind, name.text) : undefined;
    if (field === undefined || found.includes(field)) continue;
    let at = found.length;
    while (at > 0 && (found[at - 1]?.index ?? 0) > field.index) at--;
    found.splice(at, 0, field);
  }
  return found;
}

function read<M extends MappingKind>(reading: Reading, from: Mapping<M>, key: KeyOf<M>, go: string): unknown {
  switch (go) {
    case "string":
      return textField(reading, from, key);
    case "bool":
      return boolField(reading, from, key);
    case "[]byte":
      return dataField(reading, from, key);
    case "[]string":
      return textListField(reading, from, key);
    case "map[string][]string":
      return extraField(reading, from, key);
    case "[]NamedExtension":
      return readExtensions(reading, from, key);
    case "ExecInteractiveMode":
      return textField(reading, from, key, interactiveMode);
  }
  throw new Error(`No reader for ${go} of ${key}`);
}
