import { say } from "../message.ts";
import { atOnce, type Steps } from "../steps.ts";
import type { Span } from "../text.ts";
import { AS_UTF8, type Decoding, isBlank, isBreak } from "./characters.ts";
import { type DecodedText, decodeText } from "./decode.ts";
import type { YamlDocument, YamlNotice } from "./node.ts";
import { recover } from "./recover.ts";
import { readStrictly } from "./strict.ts";

export type { Decoding } from "./characters.ts";
export { type DecodedText, decodeText } from "./decode.ts";

/** Bounds of our own, in UTF-16 code units of text. */
export interface YamlLimits {
  /** A longer text is not read at all. kubectl has no such limit. */
  readonly maxLength?: number;
}

const MAX_LENGTH = 64 * 1024 * 1024;

/**
 * Read the first document of a YAML text as kubectl does: go-yaml v2 as sigs.k8s.io/yaml calls it. Never
 * throws; takes time linear in the text. A text that kubectl refuses gives a refusal, and what could be
 * read all the same.
 */
export function readYaml(text: string, limits: YamlLimits = {}): YamlDocument {
  return atOnce(readYamlSteps(text, limits));
}

/**
 * As `readYaml`, step by step.
 * @param decoding how the text lies in the bytes of a file, where it comes from one: see `decodeText`
 */
export function readYamlSteps(
  text: string,
  limits: YamlLimits = {},
  decoding: Decoding = AS_UTF8,
): Steps<YamlDocument> {
  return read(text, decoding, limits);
}

/** As `readYaml`, from the bytes of a file: refused, too, where kubectl comes upon bytes that spell nothing. */
export function readYamlBytes(
  bytes: Uint8Array,
  limits: YamlLimits = {},
): { readonly decoded: DecodedText; readonly document: YamlDocument } {
  const decoded = decodeText(bytes);
  return { decoded, document: atOnce(read(decoded.text, decoded.decoding, limits)) };
}

function* read(text: string, decoding: Decoding, limits: YamlLimits): Steps<YamlDocument> {
  const maxLength = limits.maxLength ?? MAX_LENGTH;
  if (text.length > maxLength) {
    const message = say("This file is larger than the {0} characters that are read.", maxLength);
    return { refusal: { reason: "too-large", message, span: { start: 0, end: 1 } }, notices: [] };
  }
  const strict = yield* readStrictly(text, decoding);
  const { root, notices, end, unreadable } =
    strict.stop === undefined ? strict : yield* recover(text, strict);
  return {
    ...(root === undefined ? {} : { root }),
    ...(strict.refusal === undefined ? {} : { refusal: strict.refusal }),
    notices: [...textNotices(text, end), ...notices],
    ...(unreadable.length === 0 ? {} : { unreadable }),
  };
}

function textNotices(text: string, documentEnd: number): YamlNotice[] {
  const notices: YamlNotice[] = [];
  if (text.charCodeAt(0) === 0xfeff) {
    notices.push({ kind: "byte-order-mark", span: { start: 0, end: 1 } });
  }
  const rest = restOf(text, documentEnd);
  if (rest !== undefined) {
    notices.push({ kind: "later-document", span: rest });
  }
  return notices;
}

/** What stands after the first document, when it is more than blanks, comments and document markers. */
function restOf(text: string, documentEnd: number): Span | undefined {
  let at = documentEnd;
  for (;;) {
    while (at < text.length && (isBlank(text.charCodeAt(at)) || isBreak(text.charCodeAt(at)))) {
      at += 1;
    }
    MARKER.lastIndex = at;
    if (!MARKER.test(text)) break;
    at = MARKER.lastIndex;
  }
  return at < text.length ? { start: at, end: text.length } : undefined;
}

const MARKER = /(?:---|\.\.\.)(?![^ \t\r\n])|#[^\r\n]*/y;
