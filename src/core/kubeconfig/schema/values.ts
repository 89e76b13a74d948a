import type { AuthProvider, Entry, EntryKind, ExecConfig, Field } from "../model.ts";
import { misplacedContent } from "../secrecy.ts";
import { type KeyedField, v1 } from "./fields.ts";

/** A mapping of the model whose fields the table lists. */
export type Fielded = Entry | ExecConfig | AuthProvider;

/** The value of a field in the model; undefined where the file has none. */
export function fieldIn(mapping: Fielded, field: Pick<KeyedField, "property">): Field<unknown> | undefined {
  const value: unknown = Reflect.get(mapping, field.property);
  return isField(value) ? value : undefined;
}

function isField(value: unknown): value is Field<unknown> {
  return typeof value === "object" && value !== null && "span" in value && "node" in value;
}

/** The same where it is a text. */
export function textIn(mapping: Fielded, field: Pick<KeyedField, "property">): Field<string> | undefined {
  const found = fieldIn(mapping, field);
  return found !== undefined && isText(found) ? found : undefined;
}

function isText(field: Field<unknown>): field is Field<string> {
  return typeof field.value === "string";
}

/** The fields of an entry that name a file, as far as the file has them, and what they hold may be a path. */
export function pathFields(entry: Entry): readonly Field<string>[] {
  return PATHS[entry.kind].flatMap(field => {
    const found = textIn(entry, field);
    return found === undefined || misplacedContent(found.value) !== undefined ? [] : [found];
  });
}

/** A field that names a file, and the one that can hold the file's content instead. */
export interface FilePair {
  /** The key of the path. */
  readonly key: string;
  /** The key of the content: `client-key-data`. */
  readonly dataKey: string;
  readonly path?: Field<string>;
  readonly data?: Field<string>;
}

/** Every pair of an entry, in the order of the table, also those of which it has neither. */
export function filePairs(entry: Entry): readonly FilePair[] {
  return PAIRS[entry.kind].map(([field, dataField]) => {
    const [path, data] = [textIn(entry, field), textIn(entry, dataField)];
    return { key: field.key, dataKey: dataField.key, ...(path && { path }), ...(data && { data }) };
  });
}

/** The fields of the pairs that an entry has both of. */
export function fullPairs(entry: Entry): readonly FilePair[] {
  const isFull = PAIRS[entry.kind].some(pair => pair.every(field => fieldIn(entry, field) !== undefined));
  return isFull ? filePairs(entry).filter(({ path, data }) => path?.value && data?.value) : [];
}

const PATHS: Readonly<Record<EntryKind, readonly KeyedField[]>> = {
  cluster: v1.fieldsOf("cluster").filter(({ holds }) => holds === "file"),
  user: v1.fieldsOf("user").filter(({ holds }) => holds === "file"),
  context: [],
};

const PAIRS: Readonly<Record<EntryKind, readonly (readonly [KeyedField, KeyedField])[]>> = {
  cluster: pairsOf("cluster"),
  user: pairsOf("user"),
  context: pairsOf("context"),
};

function pairsOf(kind: EntryKind): readonly (readonly [KeyedField, KeyedField])[] {
  return v1.fieldsOf(kind).flatMap(field => {
    const data = field.data === undefined ? undefined : v1.field(kind, field.data);
    return data === undefined ? [] : [[field, data] as const];
  });
}
