import { strict as assert } from "node:assert";
import fc from "fast-check";
import { decodeBase64, encodeBase64 } from "../../../src/core/bytes/base64.ts";
import { render } from "../../../src/core/message.ts";
import { anyCharacter } from "../../support/characters.ts";

/** What base64.StdEncoding.DecodeString says, hex or the byte it names. */
const CASES: readonly (readonly [text: string, expected: string | number])[] = [
  ["", ""],
  ["AAAA", "000000"],
  ["AAA=", "0000"],
  ["AA==", "00"],
  ["AA=\n=\r\n", "00"],
  ["A\nA\rA\r\nA", "000000"],
  ["/+8=", "ffef"],
  ["AB==", "00"],
  ["AAAB\n", "000001"],
  ["-_8=", 0],
  ["AA AA", 2],
  ["AAAA\tAAAA", 4],
  ["A", 0],
  ["AA", 0],
  ["AAA", 0],
  ["AAAAA", 4],
  ["AA=", 3],
  ["AA=A", 2],
  ["=", 0],
  ["A===", 1],
  ["AAA==", 4],
  ["AA==A", 4],
  ["AA==\nAA==", 5],
  ["AAAA=", 4],
  ["-----BEGIN CERTIFICATE-----", 0],
  ["é", 0],
];

describe("decodeBase64", () => {
  it("agrees with Go on what is base64 and where it stops being it", () => {
    const ours = CASES.map(([text]) => {
      const result = decodeBase64(text);
      return [text, result.ok ? Buffer.from(result.value).toString("hex") : result.offset];
    });
    assert.deepEqual(ours, CASES);
  });

  it("says it in Go's words", () => {
    const result = decodeBase64("AA AA");
    assert.equal(!result.ok && render(result.message), "illegal base64 data at input byte 2");
  });

  it("undoes encodeBase64, which does what everyone does", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), bytes => {
        const text = encodeBase64(bytes);
        const back = decodeBase64(text);
        assert.deepEqual(
          [text, back.ok && [...back.value]],
          [Buffer.from(bytes).toString("base64"), [...bytes]],
        );
      }),
    );
  });

  it("never throws", () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter }), text => typeof decodeBase64(text).ok === "boolean"),
    );
  });
});
