import { strict as assert } from "node:assert";
import { decodeBytes, decodeText } from "../../../src/core/features/details/decode.ts";
import { readPkiFile } from "../../../src/core/pki/file.ts";
import { binaryForm } from "../../../src/core/x509/binary-form.ts";
import { readDerKey } from "../../../src/core/x509/key.ts";
import { cpu, slowness } from "../../support/pace.ts";

const SIZE = 4_000_000;
/** Milliseconds of CPU for all of them. */
const LIMIT = 500;

const timing = { now: 0, thresholds: { warning: 0, critical: 0 } };

function alternating(...bytes: readonly number[]): Buffer {
  return Buffer.alloc(SIZE, Buffer.from(bytes));
}

/** One SEQUENCE of definite length around what is nothing. */
function wrapped(contents: Buffer): Buffer {
  return Buffer.concat([Buffer.from([0x30, 0x84, 0, ...lengthOf(contents)]), contents]);
}

function lengthOf({ length }: Buffer): readonly number[] {
  return [length >> 16, (length >> 8) & 255, length & 255];
}

describe("megabytes of DER that mean nothing", () => {
  const cases: Readonly<Record<string, Buffer>> = {
    "sequences without an end": alternating(0x30, 0x80),
    "nulls in a sequence": wrapped(alternating(5, 0)),
    "nested sequences": wrapped(alternating(0x30, 0x80)),
  };
  for (const [name, bytes] of Object.entries(cases)) {
    it(`${name} are refused by their head`, () => {
      const limit = LIMIT * slowness();
      const start = cpu();
      const file = readPkiFile("/a.key", "a.key", { kind: "file", bytes });
      assert.equal(file.certificates.length + file.requests.length, 0);
      assert.ok(file.failure !== undefined && file.key === undefined);
      assert.equal(readDerKey(bytes), undefined);
      assert.deepEqual(decodeBytes(bytes, timing), []);
      assert.deepEqual(decodeText(bytes.toString("base64"), timing), []);
      binaryForm(bytes);
      const taken = cpu() - start;
      assert.ok(taken < limit, `${taken} ms of ${limit}`);
    });
  }
});
