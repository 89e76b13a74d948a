import type { Shape } from "./shape.ts";

/** A DER value. */
export function tlv(tag: number, ...given: readonly (Uint8Array | readonly Uint8Array[])[]): Uint8Array {
  const content = given.flat();
  const length = content.reduce((sum, part) => sum + part.length, 0);
  const octets: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) octets.unshift(rest % 256);
  const head = length < 0x80 ? [tag, length] : [tag, 0x80 | octets.length, ...octets];
  return Buffer.concat([Uint8Array.from(head), ...content]);
}

const text = (tag: number, value: string) => tlv(tag, Buffer.from(value, "latin1"));
const oid = (...bytes: number[]) => tlv(6, Uint8Array.from(bytes));
const sequence = (...parts: readonly (Uint8Array | readonly Uint8Array[])[]) => tlv(0x30, ...parts);

/** Parts until `size` bytes are there. */
function parts(part: (index: number) => Uint8Array, size: number): readonly Uint8Array[] {
  const all: Uint8Array[] = [];
  for (let length = 0, index = 0; length < size; index++) {
    const next = part(index);
    all.push(next);
    length += next.length;
  }
  return all;
}

const ECDSA = sequence(oid(0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 2));
/** The base point of P-256: a key that Go takes. */
const POINT = Buffer.from(
  "046b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c2964fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5",
  "hex",
);
const KEY = sequence(
  sequence(oid(0x2a, 0x86, 0x48, 0xce, 0x3d, 2, 1), oid(0x2a, 0x86, 0x48, 0xce, 0x3d, 3, 1, 7)),
  tlv(3, Uint8Array.of(0), POINT),
);
const NAME = sequence(tlv(0x31, sequence(oid(0x55, 4, 3), text(12, "a"))));
const VALIDITY = sequence(text(23, "260101000000Z"), text(23, "360101000000Z"));

interface CertificateParts {
  readonly serial?: Uint8Array;
  readonly issuer?: Uint8Array;
  readonly subject?: Uint8Array;
  readonly key?: Uint8Array;
  readonly extensions?: readonly Uint8Array[];
  readonly signature?: Uint8Array;
}

/** A certificate that is as well-formed as its parts; its signature is made up. */
export function certificate(given: CertificateParts): Uint8Array {
  const { serial = Uint8Array.of(1), issuer = NAME, subject = NAME, key = KEY, extensions = [] } = given;
  const tail = extensions.length === 0 ? [] : [tlv(0xa3, sequence(extensions))];
  const version = tlv(0xa0, tlv(2, Uint8Array.of(2)));
  const body = sequence(version, tlv(2, serial), ECDSA, issuer, VALIDITY, subject, key, ...tail);
  return sequence(body, ECDSA, tlv(3, Uint8Array.of(0), given.signature ?? Buffer.alloc(64, 1)));
}

const extension = (last: number, value: Uint8Array) => sequence(oid(0x55, 0x1d, last), tlv(4, value));
const names = (size: number, part: (index: number) => Uint8Array) => sequence(parts(part, size));
const subtree = (tag: number, value: Uint8Array) => sequence(tlv(tag, value));
const latin1 = (value: string) => Buffer.from(value, "latin1");
const number = (value: number) => Uint8Array.of(1, (value >> 16) & 255, (value >> 8) & 255, value & 255);

function nested(tag: number, size: number): Uint8Array {
  let inner: Uint8Array = Uint8Array.of(5, 0);
  const levels = Math.min(size / 4, 20_000);
  for (let level = 0; level < levels; level++) inner = tlv(tag, inner);
  return inner;
}

const shape = (name: string, make: (size: number) => Uint8Array, most?: number): Shape => ({
  name,
  entry: "der",
  make,
  ...(most !== undefined && { most }),
});

/** Certificates and DER of unusual size and form. */
export const derShapes: readonly Shape[] = [
  shape("a subject of many attributes", size =>
    certificate({ subject: names(size, i => tlv(0x31, sequence(oid(0x55, 4, 11), text(12, `ou ${i}`)))) }),
  ),
  shape("a subject with one set of many attributes", size =>
    certificate({
      subject: sequence(
        tlv(
          0x31,
          parts(i => sequence(oid(0x55, 4, 10), text(12, `o ${i}`)), size),
        ),
      ),
    }),
  ),
  shape("a common name of many characters", size =>
    certificate({ subject: sequence(tlv(0x31, sequence(oid(0x55, 4, 3), text(12, "n".repeat(size))))) }),
  ),
  shape("an issuer of many attributes", size =>
    certificate({ issuer: names(size, () => tlv(0x31, sequence(oid(0x55, 4, 3), text(19, "x")))) }),
  ),
  shape("many DNS names", size =>
    certificate({
      extensions: [
        extension(
          17,
          names(size, i => text(0x82, `h${i}.example.com`)),
        ),
      ],
    }),
  ),
  shape("one DNS name of many labels", size =>
    certificate({ extensions: [extension(17, sequence(text(0x82, "a.".repeat(size / 2))))] }),
  ),
  shape("many mail addresses", size =>
    certificate({
      extensions: [
        extension(
          17,
          names(size, i => text(0x81, `"a${i}"@example.com`)),
        ),
      ],
    }),
  ),
  shape("one mail address of many quotes", size =>
    certificate({ extensions: [extension(17, sequence(text(0x81, `"${'\\"'.repeat(size / 2)}"@b`)))] }),
  ),
  shape("many URIs", size =>
    certificate({
      extensions: [
        extension(
          17,
          names(size, i => text(0x86, `https://h${i}/%41`)),
        ),
      ],
    }),
  ),
  shape("one URI of many characters", size =>
    certificate({ extensions: [extension(17, sequence(text(0x86, `https://h/${"%41".repeat(size / 3)}`)))] }),
  ),
  shape("many IP addresses", size =>
    certificate({
      extensions: [
        extension(
          17,
          names(size, i => tlv(0x87, number(i))),
        ),
      ],
    }),
  ),
  shape("many other names", size =>
    certificate({
      extensions: [
        extension(
          17,
          names(size, () => tlv(0xa0, oid(0x2a, 3), tlv(0xa0, text(12, "x")))),
        ),
      ],
    }),
  ),
  shape("many extensions", size =>
    certificate({
      extensions: parts(
        i =>
          sequence(
            tlv(6, Uint8Array.of(0x2a, 0x81 | (i >> 14), 0x80 | ((i >> 7) & 127), i & 127)),
            tlv(4, Uint8Array.of(5, 0)),
          ),
        size,
      ),
    }),
  ),
  shape("one extension again and again", size =>
    certificate({ extensions: parts(() => extension(15, tlv(3, Uint8Array.of(0, 1))), size) }),
  ),
  shape("many extended key usages", size =>
    certificate({
      extensions: [
        extension(
          37,
          names(size, () => oid(0x2b, 6, 1, 5, 5, 7, 3, 2)),
        ),
      ],
    }),
  ),
  shape("many policies", size =>
    certificate({
      extensions: [
        extension(
          32,
          names(size, i =>
            sequence(
              tlv(6, Uint8Array.of(0x2a, 0x80 | ((i >> 14) & 127) | 1, 0x80 | ((i >> 7) & 127), i & 127)),
            ),
          ),
        ),
      ],
    }),
  ),
  shape("many distribution points", size =>
    certificate({
      extensions: [
        extension(
          31,
          names(size, i => sequence(tlv(0xa0, tlv(0xa0, text(0x86, `http://h${i}/c`))))),
        ),
      ],
    }),
  ),
  shape("many permitted DNS names", size =>
    certificate({
      extensions: [
        extension(
          30,
          sequence(
            tlv(
              0xa0,
              parts(i => subtree(0x82, latin1(`h${i}.a`)), size),
            ),
          ),
        ),
      ],
    }),
  ),
  shape("many excluded addresses", size =>
    certificate({
      extensions: [
        extension(
          30,
          sequence(
            tlv(
              0xa1,
              parts(i => subtree(0x87, Buffer.concat([number(i), number(0xffffff)])), size),
            ),
          ),
        ),
      ],
    }),
  ),
  shape("names and constraints on them", size =>
    certificate({
      extensions: [
        extension(
          17,
          names(size / 2, i => text(0x82, `h${i}.a`)),
        ),
        extension(
          30,
          sequence(
            tlv(
              0xa1,
              parts(i => subtree(0x82, latin1(`x${i}.a`)), size / 2),
            ),
          ),
        ),
      ],
    }),
  ),
  shape("a serial number of many bytes", size => certificate({ serial: Buffer.alloc(size, 0x7f) })),
  shape("a signature of many bytes", size => certificate({ signature: Buffer.alloc(size, 0x7f) })),
  shape("an RSA key of many bits", size =>
    certificate({
      key: sequence(
        sequence(oid(0x2a, 0x86, 0x48, 0x86, 0xf7, 13, 1, 1, 1), tlv(5)),
        tlv(
          3,
          Uint8Array.of(0),
          sequence(tlv(2, Uint8Array.of(0), Buffer.alloc(size, 0xfd)), tlv(2, Uint8Array.of(1, 0, 1))),
        ),
      ),
    }),
  ),
  shape("an RSA key with an exponent of many bits", size =>
    certificate({
      key: sequence(
        sequence(oid(0x2a, 0x86, 0x48, 0x86, 0xf7, 13, 1, 1, 1), tlv(5)),
        tlv(3, Uint8Array.of(0), sequence(tlv(2, Buffer.alloc(256, 0x7d)), tlv(2, Buffer.alloc(size, 0x7d)))),
      ),
    }),
  ),
  shape("an object identifier of many bytes", size =>
    certificate({
      subject: sequence(
        tlv(
          0x31,
          sequence(tlv(6, Uint8Array.of(0x55), Buffer.alloc(size, 0x81), Uint8Array.of(1)), text(12, "x")),
        ),
      ),
    }),
  ),
  shape("sequences inside each other", size => nested(0x30, size), 80_000),
  shape(
    "sequences inside each other in an extension",
    size => certificate({ extensions: [extension(17, nested(0x30, size))] }),
    80_000,
  ),
  shape("sequences side by side", size => sequence(parts(() => sequence(), size))),
  shape("a length that the data does not have", size =>
    Buffer.concat([Uint8Array.of(0x30, 0x84, 0x7f, 255, 255, 255), Buffer.alloc(size)]),
  ),
  shape("indefinite lengths", size => Buffer.alloc(size, Uint8Array.of(0x30, 0x80))),
  shape("zeros", size => Buffer.alloc(size)),
];
