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
const EXPANSION = permutation(
  "32 1 2 3 4 5 4 5 6 7 8 9 8 9 10 11 12 13 12 13 14 15 16 17",
  "16 17 18 19 20 21 20 21 22 23 24 25 24 25 26 27 28 29 28 29 30 31 32 1",
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

/** One bit an octet, the most significant first. */
type Bits = Uint8Array;

/**
 * Decrypt whole blocks in CBC mode; the padding stays.
 * @param key 8 octets for DES, 24 for triple DES
 * @param iv 8 octets
 */
export function decryptDesCbc(key: Uint8Array, iv: Uint8Array, data: Uint8Array): Uint8Array {
  const schedules = [0, 8, 16].filter(at => at < key.length).map(at => schedule(key.subarray(at, at + 8)));
  const [first = [], second = [], third = []] = schedules;
  const out = new Uint8Array(data.length);
  let previous = iv;
  for (let at = 0; at < data.length; at += 8) {
    const encrypted = data.subarray(at, at + 8);
    let block = toBits(encrypted);
    if (schedules.length === 1) {
      block = transform(block, first.toReversed());
    } else {
      block = transform(transform(transform(block, third.toReversed()), second), first.toReversed());
    }
    toBytes(block).forEach((byte, i) => {
      out[at + i] = byte ^ (previous[i] ?? 0);
    });
    previous = encrypted;
  }
  return out;
}

/** The sixteen round keys, 48 bits each. */
function schedule(key: Uint8Array): readonly Bits[] {
  const chosen = permute(toBits(key), KEY_CHOICE_1);
  let turned = 0;
  return ROTATIONS.map(rotation => {
    turned += rotation;
    const bits = chosen.map((_, i) => chosen[i < 28 ? (i + turned) % 28 : 28 + ((i + turned) % 28)] ?? 0);
    return permute(bits, KEY_CHOICE_2);
  });
}

/** The sixteen rounds; with the round keys the other way round they undo themselves. */
function transform(block: Bits, keys: readonly Bits[]): Bits {
  const start = permute(block, INITIAL);
  let left = start.slice(0, 32);
  let right = start.slice(32);
  for (const key of keys) {
    const mixed = round(right, key);
    const next = left.map((bit, i) => bit ^ (mixed[i] ?? 0));
    left = right;
    right = next;
  }
  const joined = new Uint8Array(64);
  joined.set(right);
  joined.set(left, 32);
  return permute(joined, FINAL);
}

function round(half: Bits, key: Bits): Bits {
  const wide = permute(half, EXPANSION).map((bit, i) => bit ^ (key[i] ?? 0));
  const out = new Uint8Array(32);
  BOXES.forEach((box, b) => {
    const [a = 0, c1 = 0, c2 = 0, c3 = 0, c4 = 0, z = 0] = wide.subarray(b * 6, b * 6 + 6);
    const value = box[(a * 2 + z) * 16 + c1 * 8 + c2 * 4 + c3 * 2 + c4] ?? 0;
    for (let i = 0; i < 4; i++) {
      out[b * 4 + i] = (value >> (3 - i)) & 1;
    }
  });
  return permute(out, SPREAD);
}

function permute(bits: Bits, order: readonly number[]): Bits {
  return Uint8Array.from(order, from => bits[from] ?? 0);
}

function toBits(bytes: Uint8Array): Bits {
  return Uint8Array.from({ length: bytes.length * 8 }, (_, i) => ((bytes[i >> 3] ?? 0) >> (7 - (i & 7))) & 1);
}

function toBytes(bits: Bits): Uint8Array {
  const out = new Uint8Array(bits.length / 8);
  bits.forEach((bit, i) => {
    out[i >> 3] = (out[i >> 3] ?? 0) | (bit << (7 - (i & 7)));
  });
  return out;
}
