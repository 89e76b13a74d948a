import { say } from "../message.ts";
import type { Steps } from "../steps.ts";
import type { Span } from "../text.ts";
import { AS_UTF8, type Decoding, findForbidden, readBlockStart } from "./characters.ts";
import { checkDecoding } from "./check.ts";
import { Composer } from "./composer.ts";
import type { YamlNode, YamlNotice, YamlRefusal } from "./node.ts";
import { Parser } from "./parser.ts";
import { YamlError } from "./refuse.ts";
import { Scanner } from "./scanner.ts";

/** What reading a text by go-yaml's rules gives: with an error in the syntax, what stands before it. */
export interface StrictReading {
  readonly root: YamlNode | undefined;
  readonly refusal: YamlRefusal | undefined;
  readonly notices: readonly YamlNotice[];
  /** Where reading had to stop, and where the last scalar of several lines before that starts. Nothing when it went through. */
  readonly stop:
    | { readonly at: number; readonly longScalar: number; readonly reason: YamlRefusal["reason"] }
    | undefined;
  /** Where the first document ends. */
  readonly end: number;
  /** The places of values that stand for nothing because they could not be read. */
  readonly unreadable: readonly Span[];
}

export function* readStrictly(text: string, decoding: Decoding = AS_UTF8): Steps<StrictReading> {
  const scanner = new Scanner(text);
  const composer = new Composer();
  let stop: YamlRefusal | undefined;
  try {
    yield* new Parser(scanner, composer).parseDocument();
  } catch (error) {
    if (!(error instanceof YamlError)) throw error;
    stop = error.refusal;
    composer.closeAll();
  }
  const asked = Math.max(scanner.cursor.pos + 1, stop === undefined ? composer.documentEnd + 4 : 0);
  const { root } = composer;
  const refusal =
    badCharacter(text, asked, decoding) ??
    composer.refusal ??
    stop ??
    composer.misfit ??
    (yield* laterRefusal(composer));
  return {
    root,
    refusal: refusal === undefined ? undefined : within(refusal, text.length),
    notices: composer.notices,
    stop:
      stop === undefined
        ? undefined
        : {
            at: stop.span.start,
            longScalar: scanner.longScalar?.start ?? stop.span.start,
            reason: stop.reason,
          },
    end: composer.documentEnd,
    unreadable: composer.unreadable,
  };
}

function* laterRefusal(composer: Composer): Steps<YamlRefusal | undefined> {
  const { root, needsCheck } = composer;
  const refusal = root !== undefined && needsCheck ? yield* checkDecoding(root) : undefined;
  if (refusal?.reason === "excessive-aliasing") composer.forgetTargets();
  return refusal;
}

/** The refusal for a character that YAML forbids or bytes that spell none, if go-yaml reads so far: to `asked`. */
function badCharacter(text: string, asked: number, decoding: Decoding): YamlRefusal | undefined {
  const { encoding, invalid } = decoding;
  const forbidden = findForbidden(text);
  const isInvalid = invalid !== undefined && (forbidden < 0 || invalid.at < forbidden);
  const at = isInvalid ? invalid.at : forbidden;
  if (at < 0 || (asked <= at && asked <= readBlockStart(text, at, decoding))) return undefined;
  const span = { start: at, end: at + 1 };
  if (isInvalid) {
    const message = say(
      "These bytes spell no character in {0}. kubectl refuses the file: save it as UTF-8.",
      encoding,
    );
    return { reason: "encoding", message, span };
  }
  if (WIDE.test(text.slice(Math.max(0, at - 1), at + 3))) {
    const message = say(
      "This is written in UTF-16 without the byte order mark that YAML asks for there. kubectl refuses the file: save it as UTF-8.",
    );
    return { reason: "encoding", message, span };
  }
  const code = text.charCodeAt(at).toString(16).toUpperCase().padStart(4, "0");
  const message = say(
    "The character U+{0} is not allowed in YAML. kubectl refuses the file: remove it.",
    code,
  );
  return { reason: "control-character", message, span };
}

/** Characters of ASCII in two bytes each, of either order. */
const WIDE = /^(?:[^\0]\0){2}|^\0[^\0]\0/;

/** Keep a span inside the text, and not empty unless the text is. */
function within(refusal: YamlRefusal, length: number): YamlRefusal {
  const end = Math.min(Math.max(refusal.span.end, 1), length);
  const start = Math.min(Math.max(refusal.span.start, 0), Math.max(end - 1, 0));
  return { ...refusal, span: { start, end } };
}
