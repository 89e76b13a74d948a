import { type EdwardsPointCons, edwards } from "@noble/curves/abstract/edwards.js";
import { type WeierstrassPointCons, weierstrass } from "@noble/curves/abstract/weierstrass.js";
import { sha512 } from "@noble/hashes/sha2.js";
import type { Curve, CurveName } from "./curves.ts";

/** Arithmetic of a curve, made when first needed: a constant that is dear to compute, not state. */
const GROUPS = new Map<CurveName, WeierstrassPointCons<bigint>>();

/** The uncompressed point of a scalar in [1, order). Under a millisecond once a curve is warm. */
export function computePoint(curve: Curve, scalar: bigint): Uint8Array {
  return groupOf(curve).BASE.multiply(scalar).toBytes(false);
}

function groupOf(curve: Curve): WeierstrassPointCons<bigint> {
  const known = GROUPS.get(curve.name);
  if (known !== undefined) {
    return known;
  }
  const group = weierstrass({
    p: curve.prime,
    n: curve.order,
    h: 1n,
    a: curve.prime - 3n,
    b: curve.b,
    Gx: curve.generator.x,
    Gy: curve.generator.y,
  });
  GROUPS.set(curve.name, group);
  return group;
}

/** edwards25519 (RFC 8032 5.1), made when first needed: the library's own instance costs milliseconds at load. */
let ed25519: EdwardsPointCons | undefined;

function ed25519Group(): EdwardsPointCons {
  ed25519 ??= edwards({
    p: 0x7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffedn,
    n: 0x1000000000000000000000000000000014def9dea2f79cd65812631a5cf5d3edn,
    h: 8n,
    a: 0x7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffecn,
    d: 0x52036cee2b6ffe738cc740797779e89800700a4d4141d8ab75eb4dca135978a3n,
    Gx: 0x216936d3cd6e53fec0a4e231fdd6dc5c692cc7609525a7b2c9562d608f25d51an,
    Gy: 0x6666666666666666666666666666666666666666666666666666666666666658n,
  });
  return ed25519;
}

/** The public key of a 32-byte Ed25519 seed (RFC 8032 5.1.5). */
export function computeEd25519(seed: Uint8Array): Uint8Array {
  const half = sha512(seed).subarray(0, 32);
  let scalar = 0n;
  for (const byte of half.toReversed()) scalar = (scalar << 8n) | BigInt(byte);
  const clamped = (scalar & ((1n << 254n) - 8n)) | (1n << 254n);
  const group = ed25519Group();
  return group.BASE.multiply(clamped % group.CURVE().n).toBytes();
}
