import { toBigInt } from "../bytes/bytes.ts";
import { Asn1Fields, BROKEN, type Field, isInt64, Universal } from "./asn1-fields.ts";
import { computePoint } from "./compute-public.ts";
import { type Curve, curveOf } from "./curves.ts";
import { formatOid, integerValue } from "./der.ts";
import type { PublicPart } from "./public-part.ts";

/** A public part and whether it was computed from the private key or only stated beside it. */
export interface DerivedPart {
  readonly part: PublicPart;
  readonly computed: boolean;
}

/**
 * The public part of an ECPrivateKey (RFC 5915), or undefined where Go refuses it (crypto/x509 parseECPrivateKey).
 * Go always computes the point; with `exact` false the one that stands in the key is believed.
 * @param curveOid the curve that PKCS#8 names around it
 */
export function readEcKey(der: Uint8Array, exact: boolean, curveOid?: string): DerivedPart | undefined {
  const contents = new Asn1Fields(der).field(Universal.sequence);
  if (typeof contents === "string") {
    return undefined;
  }
  const fields = new Asn1Fields(contents);
  const version = fields.field(Universal.integer);
  const octets = fields.field(Universal.octetString);
  if (!isInt64(version) || integerValue(version) !== 1n || typeof octets === "string") {
    return undefined;
  }
  const namedCurve = readOid(fields.explicitField(0, Universal.oid));
  const stated = readBitString(fields.explicitField(1, Universal.bitString));
  if (namedCurve === BROKEN || stated === BROKEN) {
    return undefined;
  }
  const oid = curveOid ?? namedCurve;
  const curve = oid === undefined ? undefined : curveOf(oid);
  return curve && derive(curve, octets, exact ? undefined : stated);
}

function derive(curve: Curve, octets: Uint8Array, stated: Uint8Array | undefined): DerivedPart | undefined {
  const excess = Math.max(octets.length - curve.size, 0);
  if (octets.subarray(0, excess).some(byte => byte !== 0)) {
    return undefined;
  }
  const scalar = toBigInt(octets.subarray(excess));
  if (scalar === 0n || scalar >= curve.order) {
    return undefined;
  }
  if (stated !== undefined && stated[0] === 4 && stated.length === 1 + 2 * curve.size) {
    return { part: { type: "ECDSA", curve: curve.name, point: stated }, computed: false };
  }
  const point = computePoint(curve, scalar);
  return { part: { type: "ECDSA", curve: curve.name, point }, computed: true };
}

/** encoding/asn1 parseObjectIdentifier; undefined where the field is absent. */
function readOid(field: Field): string | undefined {
  return typeof field === "string" ? broken(field) : (formatOid(field, 0, field.length) ?? BROKEN);
}

/** encoding/asn1 parseBitString. */
function readBitString(field: Field): Uint8Array | undefined | typeof BROKEN {
  if (typeof field === "string") {
    return broken(field);
  }
  const [unused] = field;
  const last = field.at(-1);
  if (unused === undefined || last === undefined || unused > 7 || (field.length === 1 && unused > 0)) {
    return BROKEN;
  }
  return (last & ((1 << unused) - 1)) === 0 ? field.subarray(1) : BROKEN;
}

function broken(field: string): typeof BROKEN | undefined {
  return field === BROKEN ? BROKEN : undefined;
}
