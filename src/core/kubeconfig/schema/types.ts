import type { Message } from "../../message.ts";
import type { EntryKind, MappingKind } from "../model.ts";

/**
 * What a field holds. `plain`: a value of its own. `data`: base64 of what could stand in a file. `file`: a path.
 * `reference`: the name of an entry. `mapping`, `list`: further fields. `free`: values by names of anybody's choice.
 * `foreign`: data of another program.
 */
export type Holds = "plain" | "data" | "file" | "reference" | "mapping" | "list" | "free" | "foreign";

/** A field of a mapping of a kubeconfig. */
export interface SchemaField {
  /** Its type in types.go, without what Go calls a pointer. */
  readonly go: string;
  readonly holds: Holds;
  /** What it means to kubectl, for people. */
  readonly explanation: Message;
  /** Its value, or what stands in it, is never shown. */
  readonly secret?: true;
  /** It is one of the ways in which a user proves who it is, or a part of one. */
  readonly credential?: true;
  /** Of a `file`: the key that can hold the file's content instead. */
  readonly data?: string;
  /** Of a `reference`: what it names. */
  readonly refersTo?: EntryKind;
  /** Of a `mapping`: its kind. Of a `list`: that of its items. */
  readonly of?: MappingKind;
  /** The values that client-go takes. */
  readonly values?: readonly string[];
  /** client-go writes it even when it is empty: no `omitempty`. */
  readonly always?: true;
  /** The first version of kubectl that reads it, where that is later than 1.17. */
  readonly since?: string;
  /** The version of kubectl since which it is deprecated. */
  readonly deprecated?: string;
  /** The version since which API servers take no notice of it. */
  readonly ignored?: string;
}

/** A mapping of a kubeconfig. */
export interface SchemaMapping {
  /** The struct that kubectl's errors name: `AuthInfo`. */
  readonly go: string;
  readonly fields: Readonly<Record<string, SchemaField>>;
}
