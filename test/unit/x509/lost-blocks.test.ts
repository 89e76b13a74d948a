import { strict as assert } from "node:assert";
import { utf8Bytes } from "../../../src/core/bytes/bytes.ts";
import { render } from "../../../src/core/message.ts";
import { lostBlocks } from "../../../src/core/x509/lost-blocks.ts";
import { readPem } from "../../../src/core/x509/pem.ts";
import { pemDefect } from "../../../src/core/x509/pem-defect.ts";

const block = (body = "QUJD") => `-----BEGIN CERTIFICATE-----\n${body}\n-----END CERTIFICATE-----\n`;
const BODY = `MII${"A".repeat(61)}`;
const MISSPELT =
  "its BEGIN line is misspelt, and must be five hyphens, BEGIN, a blank, the label, five hyphens";
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
      ["4: blanks stand before -----BEGIN on its line and must go"],
    ],
    "a byte order mark in the middle": [
      `${block()}\ufeff${block()}`,
      ["4: a byte order mark (U+FEFF), which nobody sees, stands before -----BEGIN and must go"],
    ],
    "another character that nobody sees": [
      `${block()}\u200b${block()}`,
      ["4: U+200B, which nobody sees, stands before -----BEGIN and must go"],
    ],
    "one in the base64": [
      block() + block("QU\u00a0JD"),
      ["4: the base64 between BEGIN and END is broken: U+00A0, which nobody sees, stands in it and must go"],
    ],
    "no BEGIN": [`${block()}QUJD\n-----END CERTIFICATE-----\n${block()}`, ["5: its BEGIN line is missing"]],
    "base64 alone": [`${block()}${BODY}\nQUJD\n\n${block()}`, ["4: its BEGIN line is missing"]],
    "four dashes": [`${block()}${block(BODY).slice(1)}${block()}`, [`4: ${MISSPELT}`]],
    "blanks between dashes and words": [
      block() + block(BODY).replaceAll(/-----(BEGIN|END)/g, "----- $1") + block(),
      [`4: ${MISSPELT}`],
    ],
    "dashes of a word processor": [
      block() + block(BODY).replaceAll("-----", "\u2014\u2014-"),
      [`4: ${MISSPELT}`],
    ],
    "lines of an old Mac": [
      block() + block(BODY).replaceAll("\n", "\r"),
      ["4: its lines end with CR alone, and must end with LF"],
    ],
    "all on one line": [
      `${block()}${block(BODY).replaceAll("\n", " ")}\n`,
      ["4: it stands on one line, and its line breaks are missing"],
    ],
    "text behind END": [
      `${block()}${block().trimEnd()} # the old one\n`,
      ["4: something stands behind its END line"],
    ],
    "END behind the base64": [
      block() + block().replace("\n-----END", "-----END"),
      ["4: a line break is missing before its END line"],
    ],
    "the base64 behind BEGIN": [
      block() + block(BODY).replace("-----\n", "-----"),
      ["4: a line break is missing after its BEGIN line"],
    ],
    "none where comments and prose speak of one": [
      `${block()}# between -----BEGIN CERTIFICATE----- and -----END CERTIFICATE-----
each starts with -----BEGIN CERTIFICATE-----
---- BEGIN of the company's ----
${block()}`,
      [],
    ],
    "none where one is commented out": [
      `${block()}${block(BODY).replaceAll(/^(?=.)/gm, "# ")}${block()}`,
      [],
    ],
    "none where BEGIN stands twice": [`${block()}-----BEGIN CERTIFICATE-----\n${block()}`, []],
    "labels and nothing else of a line that is glued": [
      `${block()}-----BEGIN RSA PRIVATE KEY----- ${BODY} -----END RSA PRIVATE KEY----------BEGIN CERTIFICATE-----\nQUJD\n`,
      [
        "4: it stands on one line, and its line breaks are missing",
        '4: a line break is missing in "-----END RSA PRIVATE KEY----------BEGIN CERTIFICATE-----"',
      ],
    ],
  };
  for (const [what, [text, expected]] of Object.entries(cases)) {
    it(what, () => assert.deepEqual(lost(text), expected));
  }

  it("are told by their bytes where they are in UTF-16", () => {
    const data = Buffer.concat([Buffer.from(block()), Buffer.from(`\ufeff${block()}`, "utf16le")]);
    assert.deepEqual(
      lostBlocks(data, readPem(data)).map(({ line, why }) => `${line}: ${render(why)}`),
      ["4: it is written in UTF-16, and must be saved as UTF-8"],
    );
  });

  it("are no more than twenty", () => assert.equal(lost(block() + "-----BEGIN X\n".repeat(100)).length, 20));

  it("and a text in UTF-32, too", () => {
    const wide = (text: string) =>
      Buffer.concat(
        [...text].map(each => Buffer.from([each.charCodeAt(0) & 0xff, each.charCodeAt(0) >> 8, 0, 0])),
      );
    for (const bytes of [wide(`\ufeff${block()}`), wide(block())]) {
      assert.match(render(pemDefect(bytes)), /UTF-32/);
    }
  });

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
