import type { TextEdit } from "../text.ts";
import type { MapEntry, MapNode } from "../yaml/node.ts";
import { beforeOnLine, eolOf } from "./lines.ts";

/**
 * A key and its value before another key of the same mapping, in the mapping's own style.
 * @param value a scalar that is plain in YAML and needs quotes in JSON
 */
export function insertBefore(
  text: string,
  map: MapNode,
  next: MapEntry,
  key: string,
  value: string,
): TextEdit {
  const at = next.key.span.start;
  const line = beforeOnLine(text, at);
  const quoted = map.flow && text[at] === '"';
  const pair = quoted ? `${JSON.stringify(key)}: ${JSON.stringify(value)}` : `${key}: ${value}`;
  const newText = map.flow
    ? `${pair},${inFlow(text, line)}`
    : `${pair}${eolOf(text)}${" ".repeat(line.length)}`;
  return { span: { start: at, end: at }, newText };
}

/** A line of its own where the next key has one. */
function inFlow(text: string, line: string): string {
  return line.trim() === "" && line !== "" ? eolOf(text) + line : " ";
}
