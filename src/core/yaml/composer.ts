import { say } from "../message.ts";
import type { Span } from "../text.ts";
import { boundEntries, boundNodes } from "./bounds.ts";
import { MAX_JSON_DEPTH } from "./depth.ts";
import { duplicateNotices } from "./duplicates.ts";
import { keyText } from "./key.ts";
import type {
  AliasNode,
  MapEntry,
  MapNode,
  ResolvedNode,
  ScalarNode,
  ScalarValue,
  SeqNode,
  YamlNode,
  YamlNotice,
  YamlRefusal,
} from "./node.ts";
import type { Token } from "./token.ts";
import { MERGE_TAG, plainValue, taggedValue } from "./typing.ts";

/** An anchor and a tag before a value. */
export interface Properties extends Span {
  readonly anchor: string | undefined;
  /** The tag as written and in full; the full one is empty without a tag. */
  readonly written: string | undefined;
  readonly tag: string;
}

type OpenNode = { node: MapNode; span: OpenSpan; entries: MapEntry[]; key: YamlNode | undefined } | OpenSeq;
interface OpenSeq {
  node: SeqNode;
  span: OpenSpan;
  items: YamlNode[];
}
interface OpenSpan {
  start: number;
  end: number;
}

const NULL_VALUE: ScalarValue = { type: "null" };

/** Builds our nodes from what the parser finds. */
export class Composer {
  root: YamlNode | undefined;
  /** Where the last token ended that was more than an inserted one. */
  lastEnd = 0;
  /** Where the first document ends. */
  documentEnd = 0;
  /** Whether something has to be checked beyond the syntax: see `checkDecoding`. */
  needsCheck = false;
  /** The first thing that makes kubectl refuse the file although reading can go on. */
  refusal: YamlRefusal | undefined;
  /** The first scalar that does not fit its tag. kubectl says so only after the whole syntax is read. */
  misfit: YamlRefusal | undefined;
  readonly notices: YamlNotice[] = [];
  /** Aliases that lead nowhere. */
  readonly unreadable: Span[] = [];
  readonly #open: OpenNode[] = [];
  readonly #anchors = new Map<string, ResolvedNode>();
  readonly #aliases: { target: ResolvedNode; readonly span: Span }[] = [];
  #count = 0;

  refuseLater(refusal: YamlRefusal): void {
    this.refusal ??= refusal;
  }

  scalar(token: Token, properties: Properties | undefined): void {
    const span = { start: token.start, end: token.end };
    if (properties === undefined) {
      const text = token.value;
      const plain = token.style === "plain";
      const value: ScalarValue = plain ? plainValue(text) : { type: "string", value: text };
      if (plain && text === "<<") {
        this.needsCheck = true;
        this.#add({ kind: "scalar", span, style: token.style, text, value, merge: true });
      } else {
        this.#add({ kind: "scalar", span, style: token.style, text, value });
      }
      this.#noteValue(value);
    } else {
      this.#withProperties(token.style, token.value, span, properties);
    }
  }

  /** A value that is left out, at an offset. */
  empty(at: number, properties?: Properties): void {
    const span = { start: at, end: at };
    this.lastEnd = Math.max(this.lastEnd, at);
    if (properties === undefined) {
      this.#add({ kind: "scalar", span, style: "plain", text: "", value: NULL_VALUE });
      this.#noteValue(NULL_VALUE);
    } else {
      this.#withProperties("plain", "", span, properties);
    }
  }

  #withProperties(style: ScalarNode["style"], text: string, span: Span, properties: Properties): void {
    const { tag } = properties;
    const implicit = (tag === "" && style === "plain") || tag === "!";
    const typed =
      tag !== ""
        ? taggedValue(tag, text)
        : { value: implicit ? plainValue(text) : ({ type: "string", value: text } satisfies ScalarValue) };
    if ("failure" in typed && typed.failure !== undefined && this.misfit === undefined) {
      this.misfit = { ...typed.failure, span: span.end > span.start ? span : properties };
    }
    const merge = text === "<<" && (implicit || tag === MERGE_TAG);
    this.needsCheck ||= merge;
    const node: ScalarNode = {
      kind: "scalar",
      span,
      ...described(properties),
      style,
      text,
      value: typed.value,
      ...(merge ? { merge } : {}),
    };
    this.#anchor(properties, node);
    this.#add(node);
    this.#noteValue(typed.value);
  }

  alias(token: Token): void {
    const target = this.#anchors.get(token.value);
    const span = { start: token.start, end: token.end };
    if (target === undefined) {
      this.refuseLater({
        reason: "unknown-anchor",
        message: say(
          "No anchor of this name stands above this alias. kubectl refuses the file: put quotes around a text that starts with an asterisk.",
        ),
        span,
      });
      this.unreadable.push(span);
      this.#add({ kind: "scalar", span, style: "plain", text: "", value: NULL_VALUE });
      return;
    }
    this.needsCheck = true;
    const node = { kind: "alias", span, name: token.value, target } satisfies AliasNode;
    this.#aliases.push(node);
    this.#add(node);
  }

  /** Let every alias stand for nothing: those of a text that repeats too much would cost whoever follows them. */
  forgetTargets(): void {
    for (const alias of this.#aliases) {
      this.unreadable.push(alias.span);
      alias.target = { kind: "scalar", span: alias.target.span, style: "plain", text: "", value: NULL_VALUE };
    }
  }

  open(kind: "seq" | "map", flow: boolean, start: number, properties: Properties | undefined): void {
    const span = { start, end: start };
    const more = properties === undefined ? {} : described(properties);
    if (this.#awaitsKey() || this.#open.length >= MAX_JSON_DEPTH) {
      this.needsCheck = true;
    }
    if (kind === "map") {
      const entries: MapEntry[] = [];
      const node: MapNode = { kind, span, ...more, flow, entries };
      this.#anchor(properties, node);
      this.#add(node);
      this.#open.push({ node, span, entries, key: undefined });
    } else {
      const items: YamlNode[] = [];
      const node: SeqNode = { kind, span, ...more, flow, items };
      this.#anchor(properties, node);
      this.#add(node);
      this.#open.push({ node, span, items });
    }
  }

  close(): void {
    const open = this.#open.pop();
    if (open === undefined) {
      return;
    }
    open.span.end = Math.max(this.lastEnd, open.span.start);
    if ("entries" in open) {
      if (open.key !== undefined) {
        const at = this.lastEnd;
        open.entries.push({
          key: open.key,
          value: {
            kind: "scalar",
            span: { start: at, end: at },
            style: "plain",
            text: "",
            value: NULL_VALUE,
          },
        });
      }
      duplicateNotices(open.entries, this.notices);
    }
  }

  /** Close whatever an error left open, so that what was read before it can be used. */
  closeAll(): void {
    while (this.#open.length > 0) {
      this.close();
    }
  }

  #awaitsKey(): boolean {
    const top = this.#open[this.#open.length - 1];
    return top !== undefined && "entries" in top && top.key === undefined;
  }

  /** Null and big unsigned keys, and infinite values, are refused later, and only where they count. */
  #noteValue(value: ScalarValue): void {
    if (value.type === "float") {
      this.needsCheck ||= value.json.endsWith("f") || value.json.endsWith("n");
    } else if (value.type !== "string") {
      this.needsCheck ||= this.#lastWasKey();
    }
  }

  #lastWasKey(): boolean {
    const top = this.#open[this.#open.length - 1];
    return top !== undefined && "entries" in top && top.key !== undefined;
  }

  #anchor(properties: Properties | undefined, node: ResolvedNode): void {
    if (properties?.anchor !== undefined) {
      this.#anchors.set(properties.anchor, node);
    }
  }

  /** @throws YamlError beyond a bound */
  #add(node: YamlNode): void {
    this.#count += 1;
    boundNodes(this.#count, node.span.start);
    const top = this.#open[this.#open.length - 1];
    if (top === undefined) {
      this.root ??= node;
    } else if ("items" in top) {
      top.items.push(node);
      boundEntries(top.items.length, top.span.start);
    } else if (top.key === undefined) {
      top.key = node;
    } else {
      // A number is spelt here, a key a step, and not all of them at once where the mapping ends.
      keyText(top.key);
      top.entries.push({ key: top.key, value: node });
      boundEntries(top.entries.length, top.span.start);
      top.key = undefined;
    }
  }
}

function described(properties: Properties): Pick<ScalarNode, "properties" | "anchor" | "tag"> {
  const { start, end, anchor, written } = properties;
  return {
    properties: { start, end },
    ...(anchor === undefined ? {} : { anchor }),
    ...(written === undefined ? {} : { tag: written }),
  };
}
