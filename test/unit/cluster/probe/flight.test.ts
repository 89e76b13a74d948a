import { strict as assert } from "node:assert";
import { readCertificates, readClientCas, readFlight } from "../../../../src/cluster/probe/flight.ts";

const hex = (text: string): Buffer => Buffer.from(text.replaceAll(" ", ""), "hex");

/** Two certificates, a request that names two CAs, and the end of the hello, in three records. */
const FLIGHT = hex(
  "160303 0008 0b00000a 000007 00 160303 0007 0001aa 000000 0d 160303 0015 00000e 01 01 0002 0403 0006 0001bb 0001cc 0e000000",
);

describe("readFlight", () => {
  it("reads messages that go over several records", () => {
    const { kind, messages, oversize, alert } = readFlight(FLIGHT);
    assert.deepEqual([kind, oversize, alert], ["tls", false, undefined]);
    assert.deepEqual(
      messages.map(({ type, body }) => [type, Buffer.from(body).toString("hex")]),
      [
        [11, "0000070000 01aa000000".replace(" ", "")],
        [13, "0101000204030006 0001bb0001cc".replace(" ", "")],
        [14, ""],
      ],
    );
  });

  it("reads names and certificates, or nothing", () => {
    const texts = (vectors: readonly Uint8Array[] | undefined) =>
      vectors?.map(each => Buffer.from(each).toString("hex"));
    assert.deepEqual(
      [
        texts(readCertificates(hex("000009 000001aa 000002bbcc"))),
        texts(readCertificates(hex("000000"))),
        texts(readCertificates(hex("000005 000001aa"))),
        texts(readCertificates(hex("000004 000002aa"))),
        texts(readClientCas(hex("0101 00020403 0006 0001bb 0001cc"))),
        texts(readClientCas(hex("020140 0000 0000"))),
        texts(readClientCas(hex("0101 00020403 0007 0001bb 0001cc"))),
        texts(readClientCas(hex("0101 00020403 0003 0002bb"))),
        texts(readClientCas(hex(""))),
      ],
      [["aa", "bbcc"], [], undefined, undefined, ["bb", "cc"], [], undefined, undefined, undefined],
    );
  });

  it("tells other protocols, alerts and sizes", () => {
    const cases: readonly (readonly [Buffer, unknown])[] = [
      [Buffer.of(), ["nothing", undefined, false]],
      [Buffer.from("HTTP/1.0 400 Bad Request"), ["http", undefined, false]],
      [Buffer.from("220 mail"), ["other", undefined, false]],
      [hex("150303 0002 0246"), ["tls", 70, false]],
      [hex("160303 0004 0b040001 150303 0002 0228"), ["tls", 40, true]],
      [hex("160303 0004 0b03ffff"), ["tls", undefined, false]],
      [hex("140303 0001 01 150303 0002 0228"), ["tls", undefined, false]],
      [hex("16"), ["tls", undefined, false]],
    ];
    assert.deepEqual(
      cases.map(([bytes]) => {
        const { kind, alert, oversize } = readFlight(bytes);
        return [kind, alert, oversize];
      }),
      cases.map(([, expected]) => expected),
    );
  });

  it("takes whatever is cut off or changed", () => {
    for (let at = 0; at < FLIGHT.length; at++) {
      for (const changed of [FLIGHT.subarray(0, at), flipped(at, 0xff), flipped(at, 0x01)]) {
        for (const { body } of readFlight(changed).messages) {
          readCertificates(body);
          readClientCas(body);
        }
      }
    }
  });
});

function flipped(at: number, bits: number): Buffer {
  const copy = Buffer.from(FLIGHT);
  copy[at] = (copy[at] ?? 0) ^ bits;
  return copy;
}
