import type { Entry, KubeconfigFile, MappingKind, UnknownField } from "../kubeconfig/model.ts";
import { isKnownKey, v1 } from "../kubeconfig/schema/fields.ts";
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

/** The mappings that stand inside another, and whose keys people put one level too high. */
const INNER: Partial<Record<MappingKind, readonly MappingKind[]>> = {
  "named-cluster": ["cluster"],
  "named-user": ["user"],
  "named-context": ["context"],
  user: ["exec"],
};

/** The key under which this one belongs, where it is one level too high: `user` for a `token` beside `name`. */
export function belongsUnder({ name, within }: UnknownField): MappingKind | undefined {
  return INNER[within]?.find(inner => isKnownKey(inner, name));
}

/** The key that was likely meant: the same but for case and separators, or one or two letters off. */
export function likelyKey({ name, within }: UnknownField): string | undefined {
  if (name.length > 40) return undefined;
  const written = folded(name);
  let limit = Math.min(2, tolerance(name.length));
  let found: string | undefined;
  for (const { key } of v1.fieldsOf(within)) {
    const distance = editDistance(written, folded(key), limit);
    if (distance > limit) continue;
    if (distance === 0) return key;
    found = key;
    limit = distance - 1;
  }
  return found;
}

function folded(key: string): string {
  return key.toLowerCase().replace(/[-_. ]/g, "");
}
