import { extraField, readExtensions, textListField } from "./lists.ts";
import type { Mapping, Reading } from "./mapping.ts";
import { interactiveMode } from "./mismatches.ts";
import type { Field, MappingKind, NamedExtension } from "./model.ts";
import { type GoOf, isKnownKey, type KeyOf, type PropertyOf, v1 } from "./schema/fields.ts";
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
  readonly [K in keyof O & string as PropertyOf<K>]?: O[K] extends () => infer R
    ? Exclude<R, undefined>
    : never;
};

/**
 * Reads the fields of a mapping, in the order of the table, which is that in which kubectl meets and refuses them.
 * @param others reads what is a mapping or list of its own kind, by its key
 */
export function readFields<M extends MappingKind, O extends { readonly [K in KeyOf<M>]?: () => unknown }>(
  reading: Reading,
  from: Mapping<M>,
  others: O,
): FieldsOf<M, O> {
  const fields: Record<string, unknown> = {};
  for (const { key, property, go } of v1.fieldsOf(from.kind)) {
    if (!isKnownKey(from.kind, key)) continue;
    const value = others[key] === undefined ? read(reading, from, key, go) : others[key]();
    if (value !== undefined) fields[property] = value;
  }
  // Which property holds what is the table's word: `GoValues` says the same of each Go type.
  return fields as FieldsOf<M, O>;
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
