import { strict as assert } from "node:assert";
import fc from "fast-check";
import type { Change } from "../../../src/core/edits/change.ts";
import { difference } from "../../../src/core/edits/difference.ts";
import { verifyEdit } from "../../../src/core/edits/verify.ts";
import { applyEdits, type TextEdit } from "../../../src/core/text.ts";

const TEXT = "users:\n- name: jane\n  user:\n    token: abc\n    x: null\n";
const token: Change = { kind: "set", path: ["users", 0, "user", "token"], value: "new" };

function replacing(old: string, newText: string): TextEdit {
  const start = TEXT.indexOf(old);
  return { span: { start, end: start + old.length }, newText };
}

const outcomes: readonly (readonly [
  what: string,
  edits: readonly TextEdit[],
  changes: readonly Change[],
  ok: boolean,
])[] = [
  ["what was asked for", [replacing("abc", "new")], [token], true],
  ["another spelling of it", [replacing("abc", '"n\\x65w"')], [token], true],
  ["comments and order besides", [replacing("abc", "new # rotated")], [token], true],
  ["nothing at all", [], [token], false],
  ["another value", [replacing("abc", "newer")], [token], false],
  ["more than that", [replacing("abc", "new"), replacing("jane", "joan")], [token], false],
  ["a value of another type", [replacing("abc", "1")], [{ ...token, value: "1" }], false],
  ["a key twice", [replacing("abc", "old\n    token: new")], [token], false],
  ["a file that is no YAML", [replacing("abc", "[new")], [token], false],
  [
    "what kubectl refuses",
    [replacing("abc", "new"), replacing("null", "null\n    as: 1")],
    [token, { kind: "set", path: ["users", 0, "user", "as"], value: 1 }],
    false,
  ],
];

describe("verifyEdit", () => {
  for (const [what, edits, changes, ok] of outcomes) {
    it(`${ok ? "accepts" : "refuses"} ${what}`, () => {
      assert.equal(verifyEdit({ id: "file", text: TEXT }, edits, changes).ok, ok);
    });
  }
});

describe("difference", () => {
  const text = fc
    .array(fc.constantFrom("a", "b", "\r\n", "\n", "\r", "😀", "😁", "é"))
    .map(parts => parts.join(""));

  it("makes one text the other, in whole characters", () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const edit = difference(before, after);
        assert.equal(applyEdits(before, [edit]), after);
        for (const at of [edit.span.start, edit.span.end]) {
          assert.doesNotMatch(
            `${before.slice(0, at)}|${before.slice(at)}`,
            /\r\|\n|[\ud800-\udbff]\|[\udc00-\udfff]/,
          );
        }
      }),
    );
  });

  it("leaves out what both share", () => {
    assert.deepEqual(difference("a: b\nc: d\n", "a: b\nc: e\n"), {
      span: { start: 8, end: 9 },
      newText: "e",
    });
  });
});
