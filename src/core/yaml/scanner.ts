import { tooDeep } from "./bounds.ts";
import {
  AMPERSAND,
  ASTERISK,
  BAR,
  BYTE_ORDER_MARK,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  DASH,
  DOUBLE_QUOTE,
  EXCLAMATION,
  GREATER_THAN,
  OPEN_BRACE,
  OPEN_BRACKET,
  PERCENT,
  QUESTION,
  SINGLE_QUOTE,
  SPACE,
  TAB,
} from "./character-codes.ts";
import { firstBlockEnd, isBlank, isBreak, isGap } from "./characters.ts";
import { Cursor } from "./cursor.ts";
import { syntaxError } from "./refuse.ts";
import { scanBlock, scanPlain, scanQuoted } from "./scan-scalar.ts";
import { scanAnchor, scanDirective, scanTag } from "./scan-tag.ts";
import { type Token, TokenKind, token } from "./token.ts";
import { TokenQueue } from "./token-queue.ts";
import { wrappedValueAt } from "./wrapped.ts";

/** A place where a key without `?` may have started, to be confirmed by a `:` on the same line. */
interface SimpleKey {
  possible: boolean;
  /** In a block at the indentation of the mapping: anything but a key is an error. */
  required: boolean;
  /** The token that starts it, and its number counted from the start of the text. */
  token: Token;
  number: number;
  at: number;
  line: number;
}

/** How deep go-yaml nests flow collections, and block collections, each. Source: scannerc.go. */
const MAX_DEPTH = 10_000;
/** How many characters a key without `?` may span. */
const MAX_KEY_LENGTH = 1024;

const STARTS_NOTHING: ReadonlySet<number> = new Set([..."\t#%@`"].map(char => char.charCodeAt(0)));

/**
 * Turns a text into tokens as go-yaml v2 does: a queue, as a `:` decides afterwards that a key started
 * earlier. The rules that are looser or stricter than YAML 1.1 are go-yaml's, on purpose: what this scanner
 * refuses is what kubectl refuses.
 */
export class Scanner {
  readonly cursor: Cursor;
  readonly #queue = new TokenQueue();
  #ended = false;
  #indent = -1;
  #flowLevel = 0;
  #keyAllowed = true;
  /**
   * After two byte order marks go-yaml looks for a mark at the start of its buffer rather than at the line,
   * and so drops the first character of each line that its first read holds.
   */
  readonly #dropUntil: number = 0;
  /** The last scalar of several lines, which is where a mistake that shows up later may lie. */
  longScalar: Token | undefined;
  readonly #indents: number[] = [];
  readonly #keys: SimpleKey[] = [noKey(token(TokenKind.streamEnd, 0, 0))];

  constructor(text: string) {
    this.cursor = new Cursor(text);
    if (text.charCodeAt(0) === BYTE_ORDER_MARK) {
      this.cursor.pos = 1;
      this.cursor.lineStart = 1;
      this.#dropUntil = text.charCodeAt(1) === BYTE_ORDER_MARK ? firstBlockEnd(text) : 0;
    }
  }

  /** The next token. @throws YamlError */
  peek(): Token {
    for (;;) {
      const next = this.#queue.first;
      if (next !== undefined && !this.#mayBecomeKey(next)) {
        return next;
      }
      this.#fetch();
    }
  }

  /** Step over the token that `peek` returned. */
  skip(): void {
    this.#queue.take();
  }

  #mayBecomeKey(next: Token): boolean {
    const key = next.keySlot < 0 ? undefined : this.#keys[next.keySlot];
    return key !== undefined && this.#isValid(key);
  }

  #add(added: Token): Token {
    this.#queue.add(added);
    return added;
  }

  #fetch(): void {
    const c = this.cursor;
    this.#skipToToken();
    this.#unroll(c.column);
    if (c.pos >= c.length) {
      this.#fetchEnd();
      return;
    }
    const code = c.code(c.pos);
    if (c.column === 0 && this.#fetchAtLineStart(code)) {
      return;
    }
    this.#fetchToken(code, isGap(c.code(c.pos + 1)));
  }

  #fetchAtLineStart(code: number): boolean {
    const c = this.cursor;
    if (code === PERCENT) {
      this.#leaveBlock();
      this.#add(scanDirective(c));
      return true;
    }
    if (!c.atDocumentIndicator()) {
      return false;
    }
    this.#leaveBlock();
    this.#addIndicator(code === DASH ? TokenKind.documentStart : TokenKind.documentEnd, 3);
    return true;
  }

  #fetchToken(code: number, gapFollows: boolean): void {
    const inFlow = this.#flowLevel > 0;
    switch (code) {
      case OPEN_BRACKET:
        this.#openFlow(TokenKind.flowSeqStart);
        return;
      case OPEN_BRACE:
        this.#openFlow(TokenKind.flowMapStart);
        return;
      case CLOSE_BRACKET:
        this.#closeFlow(TokenKind.flowSeqEnd);
        return;
      case CLOSE_BRACE:
        this.#closeFlow(TokenKind.flowMapEnd);
        return;
      case COMMA:
        this.#dropKey();
        this.#keyAllowed = true;
        this.#addIndicator(TokenKind.flowEntry, 1);
        return;
      case DASH:
        if (gapFollows) {
          this.#fetchBlockEntry();
        } else {
          this.#fetchPlain();
        }
        return;
      case QUESTION:
        if (inFlow || gapFollows) {
          this.#fetchKey();
        } else {
          this.#fetchPlain();
        }
        return;
      case COLON:
        if (inFlow || gapFollows) {
          this.#fetchValue();
        } else {
          this.#fetchPlain();
        }
        return;
      case ASTERISK:
      case AMPERSAND:
        this.#fetchSimple(scanAnchor);
        return;
      case EXCLAMATION:
        this.#fetchSimple(scanTag);
        return;
      case SINGLE_QUOTE:
      case DOUBLE_QUOTE:
        this.#fetchSimple(scanQuoted);
        return;
      case BAR:
      case GREATER_THAN:
        if (inFlow) {
          this.#cannotStart(code);
        } else {
          this.#fetchBlock();
        }
        return;
      default:
        if (STARTS_NOTHING.has(code)) {
          this.#cannotStart(code);
        }
        this.#fetchPlain();
    }
  }

  #skipToToken(): void {
    const c = this.cursor;
    for (;;) {
      if (c.pos < this.#dropUntil && c.column === 0) {
        c.pos += 1;
      }
      let code = c.code(c.pos);
      while (code === SPACE || (code === TAB && (this.#flowLevel > 0 || !this.#keyAllowed))) {
        c.pos += 1;
        code = c.code(c.pos);
      }
      c.skipComment();
      if (!isBreak(c.code(c.pos))) {
        return;
      }
      c.takeBreaks(this.#dropUntil);
      if (this.#flowLevel === 0) {
        this.#keyAllowed = true;
      }
    }
  }

  #isValid(key: SimpleKey): boolean {
    if (!key.possible) {
      return false;
    }
    const c = this.cursor;
    if (key.line === c.line && !this.#ended && !spansMoreThan(c.text, key.at, c.pos, MAX_KEY_LENGTH)) {
      return true;
    }
    this.#demandNoKey(key);
    key.possible = false;
    return false;
  }

  #demandNoKey(key: SimpleKey): void {
    if (key.required) {
      const end = Math.min(this.cursor.breakAfter(key.at), this.cursor.length);
      if (wrappedValueAt(this.cursor.text, key.at) !== undefined) {
        syntaxError(
          key.at,
          end,
          "The base64 above goes on here, too far to the left. kubectl refuses the file: join the lines of the value into one. Indenting them is no way out, since the blanks between them would become part of the value.",
        );
      }
      syntaxError(
        key.at,
        end,
        "A colon is missing after this key. kubectl refuses the file: write the key as name: value, or indent the line to continue the value above.",
      );
    }
  }

  #topKey(): SimpleKey {
    const key = this.#keys[this.#keys.length - 1];
    if (key === undefined) {
      throw new RangeError("The scanner lost its outermost key");
    }
    return key;
  }

  /** Note that the token to be added may start a key. */
  #saveKey(): SimpleKey | undefined {
    if (!this.#keyAllowed) {
      return undefined;
    }
    this.#dropKey();
    const c = this.cursor;
    const key = this.#topKey();
    key.possible = true;
    key.required = this.#flowLevel === 0 && this.#indent === c.column;
    key.number = this.#queue.nextNumber;
    key.at = c.pos;
    key.line = c.line;
    return key;
  }

  #startKey(key: SimpleKey | undefined, starts: Token, slot: number): void {
    if (key !== undefined) {
      key.token = starts;
      starts.keySlot = slot;
    }
  }

  #dropKey(): void {
    const key = this.#topKey();
    if (key.possible) {
      this.#demandNoKey(key);
      key.possible = false;
      key.token.keySlot = -1;
    }
  }

  /** Open a block collection at a column that is deeper than the current one. */
  #roll(column: number, number: number, kind: TokenKind, at: number): void {
    if (this.#flowLevel > 0 || this.#indent >= column) {
      return;
    }
    this.#indents.push(this.#indent);
    this.#indent = column;
    if (this.#indents.length > MAX_DEPTH) {
      tooDeep(at, MAX_DEPTH);
    }
    const opened = token(kind, at, at);
    if (number < 0) {
      this.#queue.add(opened);
    } else {
      this.#queue.insert(opened, number);
    }
  }

  /** Close the block collections that are deeper than a column. */
  #unroll(column: number): void {
    if (this.#flowLevel > 0) {
      return;
    }
    while (this.#indent > column) {
      this.#add(token(TokenKind.blockEnd, this.cursor.pos, this.cursor.pos));
      this.#indent = this.#indents.pop() ?? -1;
    }
  }

  #leaveBlock(): void {
    this.#unroll(-1);
    this.#dropKey();
    this.#keyAllowed = false;
  }

  #fetchEnd(): void {
    this.#leaveBlock();
    this.#ended = true;
    this.#addIndicator(TokenKind.streamEnd, 0);
  }

  #addIndicator(kind: TokenKind, width: number): Token {
    const start = this.cursor.pos;
    this.cursor.pos += width;
    return this.#add(token(kind, start, start + width));
  }

  #openFlow(kind: TokenKind): void {
    const key = this.#saveKey();
    const number = this.#queue.nextNumber;
    const at = this.cursor.pos;
    this.#flowLevel += 1;
    if (this.#flowLevel > MAX_DEPTH) {
      tooDeep(at, MAX_DEPTH);
    }
    this.#keyAllowed = true;
    const opened = this.#addIndicator(kind, 1);
    this.#startKey(key, opened, this.#keys.length - 1);
    this.#keys.push({ ...noKey(opened), number });
  }

  /**
   * Close a flow collection. As in go-yaml, an empty one is no longer awaited as a key: `[]: x` gives the
   * parser `[]` and leaves the rest.
   */
  #closeFlow(kind: TokenKind): void {
    this.#dropKey();
    if (this.#flowLevel > 0) {
      this.#flowLevel -= 1;
      this.#topKey().token.keySlot = -1;
      this.#keys.pop();
    }
    this.#keyAllowed = false;
    this.#addIndicator(kind, 1);
  }

  #fetchBlockEntry(): void {
    if (this.#flowLevel === 0) {
      if (!this.#keyAllowed) {
        this.#misplaced(
          "A list entry cannot start here. kubectl refuses the file: start it on a line of its own.",
        );
      }
      this.#roll(this.cursor.column, -1, TokenKind.blockSeqStart, this.cursor.pos);
    }
    this.#dropKey();
    this.#keyAllowed = true;
    this.#addIndicator(TokenKind.blockEntry, 1);
  }

  #fetchKey(): void {
    const inBlock = this.#flowLevel === 0;
    if (inBlock) {
      if (!this.#keyAllowed) {
        this.#misplaced("A key cannot start here. kubectl refuses the file: start it on a line of its own.");
      }
      this.#roll(this.cursor.column, -1, TokenKind.blockMapStart, this.cursor.pos);
    }
    this.#dropKey();
    this.#keyAllowed = inBlock;
    this.#addIndicator(TokenKind.key, 1);
  }

  #fetchValue(): void {
    const key = this.#topKey();
    if (this.#isValid(key)) {
      this.#queue.insert(token(TokenKind.key, key.at, key.at), key.number);
      this.#roll(key.at - this.cursor.lineStart, key.number, TokenKind.blockMapStart, key.at);
      key.possible = false;
      key.token.keySlot = -1;
      this.#keyAllowed = false;
    } else {
      if (this.#flowLevel === 0) {
        if (!this.#keyAllowed) {
          this.#misplaced(
            "A second key cannot stand here. kubectl refuses the file: start it on a line of its own with the right indentation, or put quotes around a text that holds a colon and a space.",
          );
        }
        this.#roll(this.cursor.column, -1, TokenKind.blockMapStart, this.cursor.pos);
      }
      this.#keyAllowed = this.#flowLevel === 0;
    }
    this.#addIndicator(TokenKind.value, 1);
  }

  #fetchSimple(scan: (cursor: Cursor) => Token): void {
    const key = this.#saveKey();
    this.#keyAllowed = false;
    const { line } = this.cursor;
    const scanned = this.#add(scan(this.cursor));
    this.#startKey(key, scanned, this.#keys.length - 1);
    if (this.cursor.line > line) this.longScalar = scanned;
  }

  #fetchPlain(): void {
    const key = this.#saveKey();
    const { line } = this.cursor;
    const scan = scanPlain(this.cursor, this.#indent + 1, this.#flowLevel > 0);
    if (this.cursor.line > line + 1 || (this.cursor.line > line && !scan.atNewLine))
      this.longScalar = scan.token;
    this.#keyAllowed = scan.atNewLine;
    this.#startKey(key, this.#add(scan.token), this.#keys.length - 1);
  }

  #fetchBlock(): void {
    this.#dropKey();
    this.#keyAllowed = true;
    this.#add(scanBlock(this.cursor, this.#indent));
  }

  #misplaced(template: string): never {
    return syntaxError(this.cursor.pos, this.cursor.pos + 1, template);
  }

  #cannotStart(code: number): never {
    if (isBlank(code)) {
      return this.#misplaced(
        "A tab cannot start a token here. kubectl refuses the file: indent with spaces.",
      );
    }
    return syntaxError(
      this.cursor.pos,
      this.cursor.pos + 1,
      "A value cannot start with {0}. kubectl refuses the file: put quotes around the text.",
      String.fromCharCode(code),
    );
  }
}

function noKey(starts: Token): SimpleKey {
  return { possible: false, required: false, token: starts, number: 0, at: 0, line: 0 };
}

/** Whether more than `limit` characters (not code units) stand between two offsets. */
function spansMoreThan(text: string, from: number, to: number, limit: number): boolean {
  if (to - from <= limit) {
    return false;
  }
  if (to - from > 2 * limit) {
    return true;
  }
  let count = to - from;
  for (let i = from; i < to; i++) {
    if ((text.charCodeAt(i) & 0xfc00) === 0xdc00) {
      count -= 1;
    }
  }
  return count > limit;
}
