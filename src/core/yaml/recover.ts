import { isMap, isScalar, isSeq, type ParsedNode, parseDocument, type Scalar } from "yaml";
import type { Steps } from "../steps.ts";
import type { Span } from "../text.ts";
import {
  AMPERSAND,
  CARRIAGE_RETURN,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  DASH,
  LINE_FEED,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUESTION,
  SPACE,
  TAB,
} from "./character-codes.ts";
import type {
  MapEntry,
  ResolvedNode,
  ScalarNode,
  ScalarStyle,
  SeqNode,
  YamlNode,
  YamlNotice,
} from "./node.ts";
import { readStrictly, type StrictReading } from "./strict.ts";
import { plainValue } from "./typing.ts";
import { lineAt, wrappedValueAt } from "./wrapped.ts";

type Recovered = Pick<StrictReading, "root" | "notices" | "end" | "unreadable">;

/**
 * Read on in a text whose syntax kubectl refuses, so that a half-typed file still shows what stands around
 * the mistake. First the line that seems to be wrong is left out and the rest read by the strict rules;
 * where a few of those do not help, the tolerant `yaml` package reads a text that is safe for it; else there
 * is what stood before the mistake.
 */
export function* recover(text: string, strict: StrictReading): Steps<Recovered> {
  const at = strict.stop?.at ?? 0;
  const rest = [{ start: lineAt(text, at).start, end: text.length }];
  if (strict.stop?.reason === "too-large")
    return { root: undefined, notices: [], end: text.length, unreadable: rest };
  const before = { ...strict, end: text.length, unreadable: rest };
  if (strict.stop?.reason === "too-deep") return before;
  return (yield* withoutBadLines(text, strict)) ?? tolerantly(text, rest) ?? before;
}

/** How many code units may be read again in all, and how many places left out. */
const BUDGET = 4_000_000;
const MAX_PLACES = 24;

interface Attempt {
  readonly text: string;
  readonly reading: StrictReading;
  readonly left: readonly Span[];
}

function* withoutBadLines(text: string, strict: StrictReading): Steps<Recovered | undefined> {
  if (text.length > BUDGET) return undefined;
  let best: Attempt = { text, reading: strict, left: [] };
  let budget = BUDGET;
  for (let round = 0; round < MAX_PLACES && best.reading.stop !== undefined; round++) {
    const before: number = best.reading.stop.at;
    let next: Attempt | undefined;
    for (const { text: candidate, left } of candidates(best.text, best.reading.stop)) {
      budget -= text.length;
      if (budget < 0) return undefined;
      const reading = yield* readStrictly(candidate);
      if (next === undefined || isFurther(reading, next.reading))
        next = { text: candidate, reading, left: [...best.left, ...left] };
      if (reading.stop === undefined) break;
    }
    if (next === undefined || (next.reading.stop !== undefined && next.reading.stop.at < before))
      return undefined;
    best = next;
  }
  return best.reading.stop === undefined
    ? { ...best.reading, unreadable: [...best.left, ...best.reading.unreadable] }
    : undefined;
}

function isFurther(reading: StrictReading, than: StrictReading): boolean {
  return (reading.stop?.at ?? Number.POSITIVE_INFINITY) > (than.stop?.at ?? Number.POSITIVE_INFINITY);
}

/** A text with one part blanked out. */
interface Candidate {
  readonly text: string;
  readonly left: readonly Span[];
}

/** One candidate for each part that may be the mistake, the likeliest first. */
function* candidates(text: string, stop: { at: number; longScalar: number }): Generator<Candidate> {
  const line = lineAt(text, stop.at);
  const scalar = lineAt(text, stop.longScalar);
  if (text.charAt(stop.at) === "\t")
    yield { text: text.replace(/^[ \t]+/gm, indent => " ".repeat(indent.length)), left: [] };
  const wrapped = wrappedValueAt(text, stop.at);
  if (wrapped !== undefined) yield without(text, wrapped.start, wrapped.end);
  if (scalar.start < line.start && stop.longScalar < stop.at) {
    if (/["'|>]/.test(text.charAt(stop.longScalar))) yield without(text, stop.longScalar, scalar.end);
    else yield* withoutValueOrLine(text, scalar);
  }
  if (text.slice(line.start, stop.at).trim() !== "") yield without(text, stop.at, line.end);
  yield* withoutValueOrLine(text, line);
  const above = lineAbove(text, line.start);
  if (above !== undefined) yield* withoutValueOrLine(text, above);
}

/** Without what stands behind the first `key: ` of a line, then without the line. */
function* withoutValueOrLine(text: string, { start, end }: Span): Generator<Candidate> {
  const key = /^[ \t]*(?:- +)*[^\s:#]+:[ \t]+/.exec(text.slice(start, end));
  if (key !== null && start + key[0].length < end) yield without(text, start + key[0].length, end);
  yield without(text, start, end);
}

function without(text: string, start: number, end: number): Candidate {
  const blank = text.slice(start, end).replace(/[^\r\n]/g, " ");
  return { text: text.slice(0, start) + blank + text.slice(end), left: [{ start, end }] };
}

/** The nearest line above that is not blank. */
function lineAbove(text: string, lineStart: number): Span | undefined {
  const end = text.slice(0, lineStart).trimEnd().length;
  return end === 0 ? undefined : lineAt(text, end);
}

/** What is safe for `yaml`: beyond these it takes seconds or ends the process (see docs/architecture). */
const MAX_TOLERANT_LENGTH = 500_000;
const MAX_TOLERANT_DEPTH = 100;
const MAX_TOLERANT_ANCHORS = 200;
/** Line breaks, commas and brackets: `yaml` takes about 15 microseconds for what stands between two of them. */
const MAX_TOLERANT_PIECES = 6_000;

function tolerantly(text: string, unreadable: readonly Span[]): Recovered | undefined {
  if (!isSafe(text)) return undefined;
  try {
    const options = {
      version: "1.1",
      schema: "failsafe",
      uniqueKeys: false,
      strict: false,
      logLevel: "silent",
    } as const;
    const { contents } = parseDocument(text, options);
    const notices: YamlNotice[] = [];
    const root = contents === null ? undefined : new Converter(text).convert(contents);
    return { root, notices, end: text.length, unreadable };
  } catch {
    return undefined;
  }
}

/** Whether nesting, length and anchors stay within what `yaml` handles, by a look at the characters alone. */
function isSafe(text: string): boolean {
  if (text.length > MAX_TOLERANT_LENGTH) return false;
  let flow = 0;
  let inLine = 0;
  let anchors = 0;
  let pieces = 0;
  let atLineStart = true;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === LINE_FEED || code === CARRIAGE_RETURN) {
      inLine = 0;
      atLineStart = true;
      if (++pieces > MAX_TOLERANT_PIECES) return false;
      continue;
    }
    if (code === COMMA || code === OPEN_BRACKET || code === OPEN_BRACE) pieces += 1;
    if (code === OPEN_BRACKET || code === OPEN_BRACE) flow += 1;
    else if (code === CLOSE_BRACKET || code === CLOSE_BRACE) flow = Math.max(flow - 1, 0);
    else if (code === AMPERSAND) anchors += 1;
    if (atLineStart) {
      const indents = code === SPACE || code === TAB || code === DASH || code === QUESTION || code === COLON;
      atLineStart = indents;
      inLine += indents ? 1 : 0;
    }
    if (pieces > MAX_TOLERANT_PIECES) return false;
    if (flow > MAX_TOLERANT_DEPTH || inLine > 2 * MAX_TOLERANT_DEPTH || anchors > MAX_TOLERANT_ANCHORS)
      return false;
  }
  return true;
}

const STYLES: Readonly<Record<string, ScalarStyle>> = {
  QUOTE_SINGLE: "single",
  QUOTE_DOUBLE: "double",
  BLOCK_LITERAL: "literal",
  BLOCK_FOLDED: "folded",
};

/** Makes our nodes of those of `yaml`; `isSafe` bounds the depth. */
class Converter {
  readonly #length: number;
  readonly #anchors = new Map<string, ResolvedNode>();

  constructor(text: string) {
    this.#length = text.length;
  }

  convert(node: ParsedNode): YamlNode {
    const span = this.#span(node.range[0], node.range[1]);
    if (isMap(node)) {
      const entries: MapEntry[] = [];
      const map = this.#anchor(node.anchor, {
        kind: "map",
        span,
        flow: node.flow === true,
        entries,
      } as const);
      for (const { key, value } of node.items) {
        const converted = this.#convertOr(key, span.start);
        entries.push({ key: converted, value: this.#convertOr(value, converted.span.end) });
      }
      return map;
    }
    if (isSeq(node)) {
      const items: YamlNode[] = [];
      const seq: SeqNode = { kind: "seq", span, flow: node.flow === true, items };
      this.#anchor(node.anchor, seq);
      for (const item of node.items) items.push(this.#convertOr(item, span.start));
      return seq;
    }
    if (isScalar(node)) return this.#anchor(node.anchor, this.#scalar(node, span.start, span.end));
    const target = this.#anchors.get(node.source);
    return target === undefined ? emptyAt(span.start) : { kind: "alias", span, name: node.source, target };
  }

  #convertOr(node: unknown, at: number): YamlNode {
    return isParsed(node) ? this.convert(node) : emptyAt(at);
  }

  #scalar(node: Scalar, start: number, end: number): ScalarNode {
    const style = STYLES[node.type ?? ""] ?? "plain";
    const text = typeof node.value === "string" ? node.value : (node.source ?? "");
    const value = style === "plain" ? plainValue(text) : ({ type: "string", value: text } as const);
    const merge = style === "plain" && text === "<<" ? { merge: true as const } : {};
    return { kind: "scalar", span: { start, end }, style, text, value, ...merge };
  }

  #anchor<Node extends ResolvedNode>(name: string | undefined, node: Node): Node {
    if (name !== undefined) this.#anchors.set(name, node);
    return node;
  }

  #span(start: number, end: number): Span {
    const from = Math.min(Math.max(start, 0), this.#length);
    return { start: from, end: Math.min(Math.max(end, from), this.#length) };
  }
}

function emptyAt(at: number): ScalarNode {
  return { kind: "scalar", span: { start: at, end: at }, style: "plain", text: "", value: { type: "null" } };
}

function isParsed(node: unknown): node is ParsedNode {
  return typeof node === "object" && node !== null && "range" in node && Array.isArray(node.range);
}
