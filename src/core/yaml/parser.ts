import { say } from "../message.ts";
import { STEP, type Steps } from "../steps.ts";
import type { Composer, Properties } from "./composer.ts";
import { syntaxError } from "./refuse.ts";
import type { Scanner } from "./scanner.ts";
import { type Token, TokenKind } from "./token.ts";

/** What the parser expects next inside a collection, or after the root. */
const State = {
  documentEnd: 0,
  blockSeqEntry: 1,
  indentlessEntry: 2,
  blockMapKey: 3,
  blockMapValue: 4,
  flowSeqFirst: 5,
  flowSeqEntry: 6,
  pairKey: 7,
  pairValue: 8,
  pairEnd: 9,
  flowMapFirst: 10,
  flowMapKey: 11,
  flowMapValue: 12,
  flowMapEmptyValue: 13,
} as const;
type State = (typeof State)[keyof typeof State];

const K = TokenKind;

/**
 * Turns tokens into calls of a composer: the grammar of go-yaml v2 (parserc.go) for the first document, with
 * a stack of its own, so that depth costs no JavaScript stack.
 */
export class Parser {
  readonly #scanner: Scanner;
  readonly #composer: Composer;
  readonly #states: State[] = [];
  readonly #tagPrefixes = new Map<string, string>();
  #versionSeen = false;

  constructor(scanner: Scanner, composer: Composer) {
    this.#scanner = scanner;
    this.#composer = composer;
  }

  /** Parse the first document. Returns whether there is one. @throws YamlError */
  *parseDocument(): Steps<boolean> {
    const first = this.#scanner.peek();
    if (first.kind === K.streamEnd) {
      return false;
    }
    this.#states.push(State.documentEnd);
    if (yield* this.#parseDirectives(first)) {
      const content = this.#scanner.peek();
      if (content.kind <= K.documentEnd) {
        this.#states.pop();
        this.#composer.empty(this.#emptyPlace());
      } else {
        this.#parseNode(true, false);
      }
    } else {
      this.#parseNode(true, false);
    }
    for (let count = 1; this.#states.length > 0; count++) {
      this.#step();
      if (count % STEP === 0) yield;
    }
    return true;
  }

  /** Step over `---` with the directives before it. Returns whether there was one. */
  *#parseDirectives(first: Token): Steps<boolean> {
    let next = first;
    for (; next.kind === K.versionDirective || next.kind === K.tagDirective; next = this.#scanner.peek()) {
      this.#parseDirective(next);
      this.#scanner.skip();
      yield;
    }
    if (next.kind === K.documentStart) {
      this.#take(next);
      return true;
    }
    if (next !== first) {
      syntaxError(
        next.start,
        next.start + 1,
        "A line with --- has to follow the directives. kubectl refuses the file.",
      );
    }
    return false;
  }

  #parseDirective(directive: Token): void {
    if (directive.kind === K.tagDirective) {
      if (this.#tagPrefixes.has(directive.value)) {
        syntaxError(
          directive.start,
          directive.end,
          "This %TAG directive stands twice. kubectl refuses the file.",
        );
      }
      this.#tagPrefixes.set(directive.value, directive.suffix);
      return;
    }
    if (this.#versionSeen) {
      syntaxError(
        directive.start,
        directive.end,
        "The %YAML directive stands twice. kubectl refuses the file.",
      );
    }
    if (directive.value !== "1.1") {
      this.#composer.refuseLater({
        reason: "version",
        message: say(
          "kubectl reads YAML 1.1 only and refuses a file that asks for another version. Remove this line.",
        ),
        span: { start: directive.start, end: directive.end },
      });
    }
    this.#versionSeen = true;
  }

  #take(token: Token): void {
    if (token.end > token.start) {
      this.#composer.lastEnd = token.end;
    }
    this.#scanner.skip();
  }

  /** Remember where to go on after a node, and parse the node. */
  #descend(after: State, block: boolean, indentless: boolean): void {
    this.#states[this.#states.length - 1] = after;
    this.#parseNode(block, indentless);
  }

  /** An empty scalar, then on with a state. */
  #empty(after: State): void {
    this.#states[this.#states.length - 1] = after;
    this.#composer.empty(this.#emptyPlace());
  }

  /** Where a value that is left out would stand: behind the indicator, and behind the space after it. */
  #emptyPlace(): number {
    const { lastEnd } = this.#composer;
    return this.#scanner.cursor.code(lastEnd) === 32 ? lastEnd + 1 : lastEnd;
  }

  #close(token: Token): void {
    this.#take(token);
    this.#states.pop();
    this.#composer.close();
  }

  #step(): void {
    switch (this.#states[this.#states.length - 1]) {
      case State.blockSeqEntry:
        this.#blockSeqEntry();
        return;
      case State.indentlessEntry:
        this.#indentlessEntry();
        return;
      case State.blockMapKey:
        this.#blockMapKey();
        return;
      case State.blockMapValue:
        this.#blockMapValue();
        return;
      case State.flowSeqFirst:
        this.#flowSeqEntry(true);
        return;
      case State.flowSeqEntry:
        this.#flowSeqEntry(false);
        return;
      case State.pairKey:
        this.#pairKey();
        return;
      case State.pairValue:
        this.#pairValue();
        return;
      case State.pairEnd:
        this.#states[this.#states.length - 1] = State.flowSeqEntry;
        this.#composer.close();
        return;
      case State.flowMapFirst:
        this.#flowMapKey(true);
        return;
      case State.flowMapKey:
        this.#flowMapKey(false);
        return;
      case State.flowMapValue:
        this.#flowMapValue();
        return;
      case State.flowMapEmptyValue:
        this.#empty(State.flowMapKey);
        return;
      default:
        this.#documentEnd();
        return;
    }
  }

  /** Whatever token comes after the root ends the document; go-yaml asks only that it can be scanned. */
  #documentEnd(): void {
    const next = this.#scanner.peek();
    this.#composer.documentEnd = next.start;
    this.#states.pop();
  }

  #parseNode(block: boolean, indentless: boolean): void {
    let token = this.#scanner.peek();
    if (token.kind === K.alias) {
      this.#take(token);
      this.#composer.alias(token);
      return;
    }
    const properties =
      token.kind === K.anchor || token.kind === K.tag ? this.#parseProperties(token) : undefined;
    if (properties !== undefined) {
      token = this.#scanner.peek();
    }
    switch (token.kind) {
      case K.scalar:
        this.#take(token);
        this.#composer.scalar(token, properties);
        return;
      case K.flowSeqStart:
        this.#take(token);
        this.#open("seq", true, token, properties, State.flowSeqFirst);
        return;
      case K.flowMapStart:
        this.#take(token);
        this.#open("map", true, token, properties, State.flowMapFirst);
        return;
      case K.blockEntry:
        if (indentless) {
          this.#open("seq", false, token, properties, State.indentlessEntry);
          return;
        }
        break;
      case K.blockSeqStart:
        if (block) {
          this.#take(token);
          this.#open("seq", false, token, properties, State.blockSeqEntry);
          return;
        }
        break;
      case K.blockMapStart:
        if (block) {
          this.#take(token);
          this.#open("map", false, token, properties, State.blockMapKey);
          return;
        }
        break;
    }
    if (properties === undefined) {
      this.#unexpected(token, "A value is expected here. kubectl refuses the file.");
    }
    this.#composer.empty(properties.end, properties);
  }

  #open(
    kind: "seq" | "map",
    flow: boolean,
    token: Token,
    properties: Properties | undefined,
    state: State,
  ): void {
    this.#composer.open(kind, flow, token.start, properties);
    this.#states.push(state);
  }

  #parseProperties(first: Token): Properties {
    const second = this.#nextAfter(first);
    const both = (second.kind === K.anchor || second.kind === K.tag) && second.kind !== first.kind;
    if (both) {
      this.#take(second);
    }
    const anchor = first.kind === K.anchor ? first : both ? second : undefined;
    const tag = first.kind === K.tag ? first : both ? second : undefined;
    return {
      start: first.start,
      end: both ? second.end : first.end,
      anchor: anchor?.value,
      written: tag === undefined ? undefined : this.#scanner.cursor.text.slice(tag.start, tag.end),
      tag: tag === undefined ? "" : this.#resolveTag(tag),
    };
  }

  #nextAfter(token: Token): Token {
    this.#take(token);
    return this.#scanner.peek();
  }

  #resolveTag(tag: Token): string {
    if (tag.value === "") {
      return tag.suffix;
    }
    const prefix = this.#tagPrefixes.get(tag.value) ?? DEFAULT_PREFIXES.get(tag.value);
    if (prefix === undefined) {
      this.#composer.refuseLater({
        reason: "syntax",
        message: say(
          "The handle of this tag is not declared. kubectl refuses the file: put quotes around a text that starts with an exclamation mark, or declare the handle with %TAG.",
        ),
        span: { start: tag.start, end: tag.end },
      });
      return tag.value + tag.suffix;
    }
    return prefix + tag.suffix;
  }

  #blockSeqEntry(): void {
    const token = this.#scanner.peek();
    if (token.kind === K.blockEntry) {
      const next = this.#nextAfter(token);
      if (next.kind === K.blockEntry || next.kind === K.blockEnd) {
        this.#empty(State.blockSeqEntry);
      } else {
        this.#descend(State.blockSeqEntry, true, false);
      }
    } else if (token.kind === K.blockEnd) {
      this.#close(token);
    } else {
      this.#unexpected(
        token,
        "An entry of the list has to start with - here. kubectl refuses the file: check the indentation.",
      );
    }
  }

  #indentlessEntry(): void {
    const token = this.#scanner.peek();
    if (token.kind !== K.blockEntry) {
      this.#states.pop();
      this.#composer.close();
      return;
    }
    const next = this.#nextAfter(token);
    if (next.kind === K.blockEntry || endsBlockEntry(next)) {
      this.#empty(State.indentlessEntry);
    } else {
      this.#descend(State.indentlessEntry, true, false);
    }
  }

  #blockMapKey(): void {
    const token = this.#scanner.peek();
    if (token.kind === K.key) {
      if (endsBlockEntry(this.#nextAfter(token))) {
        this.#empty(State.blockMapValue);
      } else {
        this.#descend(State.blockMapValue, true, true);
      }
    } else if (token.kind === K.blockEnd) {
      this.#close(token);
    } else {
      this.#unexpected(
        token,
        "A key is expected here. kubectl refuses the file: check the indentation and the quotes.",
      );
    }
  }

  #blockMapValue(): void {
    const token = this.#scanner.peek();
    if (token.kind === K.value && !endsBlockEntry(this.#nextAfter(token))) {
      this.#descend(State.blockMapKey, true, true);
    } else {
      this.#empty(State.blockMapKey);
    }
  }

  #flowSeqEntry(first: boolean): void {
    let token = this.#scanner.peek();
    if (token.kind !== K.flowSeqEnd && !first) {
      if (token.kind !== K.flowEntry) {
        this.#unexpected(token, "A comma or ] is expected here. kubectl refuses the file.");
      }
      token = this.#nextAfter(token);
    }
    if (token.kind === K.flowSeqEnd) {
      this.#close(token);
    } else if (token.kind === K.key) {
      this.#take(token);
      this.#states[this.#states.length - 1] = State.pairKey;
      this.#composer.open("map", true, token.start, undefined);
    } else {
      this.#descend(State.flowSeqEntry, false, false);
    }
  }

  /** As in go-yaml, a token that ends an empty key inside `[? ...]` is dropped. */
  #pairKey(): void {
    const token = this.#scanner.peek();
    if (token.kind === K.value || token.kind === K.flowEntry || token.kind === K.flowSeqEnd) {
      this.#take(token);
      this.#empty(State.pairValue);
    } else {
      this.#descend(State.pairValue, false, false);
    }
  }

  #pairValue(): void {
    const token = this.#scanner.peek();
    if (token.kind === K.value) {
      const next = this.#nextAfter(token);
      if (next.kind !== K.flowEntry && next.kind !== K.flowSeqEnd) {
        this.#descend(State.pairEnd, false, false);
        return;
      }
    }
    this.#empty(State.pairEnd);
  }

  #flowMapKey(first: boolean): void {
    let token = this.#scanner.peek();
    if (token.kind !== K.flowMapEnd && !first) {
      if (token.kind !== K.flowEntry) {
        this.#unexpected(token, "A comma or } is expected here. kubectl refuses the file.");
      }
      token = this.#nextAfter(token);
    }
    if (token.kind === K.flowMapEnd) {
      this.#close(token);
    } else if (token.kind !== K.key) {
      this.#descend(State.flowMapEmptyValue, false, false);
    } else if (endsFlowEntry(this.#nextAfter(token), true)) {
      this.#empty(State.flowMapValue);
    } else {
      this.#descend(State.flowMapValue, false, false);
    }
  }

  #flowMapValue(): void {
    const token = this.#scanner.peek();
    if (token.kind === K.value && !endsFlowEntry(this.#nextAfter(token), false)) {
      this.#descend(State.flowMapKey, false, false);
    } else {
      this.#empty(State.flowMapKey);
    }
  }

  #unexpected(token: Token, template: string): never {
    const text = this.#scanner.cursor.text;
    const end = token.end > token.start ? token.end : token.start + 1;
    const atEnd = token.start >= text.length;
    return syntaxError(atEnd ? this.#composer.lastEnd - 1 : token.start, atEnd ? text.length : end, template);
  }
}

const DEFAULT_PREFIXES: ReadonlyMap<string, string> = new Map([
  ["!", "!"],
  ["!!", "tag:yaml.org,2002:"],
]);

function endsBlockEntry(token: Token): boolean {
  return token.kind === K.key || token.kind === K.value || token.kind === K.blockEnd;
}

function endsFlowEntry(token: Token, inKey: boolean): boolean {
  return token.kind === K.flowEntry || token.kind === K.flowMapEnd || (inKey && token.kind === K.value);
}
