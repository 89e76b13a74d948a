import {
  CARRIAGE_RETURN,
  DASH,
  DOT,
  HASH,
  LINE_FEED,
  LINE_SEPARATOR,
  PARAGRAPH_SEPARATOR,
  SPACE,
  TAB,
} from "./character-codes.ts";
import { END, isBreak, isGap } from "./characters.ts";

/** A place in a text that knows its line. */
export class Cursor {
  readonly text: string;
  readonly length: number;
  pos = 0;
  line = 0;
  lineStart = 0;

  constructor(text: string) {
    this.text = text;
    this.length = text.length;
  }

  /** The code unit at an offset, `END` past the text. */
  code(offset: number): number {
    return offset < this.length ? this.text.charCodeAt(offset) : END;
  }

  /**
   * Characters since the start of the line. Code units count here: only indicators, anchors and tags, all
   * ASCII, can stand before a place whose column decides anything.
   */
  get column(): number {
    return this.pos - this.lineStart;
  }

  /** Step over the line break at the cursor and return it as go-yaml keeps it (`\n` for CR, CRLF, NEL). */
  takeBreak(): string {
    const code = this.code(this.pos);
    this.pos += code === CARRIAGE_RETURN && this.code(this.pos + 1) === LINE_FEED ? 2 : 1;
    this.line += 1;
    this.lineStart = this.pos;
    return code === LINE_SEPARATOR ? "\u2028" : code === PARAGRAPH_SEPARATOR ? "\u2029" : "\n";
  }

  /** Step over the line break at the cursor, and over line feeds behind it as long as nothing is left out up to `dropUntil`. */
  takeBreaks(dropUntil: number): void {
    this.takeBreak();
    if (this.pos < dropUntil) return;
    let { pos } = this;
    while (pos < this.length && this.text.charCodeAt(pos) === LINE_FEED) pos += 1;
    this.line += pos - this.pos;
    this.pos = pos;
    this.lineStart = pos;
  }

  skipComment(): void {
    if (this.code(this.pos) === HASH) {
      this.pos = this.breakAfter(this.pos);
    }
  }

  /** The offset of the first line break at or after `from`, the end of the text for none. */
  breakAfter(from: number): number {
    let at = from;
    const near = Math.min(from + 64, this.length);
    while (at < near) {
      if (isBreak(this.text.charCodeAt(at))) {
        return at;
      }
      at += 1;
    }
    BREAK.lastIndex = at;
    return BREAK.test(this.text) ? BREAK.lastIndex - 1 : this.length;
  }

  skipBlanks(): void {
    for (let code = this.code(this.pos); code === SPACE || code === TAB; code = this.code(this.pos)) {
      this.pos += 1;
    }
  }

  /** Whether `---` or `...` stands at the cursor at the start of a line, followed by a gap. */
  atDocumentIndicator(): boolean {
    if (this.pos !== this.lineStart) {
      return false;
    }
    const code = this.code(this.pos);
    return (
      (code === DASH || code === DOT) &&
      this.code(this.pos + 1) === code &&
      this.code(this.pos + 2) === code &&
      isGap(this.code(this.pos + 3))
    );
  }
}

const BREAK = /[\n\r\x85\u2028\u2029]/g;
