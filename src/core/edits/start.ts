import type { TextEdit } from "../text.ts";
import { isNullish } from "../yaml/access.ts";
import type { YamlNode } from "../yaml/node.ts";
import { isMap, type Json } from "./change.ts";
import { mapLines } from "./print.ts";
import type { Style } from "./style.ts";

/**
 * The first content of a file that has none: empty, of comments alone, or `null`. Nothing where something else stands
 * there, or where another document follows.
 */
export function startText(
  text: string,
  root: YamlNode | undefined,
  value: Json,
  style: Style,
): readonly TextEdit[] | undefined {
  if (!isMap(value) || (root !== undefined && !isNullish(root))) return undefined;
  const empty = root?.kind !== "scalar" || root.span.start === root.span.end;
  const before = empty ? text : text.slice(0, root.span.start) + text.slice(root.span.end);
  if (!isWithoutContent(before)) return undefined;
  const body = mapLines(value, 0, style).join(style.eol) + style.eol;
  const ended = text.length === 0 || text === "\ufeff" || text.endsWith("\n");
  const gone = empty ? [] : [{ span: root.span, newText: "" }];
  return [
    ...gone,
    { span: { start: text.length, end: text.length }, newText: ended ? body : style.eol + body },
  ];
}

/** Whether there are only comments and at most one mark of a document's start. */
function isWithoutContent(text: string): boolean {
  const lines = text.replace(/^\ufeff/, "").split(/\r?\n/);
  const [mark, ...more] = lines.filter(line => !/^[ \t]*(?:#.*)?$/.test(line));
  return mark === undefined || (more.length === 0 && /^---[ \t]*(?:#.*)?$/.test(mark));
}
