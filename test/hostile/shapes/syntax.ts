import { fill, HEAD, numbered, type Shape } from "./shape.ts";

const shape = (name: string, make: (size: number) => string): Shape => ({ name, entry: "kubeconfig", make });

/** YAML that costs a reader more than it should, whatever it means. */
export const syntaxShapes: readonly Shape[] = [
  shape("flow sequences inside each other", size => fill("[", size)),
  shape("flow mappings inside each other", size => fill("{a: ", size)),
  shape("flow sequences below the bound of depth", size =>
    fill(`${"[".repeat(5000)}${"]".repeat(5000)},\n`, size),
  ),
  shape("flow mappings that end nowhere", size => HEAD + fill("clusters: {a: [\n", size)),
  shape("block mappings inside each other", deepBlock),
  shape("dashes in one line", size => fill("- ", size)),
  shape("dashes inside each other, line by line", size => numbered(i => `${" ".repeat(i % 9000)}-\n`, size)),
  shape("question marks in one line", size => fill("? ", size)),
  shape("question marks, line by line", size => fill("? a\n", size)),
  shape("question marks in a flow mapping", size => `{${fill("? a, ", size)}}`),
  shape("colons", size => fill(": ", size)),
  shape("colons without blanks", size => fill("::", size)),
  shape("commas in a flow sequence", size => `[${fill("a,", size)}]`),
  shape("anchors", size => numbered(i => `k${i}: &a${i} v\n`, size)),
  shape("one anchor set again and again", size => fill("- &a v\n", size)),
  shape("aliases", size => `a: &a [x]\nb:\n${fill("- *a\n", size)}`),
  shape("aliases of a long text", size => `a: &a ${"x".repeat(size / 2)}\nb:\n${fill("- *a\n", size / 2)}`),
  shape("aliases of unknown anchors", size => fill("- *nobody\n", size)),
  shape("aliases in pairs", size =>
    numbered(i => `k${i + 1}: &k${i + 1} [*k${i}, *k${i}]\n`, size).replace("*k0, *k0", "x"),
  ),
  shape("merge keys in a chain", size =>
    numbered(i => `k${i + 1}: &k${i + 1} {<<: *k${i}, a${i}: b}\n`, size).replace("<<: *k0, ", ""),
  ),
  shape(
    "merge keys of one large mapping",
    size => `base: &b\n${numbered(i => `  k${i}: v\n`, size / 2)}all:\n${fill("- {<<: *b}\n", size / 2)}`,
  ),
  shape(
    "users that merge one large mapping",
    size =>
      `base: &b\n${numbered(i => `  k${i}: v\n`, size / 2)}users:\n${numbered(i => `- {name: u${i}, user: {<<: *b}}\n`, size / 2)}`,
  ),
  shape("a mapping that merges a list of itself", size => `a: &a\n  <<: [${fill("*a, ", size)}]\n`),
  shape(
    "users that are one alias",
    size => `base: &b {name: a, user: {token: t}}\nusers:\n${fill("- *b\n", size)}`,
  ),
  shape(
    "a large mapping that is an extension of every user",
    size =>
      `base: &b {${numbered(i => `k${i}: v, `, size / 10)}}\nusers:\n${numbered(i => `- {name: u${i}, user: {extensions: [{name: e, extension: *b}]}}\n`, size * 0.9)}`,
  ),
  shape("one mapping merged again and again", size => `a: &a {x: y}\nb:\n${fill("  <<: *a\n", size)}`),
  shape("a key of many characters", size => `? ${fill("k", size)}\n: v\n`),
  shape("a mapping that holds itself", size => `clusters: &c\n${fill("- *c\n", size)}`),
  shape("tags", size => fill("- !!str v\n", size)),
  shape("a tag of many characters", size => `a: !<${fill("x", size)}> v\n`),
  shape("tags with escapes", size => `a: !${fill("%41", size)} v\n`),
  shape("tag directives", size => `${numbered(i => `%TAG !t${i}! tag:x,2000:\n`, size)}---\na: b\n`),
  shape("one key again and again", size => fill("a: b\n", size)),
  shape("one key again and again in a flow mapping", size => `{${fill("a: b, ", size)}}`),
  shape("keys of a kubeconfig again and again", size => fill("clusters: []\nusers: []\n", size)),
  shape("keys that JSON cannot hold", size => fill("[a]: b\n", size)),
  shape("long keys", size => fill(`${"k".repeat(1000)}: v\n`, size)),
  shape("long keys in quotes", size => fill(`"${"k".repeat(1100)}": v\n`, size)),
  shape("keys that are numbers", size => numbered(i => `${i}.5e3: v\n`, size)),
  shape("documents", size => fill("---\na: b\n", size)),
  shape("documents that end", size => fill("...\n---\n", size)),
  shape("directives", size => fill("%YAML 1.1\n", size)),
];

function deepBlock(size: number): string {
  let text = "";
  const lines: string[] = [];
  for (let depth = 0, length = 0; length < size; depth++) {
    text = `${" ".repeat(depth)}k:\n`;
    lines.push(text);
    length += text.length;
  }
  return lines.join("");
}
