import { say } from "../message.ts";
import type { Span } from "../text.ts";
import { findForbidden, isBlank, isBreak, readBlockStart } from "./characters.ts";
import { checkDecoding } from "./check.ts";
import { Composer } from "./composer.ts";
import type { YamlDocument, YamlNotice, YamlRefusal } from "./node.ts";
import { Parser } from "./parser.ts";
import { YamlError } from "./refuse.ts";
import { Scanner } from "./scanner.ts";

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
  const maxLength = limits.maxLength ?? MAX_LENGTH;
  if (text.length > maxLength) {
    const message = say("This file is larger than the {0} characters that are read.", maxLength);
    return { refusal: { reason: "too-large", message, span: { start: 0, end: 1 } }, notices: [] };
  }
  const strict = readStrictly(text);
  return strict;
}

function readStrictly(text: string): YamlDocument {
  const scanner = new Scanner(text);
  const composer = new Composer();
  let refusal: YamlRefusal | undefined;
  let found = false;
  try {
    found = new Parser(scanner, composer).parseDocument();
  } catch (error) {
    if (!(error instanceof YamlError)) {
      throw error;
    }
    refusal = within(error.refusal, text.length);
    composer.closeAll();
  }
  const asked = Math.max(scanner.cursor.pos + 1, refusal === undefined ? composer.documentEnd + 4 : 0);
  refusal = forbiddenCharacter(text, asked) ?? refusal;
  const { root } = composer;
  if (refusal === undefined && root !== undefined) {
    refusal = composer.misfit ?? (composer.needsCheck ? checkDecoding(root) : undefined);
  }
  const notices = [
    ...textNotices(text, found && refusal === undefined ? composer.documentEnd : text.length),
    ...composer.notices,
  ];
  return {
    ...(root === undefined ? {} : { root }),
    ...(refusal === undefined ? {} : { refusal: within(refusal, text.length) }),
    notices,
  };
}

/** The refusal for a character that YAML forbids, if go-yaml reads so far: up to `asked`. */
function forbiddenCharacter(text: string, asked: number): YamlRefusal | undefined {
  const at = findForbidden(text);
  if (at < 0 || (asked <= at && asked <= readBlockStart(text, at))) {
    return undefined;
  }
  const code = text.charCodeAt(at).toString(16).toUpperCase().padStart(4, "0");
  const message = say(
    "The character U+{0} is not allowed in YAML. kubectl refuses the file: remove it.",
    code,
  );
  return { reason: "control-character", message, span: { start: at, end: at + 1 } };
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
    if (!MARKER.test(text)) {
      break;
    }
    at = MARKER.lastIndex;
  }
  return at < text.length ? { start: at, end: text.length } : undefined;
}

const MARKER = /(?:---|\.\.\.)(?![^ \t\r\n])|#[^\r\n]*/y;

/** Keep a span inside the text, and not empty unless the text is. */
function within(refusal: YamlRefusal, length: number): YamlRefusal {
  const end = Math.min(Math.max(refusal.span.end, 1), length);
  const start = Math.min(Math.max(refusal.span.start, 0), Math.max(end - 1, 0));
  return { ...refusal, span: { start, end } };
}
