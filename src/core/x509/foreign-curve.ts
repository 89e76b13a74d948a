import { formatOid } from "./der.ts";

/** Curves that Go's crypto/x509 does not know, below each arc: SEC 2, X9.62, RFC 5639, GB/T 32918. */
const ARCS: Readonly<Record<string, Readonly<Record<number, string>>>> = {
  "1.3.132.0": {
    1: "sect163k1",
    2: "sect163r1",
    3: "sect239k1",
    4: "sect113r1",
    5: "sect113r2",
    6: "secp112r1",
    7: "secp112r2",
    8: "secp160r1",
    9: "secp160k1",
    10: "secp256k1",
    15: "sect163r2",
    16: "sect283k1",
    17: "sect283r1",
    22: "sect131r1",
    23: "sect131r2",
    24: "sect193r1",
    25: "sect193r2",
    26: "sect233k1",
    27: "sect233r1",
    28: "secp128r1",
    29: "secp128r2",
    30: "secp160r2",
    31: "secp192k1",
    32: "secp224k1",
    36: "sect409k1",
    37: "sect409r1",
    38: "sect571k1",
    39: "sect571r1",
  },
  "1.2.840.10045.3.1": {
    1: "P-192",
    2: "prime192v2",
    3: "prime192v3",
    4: "prime239v1",
    5: "prime239v2",
    6: "prime239v3",
  },
  "1.3.36.3.3.2.8.1.1": {
    1: "brainpoolP160r1",
    2: "brainpoolP160t1",
    3: "brainpoolP192r1",
    4: "brainpoolP192t1",
    5: "brainpoolP224r1",
    6: "brainpoolP224t1",
    7: "brainpoolP256r1",
    8: "brainpoolP256t1",
    9: "brainpoolP320r1",
    10: "brainpoolP320t1",
    11: "brainpoolP384r1",
    12: "brainpoolP384t1",
    13: "brainpoolP512r1",
    14: "brainpoolP512t1",
  },
  "1.2.156.10197.1": { 301: "SM2" },
  "1.3.101": { 111: "X448", 113: "Ed448" },
};

/** The fields of a curve that is written out: RFC 3279 2.3.5, whose namedCurve alone Go takes. */
const FIELDS: ReadonlySet<string> = new Set(["1.2.840.10045.1.1", "1.2.840.10045.1.2"]);

/** Longer than any key on a curve, with its public part: bytes. */
const LONGEST = 600;

const OBJECT_IDENTIFIER = 0x06;

/** The name of a curve that Go does not know, by its identifier. */
export function foreignCurveName(oid: string): string | undefined {
  const dot = oid.lastIndexOf(".");
  return ARCS[oid.slice(0, dot)]?.[Number(oid.slice(dot + 1))];
}

/** The curve of a key that Go cannot use, by its identifier in the DER of the key or certificate; undefined for any other. */
export function foreignCurve(der: Uint8Array): string | undefined {
  const end = Math.min(der.length, LONGEST);
  for (
    let at = der.indexOf(OBJECT_IDENTIFIER);
    at >= 0 && at < end;
    at = der.indexOf(OBJECT_IDENTIFIER, at + 1)
  ) {
    const length = der[at + 1] ?? 0;
    const oid = length < 3 || length > 12 ? undefined : formatOid(der, at + 2, at + 2 + length);
    if (oid === undefined) continue;
    if (FIELDS.has(oid)) return "given by explicit parameters";
    const name = foreignCurveName(oid);
    if (name !== undefined) return name;
  }
  return undefined;
}
