import type { Entry, KubeconfigFile } from "../kubeconfig/model.ts";
import type { Span } from "../text.ts";
import { get } from "../yaml/access.ts";
import { columnOf, dashedSpans, lineStart, lineStop, startsLine } from "./lines.ts";
import { sectionOf } from "./plan.ts";

/** `# ---- production ----` stands over several elements. */
const DIVIDER = /([-=#*~_+])\1{2}/;

/** An element that was commented out is none of the next one's. */
const ASLEEP = /^#+\s*-\s+["']?[\w.-]+["']?:/;

/**
 * Where the comment begins that heads an element of a block, else the start of its line: the lines of comment right above it.
 * What stands above the first may be about all of them, and only counts where it names the element, or others have headings, too.
 */
export function headingStart(text: string, spans: readonly Span[], index: number): number {
  const span = spans[index];
  if (span === undefined) return 0;
  const start = linesOfHeading(text, span, spans[index - 1]?.end ?? 0);
  if (index > 0 || start === lineStart(text, span.start)) return start;
  const isOwn =
    names(text.slice(start, span.start), text.slice(span.start, span.end)) ||
    spans.some((each, at) => {
      const least = spans[at - 1]?.end;
      return least !== undefined && linesOfHeading(text, each, least) < lineStart(text, each.start);
    });
  return isOwn ? start : lineStart(text, span.start);
}

/** The lines of the comment that heads an entry, each from its `#`. */
export function headingOf(
  { source: { text }, document: { root } }: KubeconfigFile,
  entry: Entry,
): readonly string[] {
  const list = root?.kind === "map" ? get(root, sectionOf(entry.kind)) : undefined;
  if (list?.kind !== "seq" || list.flow) return [];
  const spans = dashedSpans(text, list);
  const span = spans[entry.index];
  if (span === undefined || !startsLine(text, span.start)) return [];
  const heading = text.slice(headingStart(text, spans, entry.index), lineStart(text, span.start));
  return heading.split(/\r?\n/).flatMap(line => (line.trim() === "" ? [] : [line.trim()]));
}

/** The start of the lines of comment right above, not further in than the element. */
function linesOfHeading(text: string, span: Span, least: number): number {
  const own = lineStart(text, span.start);
  const column = columnOf(text, span.start);
  let start = own;
  while (start > least) {
    const above = lineStart(text, start - 1);
    const [, indent, comment] = /^([ \t]*)(#.*)$/.exec(text.slice(above, lineStop(text, above))) ?? [];
    if (indent === undefined || comment === undefined || above < least || indent.length > column) break;
    if (DIVIDER.test(comment) || ASLEEP.test(comment)) break;
    start = above;
  }
  return start;
}

/** Whether a comment names an element: by its `name`, or a scalar by itself. */
function names(comment: string, element: string): boolean {
  const name = /(?:^|[\s{,])["']?name["']?:[ \t]*["']?([^"'\r\n,}]+)/.exec(element)?.[1]?.trim();
  const word = name ?? element.replace(/^-\s*/, "").trim();
  if (word === "" || word.includes("\n")) return false;
  const at = comment.indexOf(word);
  return at >= 0 && !/[\w-]/.test(comment.charAt(at - 1)) && !/[\w-]/.test(comment.charAt(at + word.length));
}
