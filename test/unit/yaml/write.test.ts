import { strict as assert } from "node:assert";
import { readYaml } from "../../../src/core/yaml/index.ts";
import { scalarText, yamlScalar } from "../../../src/core/yaml/write.ts";

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

describe("text that a reader would not see, or would see turned round", () => {
  for (const code of [0x80, 0xad, 0x200b, 0x200d, 0x202e, 0x2028, 0x2066, 0xe000, 0xfeff, 0xffff, 0xe0001]) {
    const value = `a${String.fromCodePoint(code)}b`;
    const name = `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
    it(`${name} is escaped, and read back as what it is`, () => {
      const text = yamlScalar(value);
      assert.match(text, /^"a\\[uU][0-9a-f]+b"$/);
      assert.deepEqual(readBack(text), value);
    });
    if (code <= 0xffff) {
      it(`${name} is escaped in an edit too, whatever the quotes`, () => {
        for (const replaced of ["x", "'x'", '"x"']) {
          assert.match(scalarText(value, replaced), /^"a\\u[0-9a-f]{4}b"$/);
          assert.equal(readBack(scalarText(value, replaced)), value);
        }
      });
    }
  }
});

function readBack(text: string): unknown {
  const { root } = readYaml(`a: ${text}\n`);
  const value = root?.kind === "map" ? root.entries[0]?.value : undefined;
  return value?.kind === "scalar" && value.value.type === "string" ? value.value.value : undefined;
}
