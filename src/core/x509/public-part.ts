import { equalBytes, toBigInt } from "../bytes/bytes.ts";
import type { CurveName } from "./curves.ts";
import { DerReader, integerValue, Tag } from "./der.ts";
import { readPublicKey } from "./public-key.ts";
import type { KeyAlgorithm, PublicKey } from "./types.ts";

/** What a private key and a certificate share, to compare them. */
export type PublicPart =
  | { readonly type: "RSA"; readonly modulus: bigint; readonly exponent: bigint }
  | { readonly type: "ECDSA"; readonly curve: CurveName; readonly point: Uint8Array }
  | { readonly type: "Ed25519"; readonly key: Uint8Array };

/** The comparable part of a public key that Go can use, else undefined. */
export function publicPart({ algorithm, spki }: PublicKey): PublicPart | undefined {
  if (algorithm.type === "other") {
    return undefined;
  }
  const { key, error } = readPublicKey(spki);
  if (error !== undefined) {
    return undefined;
  }
  if (algorithm.type === "RSA") {
    const numbers = new DerReader(key).enter(Tag.sequence);
    const [modulus, exponent] = [numbers?.integer(), numbers?.integer()];
    return (
      modulus && exponent && { type: "RSA", modulus: toBigInt(modulus), exponent: integerValue(exponent) }
    );
  }
  return algorithm.type === "ECDSA"
    ? { type: "ECDSA", curve: algorithm.curve, point: key }
    : { type: "Ed25519", key };
}

/** crypto/rsa, ecdsa and ed25519 PublicKey.Equal. */
export function samePublicPart(a: PublicPart, b: PublicPart): boolean {
  if (a.type === "RSA" && b.type === "RSA") {
    return a.modulus === b.modulus && a.exponent === b.exponent;
  }
  if (a.type === "ECDSA" && b.type === "ECDSA") {
    return a.curve === b.curve && equalBytes(a.point, b.point);
  }
  return a.type === "Ed25519" && b.type === "Ed25519" && equalBytes(a.key, b.key);
}

export function algorithmOf(part: PublicPart): KeyAlgorithm {
  switch (part.type) {
    case "RSA":
      return { type: "RSA", bits: part.modulus.toString(2).length, exponent: part.exponent.toString() };
    case "ECDSA":
      return { type: "ECDSA", curve: part.curve };
    case "Ed25519":
      return { type: "Ed25519" };
  }
}
