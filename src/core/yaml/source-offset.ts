import { isBlank, isBreak } from "./characters.ts";
import { Cursor } from "./cursor.ts";
import type { ScalarNode } from "./node.ts";
import { YamlError } from "./refuse.ts";
import { scanEscape } from "./scan-scalar.ts";

/**
 * Where the character `index` of `scalar.text` stands in the text that was read: an offset. A character
 * that folding made of a line break stands at the break; one that an escape spells, at its backslash.
 * `index` may be the length of the text: the end of the content. Takes time linear in the scalar.
 */
export function sourceOffset(text: string, scalar: ScalarNode, index: number): number {
  const { span, style } = scalar;
  if (style === "plain") {
    return span.end - span.start === scalar.text.length
      ? span.start + index
      : inFlow(new Cursor(text.slice(0, span.end)), span.start, span.end, index, 0);
  }
  if (style === "single" || style === "double") {
    const quote = style === "single" ? 39 : 92;
    return inFlow(new Cursor(text), span.start + 1, span.end - 1, index, quote);
  }
  return inBlock(text, scalar, index);
}

/** In a plain or quoted scalar; `escapedBy` is what may start an escape, 0 for nothing. */
function inFlow(c: Cursor, start: number, end: number, index: number, escapedBy: number): number {
  let left = index;
  c.pos = start;
  while (c.pos < end) {
    const at = c.pos;
    const code = c.code(at);
    let produced = 1;
    if (escapedBy === 92 && code === 92 && isBreak(c.code(at + 1))) {
      c.pos += 1;
      produced = Math.max(skipGap(c, end) - 1, 0);
    } else if (escapedBy === 92 && code === 92) {
      produced = escapeLength(c);
    } else if (escapedBy === 39 && code === 39) {
      c.pos += 2;
    } else if (isBlank(code) || isBreak(code)) {
      const breaks = skipGap(c, end);
      if (breaks === 0) {
        c.pos = at + 1;
      }
      produced = Math.max(breaks - 1, 1);
    } else {
      c.pos += 1;
    }
    if (left < produced) {
      return at;
    }
    left -= produced;
  }
  return end;
}

/** The characters that an escape makes; one that YAML does not know, in a text that was recovered, is its backslash. */
function escapeLength(c: Cursor): number {
  const at = c.pos;
  try {
    return scanEscape(c).length;
  } catch (error) {
    if (!(error instanceof YamlError)) throw error;
    c.pos = at + 1;
    return 1;
  }
}

/** Step over blanks and breaks; returns how many breaks. */
function skipGap(c: Cursor, end: number): number {
  let breaks = 0;
  for (let code = c.code(c.pos); c.pos < end && (isBlank(code) || isBreak(code)); code = c.code(c.pos)) {
    if (isBreak(code)) {
      c.takeBreak();
      breaks += 1;
    } else {
      c.pos += 1;
    }
  }
  return breaks;
}

function inBlock(text: string, scalar: ScalarNode, index: number): number {
  const c = new Cursor(text);
  const { end } = scalar.span;
  const value = scalar.text;
  c.pos = c.breakAfter(scalar.span.start);
  let known = 0;
  let lineEnd = c.pos;
  let indent = -1;
  while (c.pos < end) {
    c.takeBreak();
    const from = c.pos;
    lineEnd = Math.min(c.breakAfter(from), end);
    const line = text.slice(from, lineEnd);
    const blank = /^ */.exec(line)?.[0].length ?? 0;
    c.pos = lineEnd;
    if (indent < 0 && blank < line.length) {
      indent = firstIndent(line, value);
    }
    const cut = Math.min(indent < 0 ? blank : indent, blank);
    if (cut === line.length) {
      continue;
    }
    const found = value.indexOf(line.slice(cut), known);
    if (found > index || found < 0) {
      return from - 1;
    }
    if (index < found + line.length - cut) {
      return from + cut + index - found;
    }
    known = found + line.length - cut;
  }
  return lineEnd;
}

/** How much indentation the first line of a block scalar lost, going by the text that came out of it. */
function firstIndent(line: string, value: string): number {
  const content = value.replace(/^[\n\u2028\u2029]+/, "");
  let indent = 0;
  while (indent < line.length && !content.startsWith(line.slice(indent))) {
    indent += 1;
  }
  return indent;
}
