import type { Entry, KubeconfigFile, MappingKind, UnknownField } from "../kubeconfig/model.ts";
import { isKnownKey, v1 } from "../kubeconfig/schema/fields.ts";
import { foldedKey, synonymOf } from "../kubeconfig/schema/synonyms.ts";
import { editDistance, tolerance } from "./spelling.ts";

/** Files with more unknown keys are not written by people, and each key is compared with all that are known. */
const MOST = 2_000;

/** The first keys of a file that v1 does not have, outside of extensions. */
export function* unknownFields(file: KubeconfigFile): Iterable<UnknownField> {
  let left = MOST;
  for (const field of allUnknown(file)) {
    if (left-- <= 0) return;
    yield field;
  }
}

function* allUnknown(file: KubeconfigFile): Iterable<UnknownField> {
  yield* file.unknown;
  for (const list of [file.clusters, file.contexts, file.users] as readonly (readonly Entry[])[]) {
    for (const entry of list) if (entry.unknown.length > 0) yield* entry.unknown;
  }
}

/** Where a key belongs that v1 does not have in its mapping. */
export interface Belonging {
  /** The mapping, if it is another one. */
  readonly under?: MappingKind;
  /** The key as v1 spells it. */
  readonly key: string;
}

/** The mappings that stand inside another, and whose keys people put one level too high. */
const INNER: Partial<Record<MappingKind, readonly MappingKind[]>> = {
  "named-cluster": ["cluster"],
  "named-user": ["user", "exec"],
  "named-context": ["context"],
  user: ["exec"],
};

/** The mappings that people take for one another. */
const TAKEN: readonly MappingKind[] = ["cluster", "context", "user"];

/** Keys that other things have too: alone they tell nothing. */
const COMMON: ReadonlySet<string> = new Set(["name", "extensions", "cluster", "user"]);

/** Longer than any key of v1, and than any misspelling of one: characters. */
const LONGEST = 40;

/** Three rules ask about each field, and to compare it with all keys takes its time. */
const judged = new WeakMap<UnknownField, { readonly meant: Belonging | undefined }>();

/** What was likely meant by an unknown key; undefined for one like nothing known. */
export function belonging(field: UnknownField): Belonging | undefined {
  const known = judged.get(field) ?? { meant: judge(field) };
  judged.set(field, known);
  return known.meant;
}

function judge({ name, within }: UnknownField): Belonging | undefined {
  if (name.length > LONGEST) return undefined;
  for (const under of INNER[within] ?? []) if (isKnownKey(under, name)) return { under, key: name };
  const here = synonymOf(within, name) ?? likelyKey(name, within);
  if (here !== undefined) return { key: here };
  return elsewhere(name, [...(INNER[within] ?? []), ...(TAKEN.includes(within) ? TAKEN : [])]);
}

function elsewhere(name: string, mappings: readonly MappingKind[]): Belonging | undefined {
  for (const under of mappings) {
    const key = isKnownKey(under, name) && !COMMON.has(name) ? name : synonymOf(under, name);
    if (key !== undefined) return { under, key };
  }
  return undefined;
}

/** The same but for case and separators, or one or two letters off. */
function likelyKey(name: string, within: MappingKind): string | undefined {
  const written = foldedKey(name);
  let limit = Math.min(2, tolerance(name.length));
  let found: string | undefined;
  for (const { key } of v1.fieldsOf(within)) {
    const distance = editDistance(written, foldedKey(key), limit);
    if (distance > limit) continue;
    if (distance === 0) return key;
    found = key;
    limit = distance - 1;
  }
  return found;
}
