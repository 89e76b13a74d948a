import { strict as assert } from "node:assert";
import { readYaml } from "../../../src/core/yaml/index.ts";

/** The reason of the refusal and the text at its span. */
function refused(text: string): readonly [reason: string, at: string] | undefined {
  const { refusal } = readYaml(text);
  return refusal && [refusal.reason, text.slice(refusal.span.start, refusal.span.end)];
}

const CASES: readonly (readonly [text: string, reason: string, at: string])[] = [
  ["a:\n\tb: 1", "syntax", "\t"],
  ["a: b\n\tc: 1", "syntax", "\t"],
  ["a: 1\nb\nc: 2", "syntax", "b"],
  ['a: "b', "syntax", '"b'],
  ["a: 'b\nc: d", "syntax", "'b"],
  ["a: b: c", "syntax", ":"],
  ["a: - b", "syntax", "-"],
  ["a: [1, 2", "syntax", "2"],
  ["a: [1 2\nb: 3]", "syntax", ":"],
  ["{a: 1]", "syntax", "]"],
  ["a: @b", "syntax", "@"],
  ["a: `b", "syntax", "`"],
  ["a: %b", "syntax", "%"],
  ["a: *", "syntax", "*"],
  ["a: & b", "syntax", "& "],
  ['a: "\\d"', "syntax", "\\d"],
  ['a: "\\/"', "syntax", "\\/"],
  ['a: "\\x4"', "syntax", '\\x4"'],
  ['a: "\\ud83d\\ude00"', "syntax", "\\ud83d"],
  ["a: |x\n  b", "syntax", "x"],
  ["%FOO\n---\na: 1", "syntax", "%FOO"],
  ["%YAML 1.2\n---\na: 1", "version", "%YAML 1.2"],
  ["a: 1\n b: 2", "syntax", ":"],
  ["a:\n  b: 1\n c: 2", "syntax", "c"],
  ["a: \x07", "control-character", "\x07"],
  ["a: \x7f", "control-character", "\x7f"],
  ["a: b\n---\n\x00", "control-character", "\x00"],
  ["a\0:\0 \0b\0", "encoding", "\0"],
  ["\0a\0:\0 \0b", "encoding", "\0"],
  ["...\n", "syntax", "..."],
  ["[".repeat(10_001), "too-deep", "["],
  [`a: ${nested(10_000)}`, "too-deep-json", "a"],
  [`a: &a ${nested(6000)}\nb: ${"[".repeat(6000)}*a${"]".repeat(6000)}`, "too-deep-json", "a"],
];

function nested(depth: number): string {
  return "[".repeat(depth) + "]".repeat(depth);
}

describe("texts that kubectl refuses", () => {
  it("say why and where", () => {
    assert.deepEqual(
      CASES.map(([text]) => [text, ...(refused(text) ?? [])]),
      CASES.map(each => [...each]),
    );
  });

  it("end at our own limit of length", () => {
    assert.deepEqual(readYaml("a: 1", { maxLength: 3 }).refusal?.reason, "too-large");
  });
});

describe("texts that look wrong and kubectl accepts", () => {
  const accepted = [
    `a: ${nested(9999)}`,
    "",
    "---",
    "# only a comment",
    "a: 1\n---\n[",
    "a: 1\n...\n]",
    '"a" ]',
    "[]: x",
    "a: 1\n%YAML 9.9\n",
    "a:\n- b\n- c",
    "a: b\t# c",
    "a: {b: c,}",
    "? a\n? b",
    "a: x#y",
    "\ufeffa: 1",
    "a: 1\r\nb: 2\r",
    `${" ".repeat(600)}a: 1\n---\n${"#".repeat(600)}\x07`,
    "[".repeat(10_000) + "]".repeat(10_000),
  ];
  it("are read", () => {
    assert.deepEqual(
      accepted.filter(text => refused(text) !== undefined),
      [],
    );
  });
});

describe("notices", () => {
  it("name later documents, duplicate keys and a byte order mark", () => {
    const text = "\ufeffa: 1\nb: 2\na: 3\n---\n# c\nx: 1\n";
    assert.deepEqual(readYaml(text).notices, [
      { kind: "byte-order-mark", span: { start: 0, end: 1 } },
      { kind: "later-document", span: { start: 24, end: 29 } },
      { kind: "duplicate-key", span: { start: 1, end: 2 }, key: "a", winner: { start: 11, end: 12 } },
    ]);
  });

  it("do not count markers and comments as a document", () => {
    assert.deepEqual(readYaml("a: 1\n---\n# c\n...\n").notices, []);
  });
});
