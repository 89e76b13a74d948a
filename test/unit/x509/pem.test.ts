import { strict as assert } from "node:assert";
import fc from "fast-check";
import { decodeBase64 } from "../../../src/core/x509/base64.ts";
import { encodePem, readPem } from "../../../src/core/x509/pem.ts";
import { pemDefects } from "../../../src/core/x509/pemdefects.ts";

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

describe("pemDefects", () => {
  const codes: Readonly<Record<string, readonly [text: string, codes: readonly string[]]>> = {
    "a good block": [ABC, []],
    "a good block after text": [`text\n${ABC}`, []],
    nothing: [" \n", ["empty"]],
    "other text": ["hello", ["no-begin"]],
    "base64 twice": [Buffer.from(ABC).toString("base64"), ["double-base64"]],
    "base64 alone": ["MIIBAAAA", ["no-armor"]],
    "escaped line breaks": [ABC.replaceAll("\n", "\\n"), ["escaped-newlines"]],
    "an indented block": [` ${ABC}`, ["glued-begin"]],
    "a BOM": [`\ufeff${ABC}`, ["glued-begin"]],
    "four dashes": [ABC.replace("CERTIFICATE-----\nQ", "CERTIFICATE----\nQ"), ["malformed-begin"]],
    "no END": ["-----BEGIN CERTIFICATE-----\nQUJD\n", ["no-end"]],
    "no END before the next": [`-----BEGIN CERTIFICATE-----\nQUJD\n${ABC}`, ["no-end"]],
    "another END": [ABC.replace("END CERTIFICATE", "END KEY"), ["end-mismatch"]],
    "broken base64": [ABC.replace("QUJD", "QU*D"), ["bad-base64"]],
    "OpenSSL's trusted form": [ABC.replaceAll("CERTIFICATE", "TRUSTED CERTIFICATE"), ["wrong-label"]],
    "a key": [ABC.replaceAll("CERTIFICATE", "PRIVATE KEY"), ["wrong-label"]],
    "one good, one bad": [`${ABC}${ABC.replace("QUJD", "Q")}`, ["bad-base64"]],
  };
  for (const [what, [text, expected]] of Object.entries(codes)) {
    it(`tells of ${what}`, () => {
      const found = pemDefects(text, "certificate").map(defect => defect.code);
      assert.deepEqual(found, expected);
    });
  }

  it("tells of DER", () => {
    const der = Uint8Array.from({ length: 300 }, (_, i) => [0x30, 0x82, 0x01, 0x28][i] ?? i);
    assert.deepEqual(
      pemDefects(der, "certificate").map(defect => defect.code),
      ["der"],
    );
  });

  it("points at the byte where the base64 breaks", () => {
    const text = ABC.replace("QUJD", "Key: v\n\nQU JD\nQU*D");
    const [defect] = pemDefects(text, "certificate");
    assert.equal(defect && text.slice(defect.start, defect.end), "*");
  });

  it("has nothing to say exactly when everything that begins is read and fits", () => {
    const piece = fc.constantFrom(
      ABC,
      "text\n",
      " ",
      "-----BEGIN CERTIFICATE-----\n",
      "QUJD\n",
      "\n-----END CERTIFICATE-----\n",
    );
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 8 }), pieces => {
        const text = pieces.join("");
        const begun = text.split("-----BEGIN ").length - 1;
        return (
          (pemDefects(text, "certificate").length === 0) === (begun > 0 && readPem(text).length === begun)
        );
      }),
    );
  });

  it("does not mind a private key where one is wanted", () => {
    const key = ABC.replaceAll("CERTIFICATE", "EC PRIVATE KEY");
    assert.deepEqual([pemDefects(key, "private-key"), decodeBase64("QUJD").ok], [[], true]);
  });
});
