import type { MappingKind } from "../../../core/kubeconfig/model.ts";
import { v1 } from "../../../core/kubeconfig/schema/fields.ts";
import { shownScalar } from "../../../core/kubeconfig/secrecy-of-fields.ts";
import { applyEdits, type Span, type TextEdit } from "../../../core/text.ts";
import { readYaml } from "../../../core/yaml/index.ts";
import type { ScalarNode, YamlNode } from "../../../core/yaml/node.ts";

/**
 * Texts of a kubeconfig to be shown beside each other, of which only what is known to be public is left: keys of v1 in
 * their place, names, references, hosts, paths, certificates. Everything else, of every document and comment, becomes a
 * number, the same for the same text in all of them, so that a change of it shows. A text that cannot be read is not shown
 * at all.
 */
export function masked(texts: readonly string[]): readonly string[] {
  const numbers = new Map<string, number>();
  const stand = (value: string): string => {
    const number = numbers.get(value) ?? numbers.size + 1;
    numbers.set(value, number);
    return `<hidden ${number}>`;
  };
  return texts.map(text => {
    const { root, refusal } = readYaml(text);
    return refusal === undefined ? applyEdits(text, editsOf(text, root, stand)) : "";
  });
}

type Stand = (value: string) => string;

/** A scalar of the text, and what is shown of it. */
interface Seen {
  readonly span: Span;
  readonly value: string;
  /** With U+0000 where something is left out; undefined for nothing. */
  readonly shown: string | undefined;
}

function editsOf(text: string, root: YamlNode | undefined, stand: Stand): readonly TextEdit[] {
  const edits: TextEdit[] = [];
  let from = 0;
  for (const { span, value, shown } of inOrder(root === undefined ? [] : ofMapping(root, "file"))) {
    edits.push(...between(text, { start: from, end: span.start }, stand));
    if (shown !== value) {
      edits.push({ span, newText: (shown ?? "\0").replaceAll("\0", () => stand(value)) });
    }
    from = span.end;
  }
  return [...edits, ...between(text, { start: from, end: text.length }, stand)];
}

/** Each place once. What an alias leads to may stand in several: there all must agree that it may be shown. */
function inOrder(seen: Iterable<Seen>): readonly Seen[] {
  const places = new Map<number, Seen>();
  for (const each of seen) {
    const known = places.get(each.span.start);
    if (known === undefined || known.shown === known.value) places.set(each.span.start, each);
  }
  return [...places.values()].sort((a, b) => a.span.start - b.span.start);
}

/** What stands between values: indicators stay; comments, names of anchors, tags and other documents do not. */
function* between(text: string, { start, end }: Span, stand: Stand): Iterable<TextEdit> {
  for (const match of text.slice(start, end).matchAll(/#.*|[^\s{}[\],#]+/g)) {
    const [found] = match;
    const hidden = /^(#[ \t]?|[&*]|[-?:]+)?(.*)$/s.exec(found);
    const [, mark = "", rest = ""] = hidden ?? [];
    if (rest === "" || /^(?:---|\.\.\.|!!?[a-z]*|[|>][-+0-9]*|["':,]+)$/.test(rest)) continue;
    const at = start + match.index + mark.length;
    yield { span: { start: at, end: at + rest.length }, newText: stand(rest) };
  }
}

/** The scalars below a node that stands where a mapping of a kind belongs. */
function* ofMapping(node: YamlNode, kind: MappingKind): Iterable<Seen> {
  const target = node.kind === "alias" ? node.target : node;
  if (target.kind !== "map") {
    yield* hidden(node);
    return;
  }
  yield* aliasName(node);
  for (const { key, value } of target.entries) {
    const merge = key.kind === "scalar" && key.merge;
    const field = key.kind === "scalar" ? v1.field(kind, key.text) : undefined;
    if (key.kind === "scalar" && (merge || field !== undefined)) yield seen(key, key.text);
    else yield* hidden(key);
    if (merge) yield* merged(value, kind);
    else if (field?.of === undefined) yield* ofValue(value, kind, field?.key);
    else if (field.go.startsWith("[]")) yield* ofItems(value, field.of);
    else yield* ofMapping(value, field.of);
  }
}

function* merged(node: YamlNode, kind: MappingKind): Iterable<Seen> {
  const target = node.kind === "alias" ? node.target : node;
  if (target.kind === "seq") for (const item of target.items) yield* ofMapping(item, kind);
  else yield* ofMapping(node, kind);
}

function* ofItems(node: YamlNode, kind: MappingKind): Iterable<Seen> {
  const target = node.kind === "alias" ? node.target : node;
  if (target.kind !== "seq") {
    yield* hidden(node);
    return;
  }
  yield* aliasName(node);
  for (const item of target.items) yield* ofMapping(item, kind);
}

/** A value of a field, or the items of one that holds several. */
function* ofValue(node: YamlNode, kind: MappingKind, key: string | undefined): Iterable<Seen> {
  const target = node.kind === "alias" ? node.target : node;
  const field = key === undefined ? undefined : v1.field(kind, key);
  if (field === undefined || target.kind === "map" || (target.kind === "seq" && field.go !== "[]string")) {
    yield* hidden(node);
    return;
  }
  yield* aliasName(node);
  for (const item of target.kind === "seq" ? target.items : [target]) {
    const scalar = item.kind === "alias" ? item.target : item;
    if (scalar.kind === "scalar") yield seen(scalar, shownScalar(kind, field, scalar));
    else yield* hidden(item);
  }
}

/** Nothing of what stands below is shown. */
function* hidden(node: YamlNode): Iterable<Seen> {
  yield* aliasName(node);
  const target = node.kind === "alias" ? node.target : node;
  if (target.kind === "scalar") {
    if (target.text !== "") yield seen(target, undefined);
  } else if (target.kind === "seq") {
    for (const item of target.items) yield* hidden(item);
  } else {
    for (const { key, value } of target.entries) {
      yield* hidden(key);
      yield* hidden(value);
    }
  }
}

/** `*name`: a name of an anchor is anybody's. */
function* aliasName(node: YamlNode): Iterable<Seen> {
  if (node.kind !== "alias") return;
  const { start, end } = node.span;
  yield { span: { start: start + 1, end }, value: node.name, shown: undefined };
}

function seen({ span, text }: ScalarNode, shown: string | undefined): Seen {
  return { span, value: text, shown };
}
