import type { Entry, KubeconfigFile } from "../kubeconfig/model.ts";
import type { Span } from "../text.ts";
import { get } from "../yaml/access.ts";
import { columnOf, endWithComments, lineEnd, lineStart, lineStop, startsLine } from "./lines.ts";
import { sectionOf } from "./plan.ts";
import { itemSpans } from "./spans.ts";

/** `# ---- production ----` stands over several elements. */
const DIVIDER = /([-=#*~_+])\1{2}/;

/** An element that was commented out is none of the next one's. */
const ASLEEP = /^(#+\s*)-\s+["']?[\w.-]+["']?:/;

const COMMENT = /^([ \t]*)(#.*)$/;

interface CommentLine {
  readonly start: number;
  readonly indent: number;
  readonly comment: string;
}

/**
 * Where the comment begins that heads an element, else the start of its line: the lines of comment right above it.
 * What stands above the first may be about all of them, and only counts where it names the element, or others have headings, too.
 */
export function headingStart(text: string, spans: readonly Span[], index: number): number {
  const span = spans[index];
  if (span === undefined) return 0;
  const start = linesOfHeading(text, span, spans[index - 1]?.end ?? 0);
  if (start === lineStart(text, span.start)) return partedHeading(text, spans, index) ?? start;
  if (index > 0) return start;
  const isOwn =
    names(text.slice(start, span.start), text.slice(span.start, span.end)) ||
    spans.some((each, at) => {
      const least = spans[at - 1]?.end;
      return least !== undefined && linesOfHeading(text, each, least) < lineStart(text, each.start);
    });
  return isOwn ? start : lineStart(text, span.start);
}

/** A comment that blank lines part from the element is its heading only where it names that, and none of those beside it. */
function partedHeading(text: string, spans: readonly Span[], index: number): number | undefined {
  const span = spans[index];
  if (span === undefined) return undefined;
  const least = spans[index - 1]?.end ?? 0;
  const start = lineStart(text, span.start);
  let end = start;
  while (end > least && text.slice(lineStart(text, end - 1), end).trim() === "")
    end = lineStart(text, end - 1);
  if (end === start) return undefined;
  const above = awake(commentsAbove(text, end, columnOf(text, span.start), least));
  return isAbout(above, text, spans, index) ? above[0]?.start : undefined;
}

/** Whether comments name one element and none of those beside it. */
function isAbout(
  comments: readonly CommentLine[],
  text: string,
  spans: readonly Span[],
  index: number,
): boolean {
  const isNamed = (span: Span | undefined) =>
    span !== undefined && comments.some(({ comment }) => names(comment, text.slice(span.start, span.end)));
  return isNamed(spans[index]) && !isNamed(spans[index - 1]) && !isNamed(spans[index + 1]);
}

/**
 * Where an element of a block ends with the comments below that are its own: those indented into it, and lines right below
 * that a blank line parts from the next one. Below the last, only what stands in the list for sure, or names it.
 */
export function endWithOwn(text: string, spans: readonly Span[], index: number): number {
  const span = spans[index];
  if (span === undefined) return text.length;
  const column = columnOf(text, span.start);
  const end = endWithComments(text, span.end, column);
  const below = commentsBelow(text, end, column);
  const last = below.at(-1);
  if (last === undefined) return end;
  const stop = lineStop(text, last.start);
  const rest = text.slice(lineEnd(text, stop));
  const isParted = /^[ \t]*(?:\r?\n|$)/.test(rest);
  if (spans[index + 1] !== undefined) {
    return isParted && !isAbout(below, text, spans, index + 1) ? stop : end;
  }
  const element = text.slice(span.start, span.end);
  if (isParted && below.some(({ comment }) => names(comment, element))) return stop;
  const next = /^(?:[ \t]*(?:#.*)?\r?\n)*([ \t]*)[^\s#]/.exec(rest)?.[1]?.length ?? -1;
  return column > 0 && next < column && below.every(({ indent }) => indent === column) ? stop : end;
}

/** The lines of the comment that heads an entry, each from its `#`. */
export function headingOf(
  { source: { text }, document: { root } }: KubeconfigFile,
  entry: Entry,
): readonly string[] {
  const list = root?.kind === "map" ? get(root, sectionOf(entry.kind)) : undefined;
  if (list?.kind !== "seq") return [];
  const spans = itemSpans(text, list);
  const span = spans[entry.index];
  if (span === undefined || !startsLine(text, span.start)) return [];
  const heading = text.slice(headingStart(text, spans, entry.index), lineStart(text, span.start));
  return heading.split(/\r?\n/).flatMap(line => (line.trim() === "" ? [] : [line.trim()]));
}

/** The start of the lines of comment right above, not further in than the element. */
function linesOfHeading(text: string, span: Span, least: number): number {
  const above = awake(commentsAbove(text, lineStart(text, span.start), columnOf(text, span.start), least));
  const element = text.slice(span.start, span.end);
  const isBox = above.some(({ comment }) => names(comment, element));
  const divider = isBox ? -1 : above.findLastIndex(({ comment }) => DIVIDER.test(comment));
  return above[divider + 1]?.start ?? lineStart(text, span.start);
}

/** Those below an element that was commented out, with its own lines. */
function awake(lines: readonly CommentLine[]): readonly CommentLine[] {
  const asleep = lines.findLastIndex(({ comment }) => ASLEEP.test(comment));
  if (asleep < 0) return lines;
  const depth = ASLEEP.exec(lines[asleep]?.comment ?? "")?.[1]?.length ?? 0;
  const rest = lines.slice(asleep + 1);
  const end = rest.findIndex(({ comment }) => (/^#+\s*/.exec(comment)?.[0].length ?? 0) <= depth);
  return end < 0 ? [] : rest.slice(end);
}

/** Right above the start of a line, in the order of the text. */
function commentsAbove(text: string, start: number, column: number, least: number): readonly CommentLine[] {
  const lines: CommentLine[] = [];
  for (let at = start; at > least; ) {
    at = lineStart(text, at - 1);
    const line = at < least ? undefined : commentLine(text, at, column);
    if (line === undefined) break;
    lines.push(line);
  }
  return lines.reverse();
}

function commentsBelow(text: string, end: number, column: number): readonly CommentLine[] {
  const lines: CommentLine[] = [];
  for (let at = lineEnd(text, end); at < text.length; at = lineEnd(text, at)) {
    const line = commentLine(text, at, column);
    if (line === undefined || DIVIDER.test(line.comment) || ASLEEP.test(line.comment)) break;
    lines.push(line);
  }
  return lines;
}

/** A line of comment alone, not further in than a column. */
function commentLine(text: string, start: number, column: number): CommentLine | undefined {
  const [, indent, comment] = COMMENT.exec(text.slice(start, lineStop(text, start))) ?? [];
  if (indent === undefined || comment === undefined || indent.length > column) return undefined;
  return { start, indent: indent.length, comment };
}

/** Whether a comment names an element: an item by its `name`, a key or a scalar by itself. */
function names(comment: string, element: string): boolean {
  const said = comment.toLowerCase();
  return namesOf(element).some(name => {
    const at = name === "" ? -1 : said.indexOf(name);
    return at >= 0 && !/[\w-]/.test(said.charAt(at - 1)) && !/[\w-]/.test(said.charAt(at + name.length));
  });
}

const NAME = /(?:^|[\s{,])["']?name["']?:[ \t]*["']?([^"'\r\n,}]+?)[ \t]*(?=["',}]|[ \t]#|\r?\n|$)/g;

function namesOf(element: string): readonly string[] {
  if (!/^[-{]/.test(element)) return [/^["']?([^"':\s]+)/.exec(element)?.[1]?.toLowerCase() ?? ""];
  const found = [...element.matchAll(NAME)].map(([, name = ""]) => name.trim().toLowerCase());
  const scalar = element.replace(/^-\s*/, "").trim().toLowerCase();
  return found.length > 0 || scalar.includes("\n") ? found : [scalar];
}
