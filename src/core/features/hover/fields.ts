import type { Entry, Field, KubeconfigFile, MappingKind } from "../../kubeconfig/model.ts";
import { v1 } from "../../kubeconfig/schema/fields.ts";
import { type Fielded, fieldIn } from "../../kubeconfig/schema/values.ts";

/** A field that has something to say of its own, by the path of its schema. */
export interface NamedField {
  readonly path: string;
  readonly entry: Entry;
  readonly field: Field<unknown>;
}

/**
 * The field whose key stands at an offset although no path of lists leads there: with anchors and merge keys a mapping
 * may stand anywhere in the file.
 */
export function fieldWithKeyAt(file: KubeconfigFile, keyStart: number): NamedField | undefined {
  for (const entry of [...file.clusters, ...file.users, ...file.contexts]) {
    for (const [path, field] of fieldsOf(entry)) {
      if (field.key.start === keyStart) return { path, entry, field };
    }
  }
  return undefined;
}

function* fieldsOf(entry: Entry): Iterable<readonly [path: string, field: Field<unknown>]> {
  const path = `${entry.kind}s.${entry.kind}`;
  yield* fieldsIn(entry.kind, path, entry);
  if (entry.kind === "user" && entry.exec) yield* fieldsIn("exec", `${path}.exec`, entry.exec.value);
}

function* fieldsIn(
  kind: MappingKind,
  path: string,
  mapping: Fielded,
): Iterable<readonly [path: string, field: Field<unknown>]> {
  for (const each of v1.fieldsOf(kind)) {
    const field = fieldIn(mapping, each);
    if (field !== undefined) yield [`${path}.${each.key}`, field];
  }
}
