import { strict as assert } from "node:assert";
import type { Change, Json, Path } from "../../../src/core/edits/change.ts";
import { editsFor } from "../../../src/core/edits/edits-for.ts";

const CERT = "Q0VS".repeat(50);
const KEY = "S0VZ".repeat(50);
const USER = { "client-certificate-data": CERT, "client-key-data": KEY };
const BOB: Json = { name: "bob", user: USER };
const lines = (indent: number) =>
  [`client-certificate-data: ${CERT}`, `client-key-data: ${KEY}`]
    .map(line => `${" ".repeat(indent)}${line}\n`)
    .join("");
const bob = (column = 0) => {
  const indent = " ".repeat(column);
  return `${indent}- name: bob\n${indent}  user:\n${lines(column + 4)}`;
};

const append: Change = { kind: "append", path: ["users"], items: [BOB] };
const keyed = (path: Path): readonly Change[] =>
  Object.entries(USER).map(([key, value]): Change => ({ kind: "set", path: [...path, key], value }));
const credential = keyed(["users", 0, "user"]);

type Case = readonly [what: string, before: string, changes: readonly Change[], after: string];

const cases: readonly Case[] = [
  ["behind an item in braces", "users:\n- {name: al}\n", [append], `users:\n- {name: al}\n${bob()}`],
  [
    "behind an item whose value is in braces",
    "users:\n  - name: al\n    user: {token: a} # al\n",
    [append],
    `users:\n  - name: al\n    user: {token: a} # al\n${bob(2)}`,
  ],
  [
    "in a list in brackets",
    "users: [{name: al, user: {token: 'a'}}, &c {name: c}] # who\nkind: Config\n",
    [append],
    `users: # who\n- {name: al, user: {token: 'a'}}\n- &c {name: c}\n${bob()}kind: Config\n`,
  ],
  [
    "in brackets of several lines",
    "users: [\n  {name: al}, # al\n]\n",
    [append],
    `users: [\n  {name: al}, # al\n  {\n    name: bob,\n    user: {\n${lines(6).replace(/\n(?=.)/, ",\n")}    }\n  },\n]\n`,
  ],
  ["in empty brackets", "users: []\n", [append], `users:\n${bob()}`],
  ["in no list", "kind: Config\n", [append], `kind: Config\nusers:\n${bob()}`],
  [
    "in JSON",
    '{"users": [{"name": "al"}]}\n',
    [append],
    `{"users": [{"name": "al"}, ${JSON.stringify(BOB).replaceAll(":", ": ").replaceAll(",", ", ")}]}\n`,
  ],
  [
    "in braces of a block",
    "users:\n- name: al\n  user: {as: 'b', \"as-uid\": c} # al\n",
    credential,
    `users:\n- name: al\n  user: # al\n    as: 'b'\n    "as-uid": c\n${lines(4)}`,
  ],
  [
    "in braces within an item in braces",
    "users:\n- {name: al, user: {as: [b, c]}} # al\n- name: c\n",
    credential,
    `users:\n- name: al # al\n  user:\n    as: [b, c]\n${lines(4)}- name: c\n`,
  ],
  [
    "in empty braces",
    "users:\n- name: al\n  user: {} # al\n",
    credential,
    `users:\n- name: al\n  user: # al\n${lines(4).replace(/\n$/, "\n")}`,
  ],
  [
    "in empty braces within braces",
    "users: [{name: al, user: {}}]\n",
    credential,
    `users:\n- name: al\n  user:\n${lines(4)}`,
  ],
  [
    "in braces with an anchor",
    "users:\n- name: al\n  user: &u {as: b}\n",
    credential,
    `users:\n- name: al\n  user: &u\n    as: b\n${lines(4)}`,
  ],
  [
    "in the place of a path",
    "users:\n- name: al\n  user: {client-certificate: a.crt, client-key: a.key}\n",
    [
      {
        kind: "rekey",
        path: ["users", 0, "user", "client-certificate"],
        key: "client-certificate-data",
        value: CERT,
      },
      { kind: "rekey", path: ["users", 0, "user", "client-key"], key: "client-key-data", value: KEY },
    ],
    `users:\n- name: al\n  user:\n${lines(4)}`,
  ],
  [
    "in the place of other long data, which stays as it is",
    `users:\n- {name: al, user: {client-key-data: ${CERT}}}\n`,
    [{ kind: "set", path: ["users", 0, "user", "client-key-data"], value: KEY }],
    `users:\n- {name: al, user: {client-key-data: ${KEY}}}\n`,
  ],
  [
    "over an alias",
    "users:\n- name: al\n  user: &u\n    as: b\n- name: c\n  user: *u # c\n",
    keyed(["users", 1, "user"]),
    `users:\n- name: al\n  user: &u\n    as: b\n- name: c\n  user: # c\n    <<: *u\n${lines(4)}`,
  ],
  [
    "that another place keeps",
    `users:\n- name: al\n  user: &u\n${lines(4)}- name: c\n  user: *u # c\n`,
    [{ kind: "set", path: ["users", 0, "user"], value: { token: "t" } }],
    `users:\n- name: al\n  user:\n    token: t\n- name: c\n  user: &u # c\n${lines(4)}`,
  ],
  [
    "short, which stays in braces",
    "users:\n- {name: al, user: {as: b}}\n",
    [{ kind: "set", path: ["users", 0, "user", "token"], value: "t" }],
    "users:\n- {name: al, user: {as: b, token: t}}\n",
  ],
];

describe("long data", () => {
  for (const [what, text, changes, after] of cases) {
    it(`is written in lines of its own, ${what}`, () => {
      const edited = editsFor({ id: "file", text }, changes);
      assert.equal(edited.ok ? edited.text : edited.reason.template, after);
    });
  }

  it("is written with Windows' line ends", () => {
    const edited = editsFor({ id: "file", text: "users: [{name: al}]\r\n" }, [append]);
    assert.equal(edited.ok && edited.text, `users:\n- {name: al}\n${bob()}`.replaceAll("\n", "\r\n"));
  });
});
