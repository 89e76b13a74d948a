import type { Source } from "../kubeconfig/model.ts";
import type { Message } from "../message.ts";
import type { NotDone } from "../result.ts";
import { applyEdits, type TextEdit } from "../text.ts";
import { readYaml } from "../yaml/index.ts";
import { aliasesBelow, type Now } from "./anchors.ts";
import { batchOf } from "./batch.ts";
import type { Change } from "./change.ts";
import { editPieces, editsOf, wholeText } from "./compose.ts";
import { stepOf } from "./step.ts";
import { fileStyle } from "./style.ts";
import { Unchangeable, unfitting, unreadable } from "./unchangeable.ts";
import { verifyEdit } from "./verify.ts";

/** Text edits, or why there are none. */
export type Edited =
  | { readonly ok: true; readonly edits: readonly TextEdit[]; readonly text: string }
  | NotDone;

/**
 * The smallest text edits that change what a kubeconfig means exactly as said, or why that cannot be done. Comments,
 * order, quotes, indentation, line ends and anchors stay; what another place shares by an anchor keeps its value there.
 * The outcome has been read again and compared (`verifyEdit`). Takes a few times as long as reading the text.
 */
export function editsFor(source: Source, changes: readonly Change[]): Edited {
  const { refusal } = readYaml(source.text);
  if (refusal !== undefined || source.decoding?.invalid !== undefined) return refused(unreadable());
  const loosened = attempt(source, changes, true);
  return loosened.ok ? loosened : attempt(source, changes, false);
}

/** @param loosens whether long data makes blocks of brackets */
function attempt(source: Source, changes: readonly Change[], loosens: boolean): Edited {
  let pieces = wholeText(source.text);
  let text = source.text;
  try {
    for (const edits of steps(() => text, changes, loosens)) {
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
function* steps(
  text: () => string,
  changes: readonly Change[],
  loosens: boolean,
): Iterable<readonly TextEdit[]> {
  let todo = [...changes];
  while (todo.length > 0) {
    const now = nowOf(text(), loosens);
    const batch = now.root === undefined ? undefined : batchOf(now, now.root, todo);
    if (batch !== undefined && batch.count > 1) {
      yield batch.edits;
      todo = todo.slice(batch.count);
      continue;
    }
    const [change, ...rest] = todo;
    if (change === undefined) return;
    const step = stepOf(now, change);
    yield step.edits;
    todo = [...(step.next ?? []), ...rest];
  }
}

/** @throws Unchangeable for a text that kubectl does not read any more */
function nowOf(text: string, loosens: boolean): Now {
  const { root, refusal } = readYaml(text);
  if (refusal !== undefined) throw new Unchangeable(unfitting());
  const aliases = root === undefined ? [] : aliasesBelow(root);
  return { text, root, style: fileStyle(text, root), loosens, aliases };
}
