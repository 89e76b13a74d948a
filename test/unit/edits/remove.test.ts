import { strict as assert } from "node:assert";
import { removeItem, removeKey } from "../../../src/core/edits/remove.ts";
import { applyEdits } from "../../../src/core/text.ts";
import { readYaml } from "../../../src/core/yaml/index.ts";
import type { MapNode, SeqNode } from "../../../src/core/yaml/node.ts";

function rootMap(text: string): MapNode {
  const root = readYaml(text).root;
  if (root?.kind !== "map") throw new TypeError("not a mapping");
  return root;
}

function withoutItem(text: string, index: number): string {
  const list = rootMap(text).entries[0]?.value;
  if (list?.kind !== "seq") throw new TypeError("not a list");
  return applyEdits(text, removeItem(text, list satisfies SeqNode, index));
}

function withoutKey(text: string, index: number): string {
  return applyEdits(text, removeKey(text, rootMap(text), index));
}

const items: readonly (readonly [what: string, text: string, index: number, after: string])[] = [
  ["the first of a block", "a:\n- name: x\n  b: 1\n- name: y\n", 0, "a:\n- name: y\n"],
  ["the last of a block", "a:\n- name: x\n- name: y\n  b: 1\nc: 1\n", 1, "a:\n- name: x\nc: 1\n"],
  [
    "between comments",
    "a:\n# one\n- x\n# two\n- y # y\n# three\n",
    0,
    "a:\n# one\n# two\n- y # y\n# three\n",
  ],
  ["with lines of Windows", "a:\r\n- x\r\n- y\r\n", 0, "a:\r\n- y\r\n"],
  ["the only one", "a:\n# why\n- name: x\n  b: 1\nc: 1\n", 0, "a: []\n# why\nc: 1\n"],
  ["the only one under a commented key", "a: # why\n  - x\n", 0, "a: [] # why\n"],
  [
    "the only one under comments with lines of Windows",
    "a: # b\r\n# c\r\n- x\r\n",
    0,
    "a: [] # b\r\n# c\r\n",
  ],
  ["at the end of a text without a line end", "a:\n- x\n- y", 1, "a:\n- x"],
  ["with a block of text", "a:\n- |\n  x\n\n- y\n", 0, "a:\n- y\n"],
  ["between blank lines", "a:\n- x\n\n- y\n\n- z\n", 1, "a:\n- x\n\n- z\n"],
  ["before a blank line", "a:\n- x\n\n- y\n", 0, "a:\n- y\n"],
  ["before a blank line, under a comment", "a:\n# x\n- x\n\n- y\n", 0, "a:\n# x\n\n- y\n"],
  ["behind a blank line", "a:\n- x\n\n- y\n\n\nb: c\n", 1, "a:\n- x\n\n\nb: c\n"],
  ["behind a blank line that is text", "a:\n- |+\n  x\n\n- y\nb: c\n", 1, "a:\n- |+\n  x\n\nb: c\n"],
  [
    "with the comments that are indented into it",
    "a:\n- x: b\n  # x too\n\n # and this\n\n# not this\n- y\n",
    0,
    "a:\n# not this\n- y\n",
  ],
  ["the only one, with a comment that is indented into it", "a:\n- x\n  # x\n\nb: c\n", 0, "a: []\n\nb: c\n"],
  ["the first of a flow", "a: [x, y]\n", 0, "a: [y]\n"],
  ["the last of a flow", "a: [x, y]\n", 1, "a: [x]\n"],
  ["the only one of a flow", "a: [ {x: 1}, ]\n", 0, "a: []\n"],
  ["the only one of a flow with a comment", "a: [ # b\n  x\n]\n", 0, "a: [ # b\n]\n"],
  ["the only one of JSON", '{"a": [\n  {"x": 1}\n]}', 0, '{"a": []}'],
  ["of JSON", '{"a": [\n  {"x": 1},\n  {"y": 1}\n]}', 1, '{"a": [\n  {"x": 1}\n]}'],
];

const keys: readonly (readonly [what: string, text: string, index: number, after: string])[] = [
  ["the first", "a: 1\nb: 2\n", 0, "b: 2\n"],
  ["the last", "a: 1\nb: 2 # two\n", 1, "a: 1\n"],
  ["without a value", "a:\nb: 2\n", 0, "b: 2\n"],
  ["of a flow", "{a: 1, b: 2}", 1, "{a: 1}"],
  ["of JSON", '{"a": 1, "b": 2}', 0, '{"b": 2}'],
];

describe("removing", () => {
  for (const [what, text, index, after] of items) {
    it(`takes out an item: ${what}`, () => assert.equal(withoutItem(text, index), after));
  }

  for (const [what, text, index, after] of keys) {
    it(`takes out a key: ${what}`, () => assert.equal(withoutKey(text, index), after));
  }

  it("lets the next key follow the dash", () => {
    const text = "- a: 1\n  b: 2\n";
    const root = readYaml(text).root;
    const map = root?.kind === "seq" ? root.items[0] : undefined;
    if (map?.kind !== "map") throw new TypeError("not a mapping");
    assert.equal(applyEdits(text, removeKey(text, map, 0)), "- b: 2\n");
  });
});
