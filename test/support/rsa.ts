import { getDiffieHellman } from "node:crypto";

/** Primes of RFC 2409 and 3526 whose product has so many bits. */
const PRIMES = { 3072: ["modp14", "modp2"], 4096: ["modp15", "modp2"] } as const;

const EXPONENT = 65_537n;

/**
 * A long RSA key for tests, at once and the same each time: everybody knows its primes. A random one of 4,096 bits may
 * take seconds of a machine that is busy.
 * @param algorithm as for WebCrypto's generateKey
 * @returns undefined for any other algorithm or length
 */
export async function longRsaKey(algorithm: object): Promise<CryptoKeyPair | undefined> {
  if (!isRsa(algorithm)) return undefined;
  const { modulusLength, name, hash } = algorithm;
  if (modulusLength !== 3072 && modulusLength !== 4096) return undefined;
  const jwk = keyOf(primeOf(PRIMES[modulusLength][0]), primeOf(PRIMES[modulusLength][1]));
  const { kty, n, e } = jwk;
  const { subtle } = globalThis.crypto;
  return {
    privateKey: await subtle.importKey("jwk", jwk, { name, hash }, true, ["sign"]),
    publicKey: await subtle.importKey("jwk", { kty, n, e }, { name, hash }, true, ["verify"]),
  };
}

function isRsa(algorithm: object): algorithm is RsaHashedKeyGenParams {
  return "modulusLength" in algorithm;
}

function primeOf(group: string): bigint {
  return BigInt(`0x${getDiffieHellman(group).getPrime("hex")}`);
}

/** RFC 8017 3.2, as RFC 7518 6.3 writes it. */
function keyOf(p: bigint, q: bigint) {
  const d = inverse(EXPONENT, (p - 1n) * (q - 1n));
  return {
    kty: "RSA",
    n: base64url(p * q),
    e: base64url(EXPONENT),
    d: base64url(d),
    p: base64url(p),
    q: base64url(q),
    dp: base64url(d % (p - 1n)),
    dq: base64url(d % (q - 1n)),
    qi: base64url(inverse(q, p)),
  };
}

function inverse(value: bigint, modulus: bigint): bigint {
  let [rest, next] = [modulus, value % modulus];
  let [factor, following] = [0n, 1n];
  while (next !== 0n) {
    const times = rest / next;
    [rest, next] = [next, rest - times * next];
    [factor, following] = [following, factor - times * following];
  }
  return factor < 0n ? factor + modulus : factor;
}

function base64url(value: bigint): string {
  const hex = value.toString(16);
  return Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, "hex").toString("base64url");
}
