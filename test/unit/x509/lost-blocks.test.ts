import { strict as assert } from "node:assert";
import { utf8Bytes } from "../../../src/core/bytes/bytes.ts";
import { render } from "../../../src/core/message.ts";
import { lostBlocks } from "../../../src/core/x509/lost-blocks.ts";
import { readPem } from "../../../src/core/x509/pem.ts";
import { pemDefect } from "../../../src/core/x509/pem-defect.ts";

const block = (body = "QUJD") => `-----BEGIN CERTIFICATE-----\n${body}\n-----END CERTIFICATE-----\n`;
const GLUED = "-----END CERTIFICATE----------BEGIN CERTIFICATE-----";

function lost(text: string): readonly string[] {
  const data = utf8Bytes(text);
  return lostBlocks(data, readPem(data)).map(({ line, why }) => `${line}: ${render(why)}`);
}

describe("blocks that Go passes over", () => {
  const cases: Readonly<Record<string, readonly [text: string, expected: readonly string[]]>> = {
    "none in a healthy bundle": [`# the first\n${block()}text\n${block()}`, []],
    "none in a bundle with lines of Windows": [(block() + block()).replaceAll("\n", "\r\n"), []],
    "END and BEGIN on one line": [
      `${block().trimEnd()}${block()}${block()}`,
      [`1: a line break is missing in "${GLUED}"`, `3: a line break is missing in "${GLUED}"`],
    ],
    "a broken second block": [
      block() + block("QUJ*") + block(),
      ["4: the base64 between BEGIN and END is broken"],
    ],
    "a block without END at the end": [
      `${block()}-----BEGIN CERTIFICATE-----\nQUJD\n`,
      ["4: its END line is missing"],
    ],
    "a block without END before another": [
      `-----BEGIN CERTIFICATE-----\nQUJD\n${block()}`,
      ["1: its END line is missing"],
    ],
    "a block that is indented": [
      `${block()}  ${block()}`,
      ["4: something stands before -----BEGIN on its line"],
    ],
    "a byte order mark in the middle": [
      `${block()}\ufeff${block()}`,
      ["4: a byte order mark (U+FEFF), which nobody sees, stands before -----BEGIN and must go"],
    ],
  };
  for (const [what, [text, expected]] of Object.entries(cases)) {
    it(what, () => assert.deepEqual(lost(text), expected));
  }

  it("are no more than twenty", () => assert.equal(lost(block() + "-----BEGIN X\n".repeat(100)).length, 20));

  it("and a text in UTF-16 is told by its bytes", () => {
    for (const bytes of [
      Buffer.from(`\ufeff${block()}`, "utf16le"),
      Buffer.from(block(), "utf16le"),
      Buffer.from(`\ufeff${block()}`, "utf16le").swap16(),
    ]) {
      assert.match(render(pemDefect(bytes)), /UTF-16/);
    }
  });
});
