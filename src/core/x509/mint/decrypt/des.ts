/**
 * DES-EDE3-CBC, decryption only, for the private keys that older tools left (FIPS 46-3). WebCrypto has no DES, the
 * @noble packages have none, and the one npm package for it is untyped CommonJS without a release in years.
 * Do not encrypt with it: it leaks time and is obsolete.
 */

const INITIAL = permutation(
  "58 50 42 34 26 18 10 2 60 52 44 36 28 20 12 4 62 54 46 38 30 22 14 6 64 56 48 40 32 24 16 8",
  "57 49 41 33 25 17 9 1 59 51 43 35 27 19 11 3 61 53 45 37 29 21 13 5 63 55 47 39 31 23 15 7",
);
const FINAL = permutation(
  "40 8 48 16 56 24 64 32 39 7 47 15 55 23 63 31 38 6 46 14 54 22 62 30 37 5 45 13 53 21 61 29",
  "36 4 44 12 52 20 60 28 35 3 43 11 51 19 59 27 34 2 42 10 50 18 58 26 33 1 41 9 49 17 57 25",
);
const SPREAD = permutation(
  "16 7 20 21 29 12 28 17 1 15 23 26 5 18 31 10",
  "2 8 24 14 32 27 3 9 19 13 30 6 22 11 4 25",
);
const KEY_CHOICE_1 = permutation(
  "57 49 41 33 25 17 9 1 58 50 42 34 26 18 10 2 59 51 43 35 27 19 11 3 60 52 44 36",
  "63 55 47 39 31 23 15 7 62 54 46 38 30 22 14 6 61 53 45 37 29 21 13 5 28 20 12 4",
);
const KEY_CHOICE_2 = permutation(
  "14 17 11 24 1 5 3 28 15 6 21 10 23 19 12 4 26 8 16 7 27 20 13 2",
  "41 52 31 37 47 55 30 40 51 45 33 48 44 49 39 56 34 53 46 42 50 36 29 32",
);
const ROTATIONS = [1, 1, 2, 2, 2, 2, 2, 2, 1, 2, 2, 2, 2, 2, 2, 1];

/** Each box row by row, one hexadecimal digit an entry. */
const BOXES = [
  "e4d12fb83a6c5907 0f74e2d1a6cb9538 41e8d62bfc973a50 fc8249175b3ea06d",
  "f18e6b34972dc05a 3d47f28ec01a69b5 0e7ba4d158c6932f d8a13f42b67c05e9",
  "a09e63f51dc7b428 d709346a285ecbf1 d6498f30b12c5ae7 1ad069874fe3b52c",
  "7de3069a1285bc4f d8b56f03472c1ae9 a690cb7df13e5284 3f06a1d8945bc72e",
  "2c417ab6853fd0e9 eb2c47d150fa3986 421bad78f9c5630e b8c71e2d6f09a453",
  "c1af92680d34e75b af427c9561de0b38 9ef528c3704a1db6 432c95fabe17608d",
  "4b2ef08d3c975a61 d0b7491ae35c2f86 14bdc37eaf680592 6bd814a7950fe23c",
  "d2846fb1a93e50c7 1fd8a374c56b0e92 7b419ce206adf358 21e74a8dfc90356b",
].map(box => Array.from(box.replaceAll(" ", ""), digit => Number.parseInt(digit, 16)));

function permutation(...halves: readonly string[]): readonly number[] {
  return halves.flatMap(half => half.split(" ").map(bit => Number(bit) - 1));
}

/** What a box gives, spread over the half that it changes: for each of its six bits of input a word of 32 bits. */
const SPREAD_BOXES: readonly Uint32Array[] = BOXES.map((box, b) =>
  Uint32Array.from({ length: 64 }, (_, six) => {
    const value = box[((six >> 4) & 2) * 16 + (six & 1) * 16 + ((six >> 1) & 15)] ?? 0;
    return wordOf(SPREAD.map(from => (from >> 2 === b ? (value >> (3 - (from & 3))) & 1 : 0)));
  }),
);

/** One bit an octet, the most significant first. */
type Bits = readonly number[];

/** A round key as the six bits that each box gets of it. */
type RoundKey = readonly number[];

/**
 * Decrypt whole blocks in CBC mode; the padding stays. A microsecond for some bytes: `isWellFormed` bounds it.
 * @param key 8 octets for DES, 24 for triple DES
 * @param iv 8 octets
 */
export function decryptDesCbc(key: Uint8Array, iv: Uint8Array, data: Uint8Array): Uint8Array {
  const schedules = [0, 8, 16].filter(at => at < key.length).map(at => schedule(key.subarray(at, at + 8)));
  const [first = [], second = [], third = []] = schedules;
  const rounds =
    schedules.length === 1 ? [first.toReversed()] : [third.toReversed(), second, first.toReversed()];
  const out = new Uint8Array(data.length);
  let previous = iv;
  for (let at = 0; at < data.length; at += 8) {
    const encrypted = data.subarray(at, at + 8);
    const start = permute(toBits(encrypted), INITIAL);
    let words: readonly [number, number] = [wordOf(start.slice(0, 32)), wordOf(start.slice(32))];
    // The last permutation of one cipher and the first of the next undo each other.
    for (const keys of rounds) words = transform(words, keys);
    const block = permute([...bitsOf(words[0]), ...bitsOf(words[1])], FINAL);
    for (let i = 0; i < 8; i++) out[at + i] = wordOf(block.slice(8 * i, 8 * i + 8)) ^ (previous[i] ?? 0);
    previous = encrypted;
  }
  return out;
}

/** The sixteen round keys. */
function schedule(key: Uint8Array): readonly RoundKey[] {
  const chosen = permute(toBits(key), KEY_CHOICE_1);
  let turned = 0;
  return ROTATIONS.map(rotation => {
    turned += rotation;
    const turn = (i: number) => (i < 28 ? (i + turned) % 28 : 28 + ((i + turned) % 28));
    const bits = permute(
      chosen.map((_, i) => chosen[turn(i)] ?? 0),
      KEY_CHOICE_2,
    );
    return BOXES.map((_, b) => wordOf(bits.slice(6 * b, 6 * b + 6)));
  });
}

/** The sixteen rounds, and the exchange of halves at their end; with the round keys the other way round they undo themselves. */
function transform(
  [left, right]: readonly [number, number],
  keys: readonly RoundKey[],
): readonly [number, number] {
  let [a, b] = [left, right];
  for (const key of keys) [a, b] = [b, (a ^ round(b, key)) >>> 0];
  return [b, a];
}

/** Each box gets four bits of the half with the neighbours on both sides (FIPS 46-3, E). */
function round(half: number, key: RoundKey): number {
  const turned = (half >>> 1) | (half << 31);
  let out = 0;
  for (let b = 0; b < 8; b++) {
    const six = ((turned << (4 * b)) | (turned >>> (32 - 4 * b))) >>> 26;
    out ^= SPREAD_BOXES[b]?.[(b === 0 ? turned >>> 26 : six) ^ (key[b] ?? 0)] ?? 0;
  }
  return out >>> 0;
}

function permute(bits: Bits, order: readonly number[]): Bits {
  return order.map(from => bits[from] ?? 0);
}

function toBits(bytes: Uint8Array): Bits {
  return Array.from({ length: bytes.length * 8 }, (_, i) => ((bytes[i >> 3] ?? 0) >> (7 - (i & 7))) & 1);
}

function bitsOf(word: number): Bits {
  return Array.from({ length: 32 }, (_, i) => (word >>> (31 - i)) & 1);
}

/** Bits as one number, the first the most significant: 32 at most. */
function wordOf(bits: Bits): number {
  return bits.reduce((word, bit) => ((word << 1) | bit) >>> 0, 0);
}
