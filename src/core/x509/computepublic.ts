import { type WeierstrassPointCons, weierstrass } from "@noble/curves/abstract/weierstrass.js";
import { ed25519 } from "@noble/curves/ed25519.js";
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

/** The public key of a 32-byte Ed25519 seed (RFC 8032 5.1.5). */
export function computeEd25519(seed: Uint8Array): Uint8Array {
  return ed25519.getPublicKey(seed);
}
