import type { Failure } from "../result.ts";
import { deref, entriesOf, isNullish } from "../yaml/access.ts";
import type { MapEntry, MapNode, YamlNode } from "../yaml/node.ts";
import type { Field, MappingKind, Refusal, UnknownField } from "./model.ts";
import { isKnownKey, type KeyOf } from "./schema/fields.ts";

/** What one reading collects. */
export interface Reading {
  readonly text: string;
  /** Mismatches, in the order in which kubectl would meet them. */
  readonly refusals: Refusal[];
  /** Why a `…-data` value is no base64. */
  readonly defectOf: (field: Field<string>) => Failure | undefined;
}

/** Nobody reads more of them, and each takes memory. */
const MOST_REFUSALS = 10_000;

export function isFull(refusals: readonly Refusal[]): boolean {
  return refusals.length >= MOST_REFUSALS;
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

/** The path of a field as kubectl's errors spell it. */
export function pathOf<M extends MappingKind>(from: Mapping<M>, key: string): string {
  return from.path === "" ? key : `${from.path}.${key}`;
}
