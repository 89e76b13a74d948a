import type { Message } from "../message.ts";
import type { Span } from "../text.ts";

/**
 * A YAML document as our own plain nodes, typed as kubectl types it (YAML 1.1 by go-yaml v2, then JSON).
 * Spans are offsets into the text that was read. An alias is a node of its own kind that points to its
 * target, so that a value can be shown where it is used and where it stands.
 */
export type YamlNode = ScalarNode | MapNode | SeqNode | AliasNode;
export type ResolvedNode = Exclude<YamlNode, AliasNode>;

interface NodeBase {
  /**
   * The value itself: a scalar with its quotes, a collection from its first to its last entry (with its
   * brackets), a block scalar from `|` to the end of its last line. An anchor and a tag stand outside.
   */
  readonly span: Span;
  /** Where the anchor and the tag stand, when the node carries any. */
  readonly properties?: Span;
  /** The name without `&`, when the node carries an anchor. */
  readonly anchor?: string;
  /** The tag as written (`!!str`, `!foo`), when the node carries one. */
  readonly tag?: string;
}

export type ScalarStyle = "plain" | "single" | "double" | "literal" | "folded";

export interface ScalarNode extends NodeBase {
  readonly kind: "scalar";
  readonly style: ScalarStyle;
  /** The characters after YAML's unescaping and folding, whatever the type. */
  readonly text: string;
  /** What kubectl's JSON would hold. Numbers keep their JSON spelling so that no digit is lost. */
  readonly value: ScalarValue;
  /** Set on a key that asks for a merge: `<<` without quotes, or tagged `!!merge`. */
  readonly merge?: true;
}

export type ScalarValue =
  | { readonly type: "string"; readonly value: string }
  /** `.inf`, `-.inf` and `.nan` have no JSON spelling and stand as themselves; kubectl refuses them. */
  | { readonly type: "int" | "float"; readonly json: string }
  | { readonly type: "bool"; readonly value: boolean }
  | { readonly type: "null" };

export interface MapNode extends NodeBase {
  readonly kind: "map";
  readonly flow: boolean;
  /** In the order of the text: duplicates and merge keys (`<<`) included, as written. */
  readonly entries: readonly MapEntry[];
}

export interface MapEntry {
  readonly key: YamlNode;
  /** A null scalar with an empty span where the value is left out. */
  readonly value: YamlNode;
}

export interface SeqNode extends NodeBase {
  readonly kind: "seq";
  readonly flow: boolean;
  readonly items: readonly YamlNode[];
}

export interface AliasNode extends NodeBase {
  readonly kind: "alias";
  readonly name: string;
  readonly target: ResolvedNode;
}

/** Why kubectl refuses the whole text, as far as YAML is concerned. */
export interface YamlRefusal {
  readonly reason: YamlRefusalReason;
  readonly message: Message;
  readonly span: Span;
}

export type YamlRefusalReason =
  | "syntax"
  | "encoding"
  | "control-character"
  | "unknown-anchor"
  | "alias-cycle"
  | "excessive-aliasing"
  | "too-deep"
  | "too-deep-json"
  | "bad-key"
  | "bad-merge"
  | "bad-value"
  | "no-json-key"
  | "no-json-value"
  | "version"
  | "too-large";

export interface YamlNotice {
  readonly kind: "later-document" | "duplicate-key" | "byte-order-mark";
  readonly span: Span;
  /** For a duplicate key: the key, and where the entry that kubectl takes stands (the last). */
  readonly key?: string;
  readonly winner?: Span;
}

/**
 * What reading a text gives. `refusal` is set when kubectl would refuse the whole text; `root` then
 * holds what could be read all the same. No root means an empty document.
 */
export interface YamlDocument {
  readonly root?: YamlNode;
  readonly refusal?: YamlRefusal;
  readonly notices: readonly YamlNotice[];
  /** Where something stands that could not be read; absent where everything was. */
  readonly unreadable?: readonly Span[];
}
