import { strict as assert } from "node:assert";
import fc from "fast-check";
import { render } from "../../../src/core/message.ts";
import { encodePem, readPem } from "../../../src/core/x509/pem.ts";
import { pemDefect } from "../../../src/core/x509/pem-defect.ts";
import { base64 } from "../../support/certificates.ts";

const ABC = "-----BEGIN CERTIFICATE-----\nQUJD\n-----END CERTIFICATE-----\n";

function contents(text: string): readonly (readonly [label: string, content: string])[] {
  return readPem(text).map(({ label, der }) => [label, Buffer.from(der).toString()]);
}

describe("readPem", () => {
  const accepted: Readonly<Record<string, string>> = {
    "a plain block": ABC,
    CRLF: ABC.replaceAll("\n", "\r\n"),
    "no final line feed": ABC.trim(),
    "text around": `subject=x\n${ABC}more`,
    "blanks at line ends": ABC.replaceAll("\n", " \t\n"),
    "spaces inside": ABC.replace("QUJD", "QU JD"),
    "blank lines": ABC.replace("QUJD", "\n\nQUJD\n\n"),
    headers: ABC.replace("QUJD", "Key: value\nOther: x\n\nQUJD"),
    "a BEGIN without END before": `-----BEGIN CERTIFICATE-----\nAAAA\n${ABC}`,
  };
  for (const [what, text] of Object.entries(accepted)) {
    it(`accepts ${what}`, () => assert.deepEqual(contents(text), [["CERTIFICATE", "ABC"]]));
  }

  const skipped: Readonly<Record<string, string>> = {
    nothing: "",
    "a BOM": `\ufeff${ABC}`,
    "a space before BEGIN": ` ${ABC}`,
    "another END": ABC.replace("END CERTIFICATE", "END KEY"),
    "a missing END": ABC.slice(0, 40),
    "broken base64": ABC.replace("QUJD", "QU*D"),
    "URL-safe base64": ABC.replace("QUJD", "QU_-"),
    "missing padding": ABC.replace("QUJD", "QUI"),
    "four dashes": ABC.replace("CERTIFICATE-----\nQ", "CERTIFICATE----\nQ"),
    "text after END": ABC.replace("-----\n", "-----").replace(/-----\n$/, "----- x\n"),
  };
  for (const [what, text] of Object.entries(skipped)) {
    it(`skips ${what}`, () => assert.deepEqual(contents(text), []));
  }

  it("goes on after a block that it skips", () => {
    const text = `${ABC.replace("QUJD", "****")}${ABC}`;
    assert.deepEqual(contents(text), [["CERTIFICATE", "ABC"]]);
  });

  it("gives label, headers and byte offsets", () => {
    const text = `é\n${ABC.replace("QUJD", "A: b\n\nQUJD")}${ABC.replaceAll("CERTIFICATE", "KEY")}`;
    const blocks = readPem(text).map(({ label, headers, start, end }) => [label, [...headers], start, end]);
    assert.deepEqual(blocks, [
      ["CERTIFICATE", [["A", "b"]], 3, 68],
      ["KEY", [], 68, 111],
    ]);
  });

  it("reads what encodePem writes, in lines of 64", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), bytes => {
        const text = encodePem("X", bytes);
        const [block] = readPem(text);
        const longest = Math.max(...text.split("\n").map(line => line.length));
        assert.deepEqual([block && [...block.der], longest <= 64], [[...bytes], true]);
      }),
    );
  });

  it("never throws and takes no text for a block that it is not", () => {
    const piece = fc.constantFrom(
      "-----BEGIN ",
      "-----END ",
      "A",
      "-----",
      "\n",
      ":",
      "QUJD",
      "=",
      " ",
      "\r",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), pieces => {
        const text = pieces.join("");
        return readPem(text).every(
          block => text.startsWith("-----BEGIN ", block.start) && block.end <= text.length,
        );
      }),
    );
  });
});

describe("pemDefect", () => {
  const reasons: Readonly<Record<string, readonly [text: string, reason: string]>> = {
    nothing: [" \n", "nothing stands there"],
    "other text": ["hello", "no line begins with -----BEGIN"],
    "base64 twice": [base64(ABC), "it is PEM that was encoded as base64 twice"],
    "base64 alone": ["MIIBAAAA", "the BEGIN and END lines around the base64 are missing"],
    "escaped line breaks": [
      ABC.replaceAll("\n", "\\n"),
      "its line breaks are written as \\n, which only double quotes in YAML turn into such",
    ],
    "an indented block": [` ${ABC}`, "blanks stand before -----BEGIN on its line and must go"],
    "a BOM": [
      `\ufeff${ABC}`,
      "a byte order mark (U+FEFF), which nobody sees, stands before -----BEGIN and must go",
    ],
    "four dashes": [
      ABC.replace("CERTIFICATE-----\nQ", "CERTIFICATE----\nQ"),
      "its BEGIN line does not end with five dashes",
    ],
    "no END": ["-----BEGIN CERTIFICATE-----\nQUJD\n", "its END line is missing"],
    "another END": [ABC.replace("END CERTIFICATE", "END KEY"), "its END line is not that of its BEGIN line"],
    "broken base64": [ABC.replace("QUJD", "QU*D"), "the base64 between BEGIN and END is broken"],
  };
  for (const [what, [text, reason]] of Object.entries(reasons)) {
    it(`tells of ${what}, where Go finds no block`, () => {
      const bytes = Buffer.from(text);
      assert.deepEqual([readPem(bytes).length, render(pemDefect(bytes))], [0, reason]);
    });
  }

  it("tells of DER", () => {
    const der = Uint8Array.from({ length: 300 }, (_, i) => [0x30, 0x82, 0x01, 0x28][i] ?? i);
    assert.equal(render(pemDefect(der)), "it is DER, the binary form");
  });
});
