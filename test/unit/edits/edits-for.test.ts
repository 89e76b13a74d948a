import { strict as assert } from "node:assert";
import type { Change, Json, Path } from "../../../src/core/edits/change.ts";
import { editsFor } from "../../../src/core/edits/edits-for.ts";
import { applyEdits } from "../../../src/core/text.ts";

const set = (path: Path, value: Json): Change => ({ kind: "set", path, value });
const remove = (path: Path): Change => ({ kind: "remove", path });
const append = (path: Path, ...items: readonly Json[]): Change => ({ kind: "append", path, items });
const rekey = (path: Path, key: string, value: Json): Change => ({ kind: "rekey", path, key, value });

function changed(text: string, ...changes: readonly Change[]): string {
  const edited = editsFor({ id: "file", text }, changes);
  assert.ok(edited.ok, edited.ok ? "" : edited.reason.template);
  assert.equal(applyEdits(text, edited.edits), edited.text);
  return edited.text;
}

type Case = readonly [what: string, before: string, changes: readonly Change[], after: string];

const jane = { name: "jane", user: { token: "yes" } };

const setting: readonly Case[] = [
  ["a plain value", "a: x # why\n", [set(["a"], "v")], "a: v # why\n"],
  ["a quoted value", "a: 'x'\nb: \"x\"\n", [set(["a"], "it's"), set(["b"], "v")], "a: 'it''s'\nb: \"v\"\n"],
  ["what YAML would retype", "a: x\n", [set(["a"], "0123")], 'a: "0123"\n'],
  [
    "a date and a time",
    "a: x\nb: v\n",
    [set(["a"], "2024-01-01"), set(["b"], "1:20")],
    'a: "2024-01-01"\nb: "1:20"\n',
  ],
  ["nothing", "a: # none\nb:\n", [set(["a"], "x"), set(["b"], "v")], "a: x # none\nb: v\n"],
  ["null", "a: ~ # none\n", [set(["a"], "x")], "a: x # none\n"],
  ["a key without a colon", "{a, b: c}\n", [set(["a"], "x")], "{a: x, b: c}\n"],
  ["an anchor's value that nobody else uses", "a: &x v\n", [set(["a"], "z")], "a: &x z\n"],
  ["a tagged value", "a: !!binary YQ==\n", [set(["a"], "x")], "a: x\n"],
  ["a number over text", "a: 'x'\n", [set(["a"], 7)], "a: 7\n"],
  ["a flag", "a: yes # on\n", [set(["a"], false)], "a: false # on\n"],
  ["a value of several lines", "a: x\n  v\nb: z\n", [set(["a"], "w")], "a: w\nb: z\n"],
  [
    "wrapped base64",
    "a:\n  client-key-data: |\n    QUJD\n    REVG\nb: c\n",
    [set(["a", "client-key-data"], "R0hJSktM")],
    "a:\n  client-key-data: |\n    R0hJ\n    SktM\nb: c\n",
  ],
  ["a block that keeps no line end", "token: |-\n  abc\n", [set(["token"], "xyz")], "token: |-\n  xyz\n"],
  ["a block that keeps one", "token: |\n  abc\nb: c\n", [set(["token"], "xyz")], "token: xyz\nb: c\n"],
  ["text by a mapping", "a: x # c\nb: v\n", [set(["a"], { c: "d" })], "a: # c\n  c: d\nb: v\n"],
  ["a mapping by text", "a:\n  b: c\nd: e\n", [set(["a"], "x")], "a:\n  x\nd: e\n"],
];

const adding: readonly Case[] = [
  ["a key at the end", "a: x\n# end\n", [set(["b"], "v")], "a: x\nb: v\n# end\n"],
  ["a key where no line end is", "a: x", [set(["b"], "v")], "a: x\nb: v"],
  ["a key with Windows' line ends", "a: x\r\n", [set(["b"], "v")], "a: x\r\nb: v\r\n"],
  ["a key behind a byte order mark", "\ufeffa: x\n", [set(["b"], "v")], "\ufeffa: x\nb: v\n"],
  [
    "a key behind a block with its blank lines",
    "a:\n  b: |+\n    x\n\nc: d\n",
    [set(["a", "e"], "v")],
    "a:\n  b: |+\n    x\n\n  e: v\nc: d\n",
  ],
  ["a key before the end of the document", "a: x\n...\n", [set(["b"], "v")], "a: x\nb: v\n...\n"],
  ["a key in braces", "a: {b: c}\n", [set(["a", "d"], "e")], "a: {b: c, d: e}\n"],
  ["a key in empty braces", "a: {}\n", [set(["a", "d"], "e")], "a: {d: e}\n"],
  [
    "a key in braces over lines",
    "a: {\n  b: c # why\n}\n",
    [set(["a", "d"], "e")],
    "a: {\n  b: c, # why\n  d: e\n}\n",
  ],
  ["a key under null", "a: ~ # none\nb: c\n", [set(["a", "d"], "e")], "a: # none\n  d: e\nb: c\n"],
  ["mappings that are missing", "a: x\n", [set(["b", "c", "d"], "e")], "a: x\nb:\n  c:\n    d: e\n"],
  [
    "a key in the quotes of its neighbours",
    "a: 'x'\nb: 'v'\n",
    [set(["c"], "z")],
    "a: 'x'\nb: 'v'\nc: 'z'\n",
  ],
  [
    "to an empty file",
    "",
    [set(["a"], "x"), append(["users"], jane)],
    'a: x\nusers:\n- name: jane\n  user:\n    token: "yes"\n',
  ],
  ["to a file of comments", "# mine", [set(["a"], "x")], "# mine\na: x\n"],
  ["to an empty document", "---\n", [set(["a"], "x")], "---\na: x\n"],
  ["to a null document", "null # nothing\n", [set(["a"], "x")], " # nothing\na: x\n"],
  [
    "to an empty list",
    "users: [] # none\na: b\n",
    [append(["users"], jane)],
    'users: # none\n- name: jane\n  user:\n    token: "yes"\na: b\n',
  ],
  ["to a null list", "users: null\n", [append(["users"], { name: "a" })], "users:\n- name: a\n"],
  [
    "to a list without a value",
    "users:\n# c\na: b\n",
    [append(["users"], { name: "a" })],
    "users:\n- name: a\n# c\na: b\n",
  ],
  [
    "to an empty list with a comment in it",
    "users: [\n  # none\n]\n",
    [append(["users"], { name: "a" })],
    "users: [\n  # none\n  {name: a}\n]\n",
  ],
  [
    "in the style of neighbours",
    "users:\n  -   user:\n          token: 'a'\n      name: 'x'\n\n  # second\n  -   user:\n          token: 'b' # why\n      name: 'v'\n# end\n",
    [append(["users"], jane)],
    "users:\n  -   user:\n          token: 'a'\n      name: 'x'\n\n  # second\n  -   user:\n          token: 'b' # why\n      name: 'v'\n\n  -   user:\n          token: 'yes'\n      name: 'jane'\n# end\n",
  ],
  [
    "behind the comments that are indented into the last",
    "users:\n- name: x\n  # x\n\n    # too\n\n# end\n",
    [append(["users"], { name: "a" })],
    "users:\n- name: x\n  # x\n\n    # too\n- name: a\n\n# end\n",
  ],
  [
    "a key behind the comments that are indented into the last",
    "a:\n  b: c\n  # c\n# end\n",
    [set(["d"], "e")],
    "a:\n  b: c\n  # c\nd: e\n# end\n",
  ],
  [
    "with keys in the quotes of their neighbours",
    '"users":\n- "name": "x"\n  "user":\n    \'token\': \'a\'\n- "name": "y"\n',
    [append(["users"], jane), set(["users", 0, "user", "as"], "b")],
    '"users":\n- "name": "x"\n  "user":\n    \'token\': \'a\'\n    \'as\': \'b\'\n- "name": "y"\n- "name": "jane"\n  "user":\n    "token": "yes"\n',
  ],
  [
    "items in braces",
    "users:\n- {name: x, user: {token: a}}\n",
    [append(["users"], jane)],
    'users:\n- {name: x, user: {token: a}}\n- {name: jane, user: {token: "yes"}}\n',
  ],
  [
    "items whose inside is in braces",
    "users:\n- name: x\n  user: {token: a}\n",
    [append(["users"], jane)],
    'users:\n- name: x\n  user: {token: a}\n- name: jane\n  user: {token: "yes"}\n',
  ],
  [
    "a list indented as the others are",
    "a:\n  - b\n",
    [append(["users"], { name: "a" })],
    "a:\n  - b\nusers:\n  - name: a\n",
  ],
];

const json: readonly Case[] = [
  [
    "an item over lines",
    '{\n  "users": [\n    {\n      "name": "x"\n    }\n  ]\n}\n',
    [append(["users"], jane)],
    '{\n  "users": [\n    {\n      "name": "x"\n    },\n    {\n      "name": "jane",\n      "user": {\n        "token": "yes"\n      }\n    }\n  ]\n}\n',
  ],
  [
    "an item on one line",
    '{"users":[{"name":"x"}]}',
    [append(["users"], jane)],
    '{"users":[{"name":"x"},{"name":"jane","user":{"token":"yes"}}]}',
  ],
  [
    "a list that is missing",
    '{\n\t"a": "b"\n}',
    [append(["users"], { name: "x" })],
    '{\n\t"a": "b",\n\t"users": [\n\t\t{\n\t\t\t"name": "x"\n\t\t}\n\t]\n}',
  ],
  [
    "an empty list",
    '{\n  "users": []\n}',
    [append(["users"], { name: "x" })],
    '{\n  "users": [\n    {\n      "name": "x"\n    }\n  ]\n}',
  ],
  [
    "a null list",
    '{\n  "users": null\n}',
    [append(["users"], { name: "x" })],
    '{\n  "users": [\n    {\n      "name": "x"\n    }\n  ]\n}',
  ],
  ["without the last", '{\n  "a": 1,\n  "b": 2\n}\n', [remove(["b"])], '{\n  "a": 1\n}\n'],
  ["without the first", '{"a": 1, "b": 2}', [remove(["a"])], '{"b": 2}'],
];

const u = "users:\n- name: a\n  user: &u\n    token: x\n- name: b\n  user: *u\n- name: c\n  user: *u\n";

const shared: readonly Case[] = [
  [
    "at the anchor: the others keep what they had",
    u,
    [set(["users", 0, "user", "token"], "v")],
    "users:\n- name: a\n  user:\n    token: v\n- name: b\n  user: &u {token: x}\n- name: c\n  user: *u\n",
  ],
  [
    "at an alias: it alone changes",
    u,
    [set(["users", 1, "user", "token"], "v")],
    u.replace("*u", "{<<: *u, token: v}"),
  ],
  [
    "away at an alias",
    u,
    [remove(["users", 2, "user", "token"])],
    u.replace(/\*u\n$/, "{<<: *u, token: null}\n"),
  ],
  [
    "with the entry that has the anchor",
    u,
    [remove(["users", 0])],
    "users:\n- name: b\n  user: &u {token: x}\n- name: c\n  user: *u\n",
  ],
  ["a scalar at the anchor", "a: &x v\nb: *x\nc: *x\n", [set(["a"], "z")], "a: z\nb: &x v\nc: *x\n"],
  ["a scalar at an alias", "a: &x v\nb: *x\n", [set(["b"], "z")], "a: &x v\nb: z\n"],
  [
    "what a merge brings",
    "a: &x {b: c}\nd:\n  <<: *x\n",
    [set(["d", "b"], "e")],
    "a: &x {b: c}\nd:\n  <<: *x\n  b: e\n",
  ],
  [
    "away what a merge brings",
    "a: &x {b: c}\nd:\n  <<: *x\n",
    [remove(["d", "b"])],
    "a: &x {b: c}\nd:\n  <<: *x\n  b: null\n",
  ],
  [
    "away what hides what a merge brings",
    "a: &x {b: c}\nd:\n  <<: *x\n  b: e # v\n",
    [remove(["d", "b"])],
    "a: &x {b: c}\nd:\n  <<: *x\n  b: null # v\n",
  ],
  ["a list that is an alias", "a: &x\n- b\nc: *x\n", [append(["c"], "d")], "a: &x\n- b\nc:\n- b\n- d\n"],
];

const others: readonly Case[] = [
  [
    "a key for another",
    "a:\n  client-key: /k # old\n",
    [rekey(["a", "client-key"], "client-key-data", "QUJD")],
    "a:\n  client-key-data: QUJD # old\n",
  ],
  [
    "a key for another in JSON",
    '{"client-key": "/k"}',
    [rekey(["client-key"], "client-key-data", "QUJD")],
    '{"client-key-data": "QUJD"}',
  ],
  ["a key for one that is there", "a: x\nb: v\n", [rekey(["a"], "b", "z")], "b: z\n"],
  ["the last key of two that are the same", "a: x\nb: c\na: v\n", [remove(["a"])], "b: c\n"],
  ["several items", "a:\n- b\n# c\n- d\n- e\n", [remove(["a", 2]), remove(["a", 0])], "a:\n# c\n- d\n"],
  [
    "the last items between blank lines",
    "a:\n- b\n\n- c\n\n- d\n\ne: f\n",
    [remove(["a", 2]), remove(["a", 1])],
    "a:\n- b\n\ne: f\n",
  ],
  ["every item", "a:\n- b\n# c\n- d\n", [remove(["a", 1]), remove(["a", 0])], "a: []\n"],
  [
    "several things at once",
    "a: b # b\nc:\n- d: e\n- f: g\n  h: i\n  k: l\n- m: n\n- o\n",
    [
      set(["a"], "x"),
      remove(["c", 2]),
      set(["c", 1, "f"], "p"),
      remove(["c", 1, "k"]),
      rekey(["c", 1, "h"], "z", "j"),
      remove(["c", 0]),
      set(["c", 0, "f"], "w"),
    ],
    "a: x # b\nc:\n- f: w\n  z: j\n- o\n",
  ],
  [
    "what was changed before",
    "a:\n- b: c\n- d: e\nf:\n  g: h\n  i: k\n",
    [
      set(["a", 1, "d"], "x"),
      remove(["a", 1]),
      rekey(["f", "g"], "j", "p"),
      set(["f", "j"], "z"),
      remove(["f", "i"]),
    ],
    "a:\n- b: c\nf:\n  j: z\n",
  ],
  ["both keys", "a:\n  b: c\n  d: e\n", [remove(["a", "b"]), remove(["a", "d"])], "a: {}\n"],
  ["nothing that is not there", "a: b\n", [remove(["c", "d"])], "a: b\n"],
];

describe("editsFor", () => {
  for (const [group, cases] of Object.entries({ sets: setting, adds: adding, "writes JSON:": json })) {
    for (const [what, before, changes, after] of cases) {
      it(`${group} ${what}`, () => assert.equal(changed(before, ...changes), after));
    }
  }
  for (const [what, before, changes, after] of shared) {
    it(`changes what is shared: ${what}`, () => assert.equal(changed(before, ...changes), after));
  }
  for (const [what, before, changes, after] of others) {
    it(`replaces or removes ${what}`, () => assert.equal(changed(before, ...changes), after));
  }

  it("makes no edit where nothing is asked for", () => {
    assert.deepEqual(editsFor({ id: "file", text: "a: b\n" }, []), { ok: true, edits: [], text: "a: b\n" });
  });

  it("gives edits as small as the change", () => {
    const edited = editsFor({ id: "file", text: "a: x\nb: v\nc: z\n" }, [set(["c"], "w"), remove(["a"])]);
    assert.deepEqual(edited.ok && edited.edits, [
      { span: { start: 0, end: 5 }, newText: "" },
      { span: { start: 13, end: 14 }, newText: "w" },
    ]);
  });

  it("calls no file unreadable that it cannot write into", () => {
    const edited = editsFor({ id: "file", text: "a:\r- b\rc: 'd'\r" }, [append(["a"], "e"), set(["f"], "g")]);
    assert.match(edited.ok ? "" : edited.reason.template, /could not be fitted into safely/);
  });

  const refusals: readonly (readonly [what: string, text: string, change: Change])[] = [
    ["a file that is no YAML", "a: [\n", set(["a"], "x")],
    ["a path through text", "a: b\n", set(["a", "c"], "x")],
    ["an item that is not there", "a: [b]\n", set(["a", 3], "x")],
    ["a merge that overrides", "a: &x {b: c}\nd:\n  b: e\n  <<: *x\n", set(["d", "b"], "f")],
    ["a file whose first document is empty", "---\n---\na: b\n", set(["c"], "x")],
    ["text that no YAML can hold", "a: b\n", set(["a"], "\ud800")],
    ["a list", "- a\n", set(["b"], "c")],
  ];
  for (const [what, text, change] of refusals) {
    it(`refuses ${what}`, () => assert.equal(editsFor({ id: "file", text }, [change]).ok, false));
  }
});
