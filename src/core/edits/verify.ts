import type { KubeconfigFile, Source } from "../kubeconfig/model.ts";
import { readKubeconfig } from "../kubeconfig/read.ts";
import type { NotDone } from "../result.ts";
import { applyEdits, type TextEdit } from "../text.ts";
import { toJson } from "../yaml/json.ts";
import { applyChanges, type Change, canonical, type Json } from "./change.ts";
import { unfitting } from "./unchangeable.ts";

export type Verified = { readonly ok: true; readonly text: string; readonly file: KubeconfigFile } | NotDone;

/**
 * Whether edits do what they are meant to: the outcome is read again, and must differ from the original exactly by the
 * changes, with nothing new that kubectl refuses. Whoever writes asks this before anything lands.
 */
export function verifyEdit(source: Source, edits: readonly TextEdit[], changes: readonly Change[]): Verified {
  const before = readKubeconfig(source);
  const text = applyEdits(source.text, edits);
  const file = readKubeconfig({ ...source, text });
  const [old, found] = [dataOf(before), dataOf(file)];
  if (old === undefined || found === undefined) return mismatch();
  const worse = file.refusals.length > before.refusals.length;
  const doubled = file.document.notices.length > before.document.notices.length;
  if (worse || doubled || canonical(found) !== expected(old, changes)) return mismatch();
  return { ok: true, text, file };
}

function expected(old: Json, changes: readonly Change[]): string | undefined {
  try {
    return canonical(applyChanges(old, changes));
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function mismatch(): Verified {
  return { ok: false, reason: unfitting() };
}

/** Everything in the file, known to v1 or not; an empty file is an empty mapping. */
function dataOf({ document }: KubeconfigFile): Json | undefined {
  if (document.refusal !== undefined) return undefined;
  const json = document.root === undefined ? "{}" : toJson(document.root);
  if (json === undefined) return undefined;
  const data = JSON.parse(json) as Json;
  return data ?? {};
}
