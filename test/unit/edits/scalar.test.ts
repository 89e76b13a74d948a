import { strict as assert } from "node:assert";
import { scalarText } from "../../../src/core/edits/scalar.ts";

const table: readonly (readonly [value: string, replaced: string, text: string])[] = [
  ["jane", "john", "jane"],
  ["jane", '"john"', '"jane"'],
  ["it's", "'john'", "'it''s'"],
  ["yes", "john", '"yes"'],
  ["0123", "john", '"0123"'],
  ["~", "john", '"~"'],
  ["a: b", "john", '"a: b"'],
  ["a #b", "john", '"a #b"'],
  ["- a", "john", '"- a"'],
  ["", "john", '""'],
  ["a,b", "john", '"a,b"'],
  ["a\nb", "'john'", '"a\\nb"'],
  ["arn:aws:eks:eu-west-1:1:cluster/a", "john", "arn:aws:eks:eu-west-1:1:cluster/a"],
  ["https://10.0.0.1:6443", "john", "https://10.0.0.1:6443"],
];

describe("scalarText", () => {
  for (const [value, replaced, text] of table) {
    it(`writes ${JSON.stringify(value)} for ${replaced}`, () =>
      assert.equal(scalarText(value, replaced), text));
  }
});
