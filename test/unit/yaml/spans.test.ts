import { strict as assert } from "node:assert";
import { fullSpan, pathAt, sourceOffset } from "../../../src/core/yaml/access.ts";
import { readYaml } from "../../../src/core/yaml/index.ts";
import type { ScalarNode, YamlNode } from "../../../src/core/yaml/node.ts";

/** Every node below `root` in the order of the text. */
function nodes(root: YamlNode): YamlNode[] {
  const below =
    root.kind === "map"
      ? root.entries.flatMap(({ key, value }) => [key, value])
      : root.kind === "seq"
        ? root.items
        : [];
  return [root, ...below.flatMap(nodes)];
}

function shown(text: string): string[] {
  const { root } = readYaml(text);
  return root === undefined
    ? []
    : nodes(root).map(({ kind, span }) => `${kind} ${text.slice(span.start, span.end)}`);
}

describe("spans", () => {
  it("hold the value without what stands around it", () => {
    assert.deepEqual(shown("a: &x !!str b  # c\nd: 'e'\n"), [
      "map a: &x !!str b  # c\nd: 'e'",
      "scalar a",
      "scalar b",
      "scalar d",
      "scalar 'e'",
    ]);
  });

  it("hold collections from their first to their last entry", () => {
    assert.deepEqual(shown("l:\n- x\n- y: 1\n  z: {q: [1]}\n\nm:\n"), [
      "map l:\n- x\n- y: 1\n  z: {q: [1]}\n\nm:",
      "scalar l",
      "seq - x\n- y: 1\n  z: {q: [1]}",
      "scalar x",
      "map y: 1\n  z: {q: [1]}",
      "scalar y",
      "scalar 1",
      "scalar z",
      "map {q: [1]}",
      "scalar q",
      "seq [1]",
      "scalar 1",
      "scalar m",
      "scalar ",
    ]);
  });

  it("hold scalars of several lines to the end of their last", () => {
    assert.deepEqual(shown('a: |\n  b\n\n  c\n\nd: e\n f\ng: "h\n  i"\n'), [
      'map a: |\n  b\n\n  c\n\nd: e\n f\ng: "h\n  i"',
      "scalar a",
      "scalar |\n  b\n\n  c",
      "scalar d",
      "scalar e\n f",
      "scalar g",
      'scalar "h\n  i"',
    ]);
  });

  it("put an absent value behind its colon and the space after it, and an anchor and a tag beside the value", () => {
    const text = "a: \nb: &x\n";
    const { root } = readYaml(text);
    assert.ok(root?.kind === "map");
    assert.deepEqual(
      root.entries.map(({ value }) => [value.span, fullSpan(value)]),
      [
        [
          { start: 3, end: 3 },
          { start: 3, end: 3 },
        ],
        [
          { start: 9, end: 9 },
          { start: 7, end: 9 },
        ],
      ],
    );
  });
});

describe("sourceOffset", () => {
  /** For each character of the value of `v`, the character of the source it comes from. */
  function origins(text: string): string[] {
    const { root } = readYaml(text);
    const value: YamlNode | undefined = root?.kind === "map" ? root.entries[0]?.value : root;
    assert.ok(value?.kind === "scalar");
    return [...value.text].map((char, index) => `${char}${text.charAt(sourceOffset(text, value, index))}`);
  }

  it("follows quotes, escapes, folds and indentation", () => {
    assert.deepEqual(
      {
        plain: origins("v: ab c"),
        wrapped: origins("v: ab\n  c"),
        paragraphs: origins("v: a\n\n\n  b"),
        single: origins("v: 'it''s'"),
        double: origins('v: "a\\tb\\x41c"'),
        continued: origins('v: "a\\\n   b"'),
        literal: origins("v: |\n  ab\n   c\n\n  d"),
        folded: origins("v: >\n  ab\n  cd\n\n  e"),
      },
      {
        plain: ["aa", "bb", "  ", "cc"],
        wrapped: ["aa", "bb", " \n", "cc"],
        paragraphs: ["aa", "\n\n", "\n\n", "bb"],
        single: ["ii", "tt", "''", "ss"],
        double: ["aa", "\t\\", "bb", "A\\", "cc"],
        continued: ["aa", "bb"],
        literal: ["aa", "bb", "\n\n", "  ", "cc", "\n\n", "\n\n", "dd"],
        folded: ["aa", "bb", " \n", "cc", "dd", "\n\n", "ee"],
      },
    );
  });

  it("takes an escape that YAML does not know for a backslash", () => {
    const text = 'v: "a\\z\\ud800!"';
    const span = { start: 3, end: text.length };
    const value: ScalarNode = {
      kind: "scalar",
      span,
      style: "double",
      text: "a\\z\\ud800!",
      value: { type: "string", value: "" },
    };
    assert.deepEqual(
      [...value.text].map((char, index) => `${char}${text.charAt(sourceOffset(text, value, index))}`),
      [..."a\\z\\ud800!"].map(char => char + char),
    );
  });

  it("gives the end for the length of the text", () => {
    const text = "v: 'ab'";
    const { root } = readYaml(text);
    assert.ok(root?.kind === "map");
    const value = root.entries[0]?.value as ScalarNode;
    assert.equal(sourceOffset(text, value, 2), 6);
  });
});

describe("pathAt", () => {
  /** The path at `|` as keys and indexes. */
  function path(marked: string): string {
    const offset = marked.indexOf("|");
    const document = readYaml(marked.slice(0, offset) + marked.slice(offset + 1));
    const steps = pathAt(document, offset).map(step => {
      if ("entry" in step)
        return `${step.entry.key.kind === "scalar" ? step.entry.key.text : "?"}:${step.part}`;
      return "index" in step ? `[${step.index}]` : step.node.kind;
    });
    return steps.join(" ");
  }

  it("leads to the innermost node at a cursor", () => {
    assert.deepEqual(
      [
        "us|ers:\n- name: a\n",
        "users:\n- name: a|\n",
        "users:\n- name: |\n",
        "users:\n- name: a\n  us|er: {token: x}\n",
        "users:\n- name: a\n  user: {token: |x}\n",
        "users:\n- &x |a\n",
        "a: 1\n\n|\nb: 2",
        "|",
      ].map(path),
      [
        "users:key scalar",
        "users:value [0] name:value scalar",
        "users:value [0] name:value scalar",
        "users:value [0] user:key scalar",
        "users:value [0] user:value token:value scalar",
        "users:value [0] scalar",
        "map",
        "",
      ],
    );
  });
});
