import type { MappingKind } from "../model.ts";
import { schema } from "./table.ts";
import type { SchemaField, SchemaMapping } from "./types.ts";

type Table = typeof schema;

/** The keys that v1 has for a mapping. */
export type KeyOf<M extends MappingKind> = keyof Table[M]["fields"] & string;

/** The path of a field from the root, without list positions: `users.user.token`. */
export type SchemaPath =
  | KeyOf<"file">
  | `preferences.${KeyOf<"preferences">}`
  | `clusters.${KeyOf<"named-cluster">}`
  | `clusters.cluster.${KeyOf<"cluster">}`
  | `contexts.${KeyOf<"named-context">}`
  | `contexts.context.${KeyOf<"context">}`
  | `users.${KeyOf<"named-user">}`
  | `users.user.${KeyOf<"user">}`
  | `users.user.auth-provider.${KeyOf<"auth-provider">}`
  | `users.user.exec.${KeyOf<"exec">}`
  | `users.user.exec.env.${KeyOf<"exec-env">}`;

/** The Go type of a field, without pointers. */
export type GoOf<M extends MappingKind, K extends KeyOf<M>> = Table[M]["fields"][K] extends {
  readonly go: infer Go;
}
  ? Go
  : never;

/** `proxyUrl` for `proxy-url`: the property of the model that holds a field. */
export type PropertyOf<Key extends string> = Key extends `${infer Head}-${infer Tail}`
  ? `${Head}${Capitalize<PropertyOf<Tail>>}`
  : Key;

/** A field with its key. */
export interface KeyedField extends SchemaField {
  readonly key: string;
  /** See `PropertyOf`. */
  readonly property: string;
  /** Its position in its mapping. */
  readonly index: number;
}

/** Answers questions about a table of fields; the one of v1 is `v1`. */
export class Schema {
  readonly #fields: ReadonlyMap<string, readonly KeyedField[]>;
  readonly #byKey: ReadonlyMap<string, ReadonlyMap<string, KeyedField>>;
  readonly #mappings: Readonly<Record<MappingKind, SchemaMapping>>;
  #paths: ReadonlyMap<string, SchemaField> | undefined;

  constructor(mappings: Readonly<Record<MappingKind, SchemaMapping>>) {
    this.#mappings = mappings;
    this.#fields = new Map(Object.entries(mappings).map(([kind, mapping]) => [kind, keyed(mapping)]));
    this.#byKey = new Map(
      [...this.#fields].map(([kind, fields]) => [kind, new Map(fields.map(field => [field.key, field]))]),
    );
  }

  /** The struct that kubectl's errors name: `AuthInfo`. */
  goTypeOf(mapping: MappingKind): string {
    return this.#mappings[mapping].go;
  }

  /** The fields of a mapping, in the order in which kubectl meets them. */
  fieldsOf(mapping: MappingKind): readonly KeyedField[] {
    return this.#fields.get(mapping) ?? [];
  }

  /** A field; undefined for a key that v1 does not have there, which kubectl ignores. */
  field(mapping: MappingKind, key: string): KeyedField | undefined {
    return this.#byKey.get(mapping)?.get(key);
  }

  /** Every field by its path: `users.user.token`. Paths leave list positions out. */
  get paths(): ReadonlyMap<string, SchemaField> {
    this.#paths ??= new Map(this.#walk("file", ""));
    return this.#paths;
  }

  /** The path of a key without list positions and without names of free choice. */
  pathOf(path: readonly (string | number)[]): string {
    const keys = path.filter(segment => typeof segment === "string");
    // A hostile file nests deeper than any key of v1: what has no field above ends it.
    for (let depth = 1; depth < keys.length; depth++) {
      const above = keys.slice(0, depth).join(".");
      const field = this.paths.get(above);
      if (field === undefined) break;
      if (field.holds === "free") return above;
    }
    return keys.join(".");
  }

  *#walk(mapping: MappingKind, prefix: string): Iterable<readonly [string, SchemaField]> {
    for (const field of this.fieldsOf(mapping)) {
      const path = prefix + field.key;
      yield [path, field];
      if (field.of !== undefined && field.of !== "named-extension") yield* this.#walk(field.of, `${path}.`);
    }
  }
}

function keyed({ fields }: SchemaMapping): readonly KeyedField[] {
  return Object.entries(fields).map(([key, field], index) => ({
    ...field,
    key,
    property: propertyOf(key),
    index,
  }));
}

/** See `PropertyOf`. */
export function propertyOf(key: string): string {
  return key.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** client-go tools/clientcmd/api/v1. */
export const v1 = new Schema(schema);

/** Whether v1 has a key in a mapping; kubectl ignores any other there. */
export function isKnownKey<M extends MappingKind>(mapping: M, key: string): key is KeyOf<M> {
  return v1.field(mapping, key) !== undefined;
}
