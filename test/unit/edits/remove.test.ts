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

function withoutItem(text: string, offset: number): string {
  const list = rootMap(text).entries[0]?.value;
  if (list?.kind !== "seq") throw new TypeError("not a list");
  const index = list.items.findIndex(({ span }) => span.start >= offset);
  return applyEdits(text, removeItem(text, list satisfies SeqNode, index));
}

function withoutKey(text: string, offset: number): string {
  const map = rootMap(text);
  const index = map.entries.findIndex(({ key }) => key.span.start >= offset);
  return applyEdits(text, removeKey(text, map, index));
}

/** What goes with an item stands in `«»`. */
const items: Readonly<Record<string, string>> = {
  "the first of a block": "a:\n«- name: x\n  b: 1\n»- name: y\n",
  "the last of a block": "a:\n- name: x\n«- name: y\n  b: 1\n»c: 1\n",
  "with its heading, where others have one": "a:\n«# one\n- x\n»# two\n- y # y\n# three\n",
  "with the heading that names it": "a:\n«# bob is root\n- name: bob\n»- name: carol\n",
  "the first without what stands above all": "a:\n# people\n«- name: bob\n»- name: carol\n",
  "with its heading of several lines":
    "a:\n- name: al\n«# bob is root,\n# until June\n- name: bob\n»- name: carol\n",
  "with its heading between blank lines":
    "a:\n- name: al\n\n«# bob\n- name: bob\n\n»# carol\n- name: carol\n",
  "the last with its heading": "a:\n- name: al\n«\n# bob\n- name: bob\n»\nb: c\n",
  "with its heading at the margin": "a:\n  - name: al\n«# root\n  - name: bob\n»  - name: carol\n",
  "without the comment that a blank line parts from it":
    "a:\n- name: al\n\n# all of them\n\n«- name: bob\n\n»- name: carol\n",
  "with the comment that names it, though a blank line parts them":
    "a:\n- name: al\n\n«# bob is root\n\n- name: bob\n\n»- name: carol\n",
  "without the comment that names the next, though a blank line parts them":
    "a:\n«- name: al\n»# bob is root\n\n- name: bob\n",
  "without the comment that names another one, too, and a blank line parts":
    "a:\n- name: al\n\n# bob and carol are root\n\n«- name: bob\n\n»- name: carol\n",
  "without a divider": "a:\n- name: al\n# ---- staging ----\n«- name: bob\n»- name: carol\n",
  "without an item that was commented out": "a:\n- name: al\n# - name: old\n«- name: bob\n»- name: carol\n",
  "without an item of several lines that was commented out":
    "a:\n- name: al\n# - name: old\n#   user: {}\n«- name: bob\n»- name: carol\n",
  "with its heading below an item that was commented out":
    "a:\n- name: al\n# - name: old\n#   user: {}\n«# root\n- name: bob\n»- name: carol\n",
  "with a box around its heading":
    "a:\n- name: al\n«# ------\n# Bob is root\n# ------\n- name: bob\n»- name: carol\n",
  "with the heading that names it, though a comment follows":
    "a:\n«# bob is root\n- name: bob # Bob\n  b: 1\n»- name: carol\n",
  "with its heading, though a variable has a name before":
    "a:\n«# bob\n- user:\n    env: [{name: x}]\n  name: bob\n»- name: carol\n",
  "with the comment right below that a blank line parts from the next":
    "a:\n- name: al\n«- name: bob\n# end of bob\n»\n- name: carol\n",
  "the last with the comment below it in the list":
    "a:\n  - name: al\n«  - name: bob\n  # until June\n»b: c\n",
  "the last without what heads the next key": "a:\n- name: al\n«- name: bob\n»# more\nb: c\n",
  "the last of a nested list without what heads the next key":
    "a:\n  - name: al\n  - name: bob\n    args:\n    - x\n    # env\n    env: []\n«  - name: carol\n»",
  "the last without the end of the file": "a:\n- name: al\n«- name: bob\n»# vim: set ts=2\n",
  "the last with the comment below that names it": "a:\n- name: al\n«- name: bob\n# bob until June\n»",
  "without the comment that is indented into the one above":
    "a:\n- name: al\n  # al\n«- name: bob\n»- name: carol\n",
  "with lines of Windows": "a:\r\n«- x\r\n»- y\r\n",
  "at the end of a text without a line end": "a:\n- x«\n- y»",
  "with a block of text": "a:\n«- |\n  x\n\n»- y\n",
  "between blank lines": "a:\n- x\n\n«- y\n\n»- z\n",
  "before a blank line": "a:\n«- x\n\n»- y\n",
  "before a blank line, under a comment": "a:\n# why\n«- x\n»\n- y\n",
  "behind a blank line": "a:\n- x\n«\n- y\n»\n\nb: c\n",
  "behind a blank line that is text": "a:\n- |+\n  x\n\n«- y\n»b: c\n",
  "with the comments that are indented into it":
    "a:\n«- x: b\n  # x too\n\n # and this\n\n»# not this\n- y\n",
  "the first of a flow": "a: [«x, »y]\n",
  "the last of a flow": "a: [x«, y»]\n",
  "the only one of a flow": "a: [« {x: 1}, »]\n",
  "the only one of a flow with a comment": "a: [ # b\n«  x\n»]\n",
  "with its heading in brackets":
    "a: [\n  {name: al},\n«  # root\n  {name: bob}, # bob\n»  # carol\n  {name: carol},\n]\n",
  "with its heading above a line in brackets":
    "a: [\n  «# bob is root\n  {name: bob}, »{name: c},\n  {name: d},\n]\n",
  "the last with its heading in brackets": "a: [\n  {name: al},\n«  # root\n  {name: bob},\n»]\n",
  "the only one of JSON": '{"a": [«\n  {"x": 1}\n»]}',
  "of JSON": '{"a": [\n  {"x": 1}«,\n  {"y": 1}»\n]}',
};

const onlyItems: readonly (readonly [what: string, text: string, after: string])[] = [
  ["the only one", "a:\n# why\n- name: x\n  b: 1\nc: 1\n", "a: []\n# why\nc: 1\n"],
  ["the only one with the heading that names it", "a:\n# bob is root\n- name: bob\n", "a: []\n"],
  ["the only one under a commented key", "a: # why\n  - x\n", "a: [] # why\n"],
  ["the only one under comments with lines of Windows", "a: # b\r\n# c\r\n- x\r\n", "a: [] # b\r\n# c\r\n"],
  ["the only one, with a comment that is indented into it", "a:\n- x\n  # x\n\nb: c\n", "a: []\n\nb: c\n"],
];

const keys: Readonly<Record<string, string>> = {
  "the first": "«a: 1\n»b: 2\n",
  "the last": "a: 1\n«b: 2 # two\n»",
  "without a value": "«a:\n»b: 2\n",
  "of a flow": "{a: 1«, b: 2»}",
  "of JSON": '{«"a": 1, »"b": 2}',
};

describe("removing", () => {
  for (const [what, marked] of Object.entries(items)) {
    it(`takes out an item: ${what}`, () => takesOut(marked, withoutItem));
  }

  for (const [what, text, after] of onlyItems) {
    it(`takes out an item: ${what}`, () => assert.equal(withoutItem(text, 0), after));
  }

  for (const [what, marked] of Object.entries(keys)) {
    it(`takes out a key: ${what}`, () => takesOut(marked, withoutKey));
  }

  it("lets the next key follow the dash", () => {
    const text = "- a: 1\n  b: 2\n";
    const root = readYaml(text).root;
    const map = root?.kind === "seq" ? root.items[0] : undefined;
    if (map?.kind !== "map") throw new TypeError("not a mapping");
    assert.equal(applyEdits(text, removeKey(text, map, 0)), "- b: 2\n");
  });
});

function takesOut(marked: string, without: (text: string, offset: number) => string): void {
  const text = marked.replace(/[«»]/g, "");
  assert.equal(without(text, marked.indexOf("«")), marked.replace(/«.*»/s, ""));
}
