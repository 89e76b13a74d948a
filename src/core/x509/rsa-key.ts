import { toBigInt } from "../bytes/bytes.ts";
import { ABSENT, Asn1Fields, BROKEN, type Field, isBigInt, isInt64, Universal } from "./asn1-fields.ts";
import { integerValue, isNegative } from "./der.ts";
import type { PublicPart } from "./public-part.ts";

/** Beyond this Go would compute for seconds; no TLS peer takes such a key. */
const MAX_MODULUS_BYTES = 2048;
const MAX_EXPONENT = 2n ** 31n - 1n;

/** The numbers of an RSAPrivateKey (RFC 8017 A.1.2); they never leave this module. */
interface RsaNumbers {
  readonly modulus: bigint;
  readonly exponent: bigint;
  readonly d: bigint;
  readonly primes: readonly bigint[];
  /** d mod p-1, d mod q-1 and q^-1 mod p, where all three are there. */
  readonly crt?: readonly [dp: bigint, dq: bigint, qInv: bigint];
}

/**
 * The public part of a PKCS#1 private key, or undefined where Go refuses it: crypto/x509 ParsePKCS1PrivateKey and the
 * consistency checks of crypto/rsa.
 */
export function readPkcs1(der: Uint8Array): PublicPart | undefined {
  const numbers = readNumbers(der);
  if (numbers === undefined || !isConsistent(numbers)) {
    return undefined;
  }
  const { modulus, exponent } = numbers;
  return { type: "RSA", modulus, exponent };
}

function readNumbers(der: Uint8Array): RsaNumbers | undefined {
  const outer = new Asn1Fields(der);
  const contents = outer.field(Universal.sequence);
  if (typeof contents === "string" || !outer.done) {
    return undefined;
  }
  const fields = new Asn1Fields(contents);
  const version = fields.field(Universal.integer);
  const modulus = positive(fields.field(Universal.integer));
  const exponent = fields.field(Universal.integer);
  const [d, p, q] = [0, 1, 2].map(() => positive(fields.field(Universal.integer)));
  if (!isInt64(version) || integerValue(version) > 1n || !isInt64(exponent)) {
    return undefined;
  }
  const optional = [0, 1, 2].map(() => fields.field(Universal.integer));
  const crt = optional.map(positive);
  const additional = readAdditionalPrimes(fields.field(Universal.sequence));
  if (
    modulus === undefined ||
    d === undefined ||
    p === undefined ||
    q === undefined ||
    additional === undefined ||
    optional.some((field, i) => field !== ABSENT && crt[i] === undefined)
  ) {
    return undefined;
  }
  const [dp, dq, qInv] = crt;
  const complete = dp !== undefined && dq !== undefined && qInv !== undefined;
  const primes = [p, q, ...additional];
  return {
    modulus,
    exponent: integerValue(exponent),
    d,
    primes,
    ...(complete && { crt: [dp, dq, qInv] as const }),
  };
}

function positive(field: Field): bigint | undefined {
  if (!isBigInt(field) || isNegative(field) || field.length > MAX_MODULUS_BYTES + 1) {
    return undefined;
  }
  const value = toBigInt(field);
  return value > 0n ? value : undefined;
}

/** The primes after the second of a multi-prime key; their exponents are not looked at. */
function readAdditionalPrimes(field: Field): readonly bigint[] | undefined {
  if (field === ABSENT || field === BROKEN) {
    return field === ABSENT ? [] : undefined;
  }
  const primes: bigint[] = [];
  const list = new Asn1Fields(field);
  while (!list.done) {
    const entry = list.field(Universal.sequence);
    if (typeof entry === "string") {
      return undefined;
    }
    const fields = new Asn1Fields(entry);
    const prime = positive(fields.field(Universal.integer));
    if (prime === undefined || ![0, 1].every(() => isBigInt(fields.field(Universal.integer)))) {
      return undefined;
    }
    primes.push(prime);
  }
  return primes;
}

/** crypto/internal/fips140/rsa checkPrivateKey, and crypto/rsa precomputeLegacy for more than two primes. */
function isConsistent(key: RsaNumbers): boolean {
  const { modulus, exponent, d, primes, crt } = key;
  if (modulus <= 1n || d >= modulus || modulus % 2n === 0n) {
    return false;
  }
  if (exponent < 2n || exponent % 2n === 0n || exponent > MAX_EXPONENT) {
    return false;
  }
  const [p = 0n, q = 0n] = primes;
  if (primes.length > 2) {
    return arePairwiseInvertible(primes);
  }
  if (p >= modulus || q >= modulus || p <= 2n || q <= 2n || (p * q) % modulus !== 0n) {
    return false;
  }
  const [dp, dq, qInv] = crt ?? [d % (p - 1n), d % (q - 1n), undefined];
  const exponentsFit = (exponent * dp) % (p - 1n) === 1n && (exponent * dq) % (q - 1n) === 1n;
  const sameD = d % (p - 1n) === dp && d % (q - 1n) === dq;
  if (!exponentsFit || !sameD || !isInverse(qInv, q, p)) {
    return false;
  }
  const difference = p > q ? p - q : q - p;
  const bits = bitCount(modulus);
  const half = Math.floor(bits / 2);
  return difference > 0n && bitCount(difference) > half - 100 && bitCount(d) > half;
}

/** Whether `inverse` is that of `q` modulo `p`; where it is not given Go takes q^(p-2), so that p must be prime. */
function isInverse(inverse: bigint | undefined, q: bigint, p: bigint): boolean {
  if (inverse === undefined) {
    return p % 2n === 1n && power(q % p, p - 1n, p) === 1n;
  }
  return inverse < p && (inverse * q) % p === 1n;
}

function arePairwiseInvertible(primes: readonly bigint[]): boolean {
  const [p = 0n, q = 0n, ...others] = primes;
  if (primes.some(prime => prime <= 1n) || greatestCommonDivisor(q, p) !== 1n) {
    return false;
  }
  let product = p * q;
  for (const prime of others) {
    if (greatestCommonDivisor(product % prime, prime) !== 1n) {
      return false;
    }
    product *= prime;
  }
  return true;
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b];
  while (y !== 0n) {
    [x, y] = [y, x % y];
  }
  return x;
}

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  let square = base;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if ((rest & 1n) === 1n) {
      result = (result * square) % modulus;
    }
    square = (square * square) % modulus;
  }
  return result;
}

function bitCount(value: bigint): number {
  const hex = value.toString(16);
  return (hex.length - 1) * 4 + Number.parseInt(hex.charAt(0), 16).toString(2).length;
}
