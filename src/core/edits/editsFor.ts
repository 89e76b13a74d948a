import type { Source } from "../kubeconfig/model.ts";
import type { Message } from "../message.ts";
import { applyEdits, type TextEdit } from "../text.ts";
import { readYaml } from "../yaml/index.ts";
import type { YamlNode } from "../yaml/node.ts";
import { aliasesBelow, detachOthers, type Now } from "./anchors.ts";
import { type Change, isList, isMap } from "./change.ts";
import { editPieces, editsOf, wholeText } from "./compose.ts";
import { locate } from "./locate.ts";
import { replaceValue } from "./replace.ts";
import { stepOf } from "./step.ts";
import { fileStyle } from "./style.ts";
import { Unchangeable, unreadable } from "./unchangeable.ts";
import { verifyEdit } from "./verify.ts";

/** Text edits, or why there are none. */
export type Edited =
  | { readonly ok: true; readonly edits: readonly TextEdit[]; readonly text: string }
  | { readonly ok: false; readonly reason: Message };

/**
 * The smallest text edits that change what a kubeconfig means exactly as said, or why that cannot be done. Comments,
 * order, quotes, indentation, line ends and anchors stay; what another place shares by an anchor keeps its value there.
 * The outcome has been read again and compared (`verifyEdit`). Takes a few times as long as reading the text.
 */
export function editsFor(source: Source, changes: readonly Change[]): Edited {
  const { refusal } = readYaml(source.text);
  if (refusal !== undefined || source.decoding?.invalid !== undefined) return refused(unreadable());
  let pieces = wholeText(source.text);
  let text = source.text;
  try {
    for (const edits of steps(() => text, changes)) {
      pieces = editPieces(pieces, edits);
      text = applyEdits(text, edits);
    }
  } catch (error) {
    if (error instanceof Unchangeable) return refused(error.reason);
    throw error;
  }
  const edits = editsOf(source.text, pieces);
  const verdict = verifyEdit(source, edits, changes);
  return verdict.ok ? { ok: true, edits, text: verdict.text } : verdict;
}

function refused(reason: Message): Edited {
  return { ok: false, reason };
}

/** Edits one after another, each of the text that the ones before have made. */
function* steps(text: () => string, changes: readonly Change[]): Iterable<readonly TextEdit[]> {
  let todo = [...changes];
  while (todo.length > 0) {
    const now = nowOf(text());
    const batch = now.root === undefined ? [] : scalarBatch(now, now.root, todo);
    if (batch.length > 1) {
      yield batch.flat();
      todo = todo.slice(batch.length);
      continue;
    }
    const [change, ...rest] = todo;
    if (change === undefined) return;
    const step = stepOf(now, change);
    yield step.edits;
    todo = [...(step.next ?? []), ...rest];
  }
}

/** @throws Unchangeable for a text that kubectl does not read */
function nowOf(text: string): Now {
  const { root, refusal } = readYaml(text);
  if (refusal !== undefined) throw new Unchangeable(unreadable());
  return { text, root, style: fileStyle(text, root), aliases: root === undefined ? [] : aliasesBelow(root) };
}

/** The changes in front that each replace a scalar of their own, which do not get into each other's way. */
function scalarBatch(now: Now, root: YamlNode, changes: readonly Change[]) {
  const batch: (readonly TextEdit[])[] = [];
  const places = new Set<YamlNode>();
  for (const change of changes) {
    if (change.kind !== "set") break;
    const site = locate(root, change.path);
    if (site.kind !== "found" || site.node.kind !== "scalar" || places.has(site.node)) break;
    if (detachOthers(now, site.chain, site.node).length > 0) break;
    if (isList(change.value) || isMap(change.value)) break;
    places.add(site.node);
    batch.push(replaceValue(now.text, site.holder, change.value, now.style));
  }
  return batch;
}
