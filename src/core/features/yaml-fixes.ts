import { type Message, say } from "../message.ts";
import type { Span, TextEdit } from "../text.ts";
import { wrappedValueAt } from "../yaml/wrapped.ts";
import { quotedText } from "../yaml/write.ts";

interface YamlFix {
  readonly title: Message;
  readonly edits: readonly TextEdit[];
}

/** What makes YAML of a text that kubectl cannot read as it, where that is certain. */
export function* yamlFixes(text: string, { start }: Span): Iterable<YamlFix> {
  const wrapped = wrappedValueAt(text, start);
  if (wrapped !== undefined) {
    const joined = text.slice(wrapped.start, wrapped.end).replace(/\s+/g, "");
    yield { title: say("Join the lines"), edits: [{ span: wrapped, newText: joined }] };
    return;
  }
  const edits = [...backslashes(text)];
  if (edits.some(({ span }) => span.start <= start && start < span.end))
    yield { title: say("Put it in single quotes"), edits };
}

/** A value in double quotes on a line of its own, behind a key or a dash. */
const QUOTED = /(?<=^[ \t]*(?:- +)*(?:[\w.-]+:[ \t]+|- +))"((?:[^"\\\r\n]|\\.)*)"(?=[ \t]*(?:#.*)?$)/gmu;

/** The escapes of YAML 1.1. */
const ESCAPE = /^\\(?:[0abt\tnvfre "'\\N_LP]|x[0-9a-f]{2}|u[0-9a-f]{4}|U[0-9a-f]{8})/iu;

/** Every value whose backslashes are no escapes; the other values of the same line mean what they say. */
function* backslashes(text: string): Iterable<TextEdit> {
  for (const match of text.matchAll(QUOTED)) {
    const [written, inner = ""] = match;
    const isMistaken = inner.match(/\\.[0-9A-Fa-f]{0,8}/gu)?.some(each => !ESCAPE.test(each));
    if (!isMistaken) continue;
    const meant = inner.replace(/\\([\\"])/gu, "$1");
    yield {
      span: { start: match.index, end: match.index + written.length },
      newText: quotedText(meant, "'"),
    };
  }
}
