import fc from "fast-check";
import type { KubeconfigFile } from "../../src/core/kubeconfig/model.ts";
import { readKubeconfig } from "../../src/core/kubeconfig/read.ts";
import { applyEdits } from "../../src/core/text.ts";
import { readYaml } from "../../src/core/yaml/index.ts";
import { toJson } from "../../src/core/yaml/json.ts";
import type { YamlNode } from "../../src/core/yaml/node.ts";
import { kubeconfigTexts } from "../oracle/support/kubeconfig-cases.ts";
import { randomNumbers } from "./mutate.ts";

/** Random kubeconfigs in odd styles. */

type Random = () => number;

const pools = {
  certificates: ["QUJD", "'REVG'", '"R0hJ"', "|\n  QUJD\n  REVG", "|-\n  QUJD"],
  keys: ["S0VZ", "'S0VZ'", "|\n  S0VZ\n  S0VZ\n"],
  paths: ["a.crt", "./pki/b.key", "../c", "/etc/d.pem"],
};

/** Texts that kubectl loads, with comments (`# c1`), anchors, aliases, JSON, CRLF and the like. */
export const oddTexts: fc.Arbitrary<string> = texts(12);

/** The same without comments, for what is merged into others and changes no comment there. */
export const uncommentedTexts: fc.Arbitrary<string> = texts(0);

function texts(comments: number): fc.Arbitrary<string> {
  return fc
    .tuple(kubeconfigTexts(pools).filter(isLoaded), fc.nat())
    .map(([text, seed]) => dressed(text, randomNumbers(seed), comments))
    .filter(isLoaded);
}

function isLoaded(text: string): boolean {
  return read(text).refusals.length === 0;
}

export function read(text: string, id = "file"): KubeconfigFile {
  return readKubeconfig({ id, path: `/home/jane/.kube/${id}`, text });
}

function dressed(text: string, random: Random, comments: number): string {
  let out = text;
  for (let times = Math.floor(random() * 3); times > 0; times--) {
    const changed = random() < 0.5 ? twins(out, random) : withMerge(out, random);
    if (isLoaded(changed)) out = changed;
  }
  const data = dataOf(out);
  const change = (next: (text: string) => string): void => {
    const changed = next(out);
    if (changed !== out && data !== undefined && dataOf(changed) === data) out = changed;
  };
  if (random() < 0.15) change(now => asJson(now, random));
  for (let times = Math.floor(random() * 4); times > 0; times--) change(now => share(now, random));
  for (let count = 1; count <= comments; count++) change(now => comment(now, ` # c${count}`, random));
  if (random() < 0.2) change(now => now.replaceAll(/\r?\n/g, "\r\n"));
  if (random() < 0.2) change(now => now.trimEnd());
  if (random() < 0.1) change(now => `\ufeff${now}`);
  return out;
}

function dataOf(text: string): string | undefined {
  const { root, refusal } = readYaml(text);
  return root === undefined || refusal !== undefined ? undefined : toJson(root);
}

function asJson(text: string, random: Random): string {
  const indent = ["", "  ", "    ", "\t"][Math.floor(random() * 4)];
  return `${JSON.stringify(JSON.parse(dataOf(text) ?? "{}"), null, indent)}\n`;
}

/** At the end of a line, or on one of its own. */
function comment(text: string, mark: string, random: Random): string {
  const ends = [...text.matchAll(/\r?\n/g)].map(({ index }) => index);
  const at = ends[Math.floor(random() * ends.length)] ?? text.length;
  const own = random() < 0.5 ? `\n${" ".repeat(Math.floor(random() * 6))}` : "";
  return text.slice(0, at) + (own === "" ? mark : own + mark.slice(1)) + text.slice(at);
}

/** Let one value be another's anchor, or a mapping merge another. */
function share(text: string, random: Random): string {
  const { root } = readYaml(text);
  if (root === undefined) return text;
  const nodes = [...values(root)].filter(node => node.kind !== "alias" && node.span.end > node.span.start);
  const pick = (): YamlNode | undefined => nodes[Math.floor(random() * nodes.length)];
  const source = pick();
  const same = nodes.filter(
    node => source && node.span.start > source.span.end && toJson(node) === toJson(source),
  );
  const user = same[Math.floor(random() * same.length)];
  if (source === undefined || user === undefined || source.properties || user.properties) return text;
  const name = `x${Math.floor(random() * 1e6)}`;
  const before = source.kind === "scalar" || ("flow" in source && source.flow) ? " " : "\n";
  const indent = before === "\n" ? " ".repeat(columnAt(text, source.span.start)) : "";
  const anchor = {
    span: { start: source.span.start, end: source.span.start },
    newText: `&${name}${before}${indent}`,
  };
  return applyEdits(text, [anchor, { span: user.span, newText: `*${name}` }]);
}

/** Let a mapping be the very same as an earlier one: `user: *u1`, `- *u1`. */
function twins(text: string, random: Random): string {
  const { root } = readYaml(text);
  const maps =
    root === undefined ? [] : [...values(root)].filter(node => node.kind === "map" && node !== root);
  const first = maps[Math.floor(random() * maps.length)];
  const key = first && keyBefore(text, first.span.start);
  const later = maps.filter(
    node => first && node.span.start > first.span.end && keyBefore(text, node.span.start) === key,
  );
  const second = later[Math.floor(random() * later.length)];
  if (first?.kind !== "map" || second === undefined || first.properties || second.properties) return text;
  const name = `u${Math.floor(random() * 1e6)}`;
  const indent = first.flow ? " " : `\n${" ".repeat(columnAt(text, first.span.start))}`;
  const at = { start: first.span.start, end: first.span.start };
  return applyEdits(text, [
    { span: at, newText: `&${name}${indent}` },
    { span: second.span, newText: `*${name}` },
  ]);
}

function keyBefore(text: string, offset: number): string {
  return /(\w*)[:\s-]*$/.exec(text.slice(0, offset))?.[1] ?? "";
}

/** Let an entry merge a mapping that stands under a key of nobody's. */
function withMerge(text: string, random: Random): string {
  const { root } = readYaml(text);
  if (root?.kind !== "map" || root.flow || columnAt(text, root.span.start) > 0) return text;
  const maps = [...values(root)].filter(node => node.kind === "map" && !node.flow && node !== root);
  const user = maps[Math.floor(random() * maps.length)];
  if (user === undefined || text.includes("x-shared")) return text;
  const shared = "x-shared: &s\n  namespace: shared\n  token: shared\n  server: https://shared\n";
  const line = `<<: *s\n${" ".repeat(columnAt(text, user.span.start))}`;
  return applyEdits(text, [
    { span: { start: root.span.start, end: root.span.start }, newText: shared },
    { span: { start: user.span.start, end: user.span.start }, newText: line },
  ]);
}

function columnAt(text: string, offset: number): number {
  return offset - (text.lastIndexOf("\n", offset - 1) + 1);
}

function* values(node: YamlNode): Iterable<YamlNode> {
  yield node;
  if (node.kind === "seq") for (const item of node.items) yield* values(item);
  if (node.kind === "map") for (const { value } of node.entries) yield* values(value);
}

/** The marks of the comments of a text, in order. */
export function marks(text: string): readonly string[] {
  return text.match(/# c\d+/g) ?? [];
}
