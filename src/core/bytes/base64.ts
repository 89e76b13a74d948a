import { say } from "../message.ts";
import type { Failure, Result } from "../result.ts";
import { utf8Bytes } from "./bytes.ts";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const PAD = 0x3d;
const INVALID = -1;

const VALUES = new Int8Array(256).fill(INVALID);
for (let i = 0; i < ALPHABET.length; i++) {
  VALUES[ALPHABET.charCodeAt(i)] = i;
}

/**
 * Decode base64 as Go's `base64.StdEncoding` does (encoding/base64 Decode), which is what kubectl applies to every
 * `*-data` field: `\r` and `\n` are skipped anywhere, everything else outside the alphabet is an error, padding is
 * mandatory and the unused bits of the last character are not looked at.
 * `offset` of a failure is the byte Go names in "illegal base64 data at input byte N".
 */
export function decodeBase64(input: string | Uint8Array): Result<Uint8Array> {
  const plain = typeof input === "string" ? decodePlain(input) : undefined;
  if (plain !== undefined) {
    return { ok: true, value: plain };
  }
  const src = typeof input === "string" ? utf8Bytes(input) : input;
  const out = new Uint8Array(Math.ceil(src.length / 4) * 3);
  let at = 0;
  let n = 0;
  while (at < src.length) {
    while (at + 4 <= src.length) {
      const value =
        ((VALUES[src[at] ?? 0] ?? INVALID) << 18) |
        ((VALUES[src[at + 1] ?? 0] ?? INVALID) << 12) |
        ((VALUES[src[at + 2] ?? 0] ?? INVALID) << 6) |
        (VALUES[src[at + 3] ?? 0] ?? INVALID);
      if (value < 0) {
        break;
      }
      out[n] = value >> 16;
      out[n + 1] = value >> 8;
      out[n + 2] = value;
      at += 4;
      n += 3;
    }
    if (at < src.length) {
      const quantum = decodeQuantum(src, at);
      if (quantum.illegalAt !== undefined) {
        return illegal(quantum.illegalAt);
      }
      at = quantum.next;
      for (let i = 0; i < quantum.length; i++) {
        out[n + i] = quantum.value >> (16 - 8 * i);
      }
      n += quantum.length;
    }
  }
  return { ok: true, value: out.subarray(0, n) };
}

/** What almost every value is: one line without a mistake, which needs no copy of its bytes. */
function decodePlain(text: string): Uint8Array | undefined {
  const { length } = text;
  if (length === 0 || length % 4 !== 0) {
    return undefined;
  }
  const padding = text.charCodeAt(length - 1) !== PAD ? 0 : text.charCodeAt(length - 2) !== PAD ? 1 : 2;
  const out = new Uint8Array((length / 4) * 3 - padding);
  const whole = padding === 0 ? length : length - 4;
  let n = 0;
  for (let at = 0; at < whole; at += 4) {
    const value =
      (digitAt(text, at) << 18) |
      (digitAt(text, at + 1) << 12) |
      (digitAt(text, at + 2) << 6) |
      digitAt(text, at + 3);
    if (value < 0) {
      return undefined;
    }
    out[n] = value >> 16;
    out[n + 1] = value >> 8;
    out[n + 2] = value;
    n += 3;
  }
  if (padding > 0) {
    const third = padding === 1 ? digitAt(text, whole + 2) : 0;
    const value = (digitAt(text, whole) << 18) | (digitAt(text, whole + 1) << 12) | (third << 6);
    if (value < 0) {
      return undefined;
    }
    out[n] = value >> 16;
    if (padding === 1) out[n + 1] = value >> 8;
  }
  return out;
}

/** The six bits that a character stands for; `INVALID` for one outside of the alphabet. */
function digitAt(text: string, index: number): number {
  return VALUES[text.charCodeAt(index)] ?? INVALID;
}

interface Quantum {
  readonly next: number;
  /** 24 bits, of which the first `length` bytes count. */
  readonly value: number;
  readonly length: number;
  readonly illegalAt?: number;
}

/** Up to four characters with line breaks between them, or the padded end. */
function decodeQuantum(src: Uint8Array, start: number): Quantum {
  let at = start;
  let value = 0;
  let digits = 0;
  while (digits < 4) {
    if (at === src.length) {
      return digits === 0
        ? { next: at, value: 0, length: 0 }
        : { next: at, value: 0, length: 0, illegalAt: at - digits };
    }
    const byte = src[at++] ?? 0;
    const digit = VALUES[byte] ?? INVALID;
    if (digit !== INVALID) {
      value = (value << 6) | digit;
      digits++;
    } else if (byte === PAD) {
      return padded(src, at, value, digits);
    } else if (!isLineBreak(byte)) {
      return { next: at, value: 0, length: 0, illegalAt: at - 1 };
    }
  }
  return { next: at, value, length: 3 };
}

/** The end of the data; `start` is just after the first `=`. */
function padded(src: Uint8Array, start: number, digitsValue: number, digits: number): Quantum {
  const value = digitsValue << (6 * (4 - digits));
  let at = start;
  if (digits < 2) {
    return { next: at, value, length: 0, illegalAt: at - 1 };
  }
  if (digits === 2) {
    at = skipLineBreaks(src, at);
    if (at === src.length) {
      return { next: at, value, length: 0, illegalAt: at };
    }
    if (src[at] !== PAD) {
      return { next: at, value, length: 0, illegalAt: at - 1 };
    }
    at++;
  }
  at = skipLineBreaks(src, at);
  const end: Quantum = { next: at, value, length: digits - 1 };
  return at < src.length ? { ...end, illegalAt: at } : end;
}

function skipLineBreaks(src: Uint8Array, start: number): number {
  let at = start;
  while (at < src.length && isLineBreak(src[at])) {
    at++;
  }
  return at;
}

function isLineBreak(byte: number | undefined): boolean {
  return byte === 0x0a || byte === 0x0d;
}

function illegal(offset: number): Failure {
  return { ok: false, code: "base64", message: say("illegal base64 data at input byte {0}", offset), offset };
}

/** Encode in one line with padding. */
export function encodeBase64(bytes: Uint8Array): string {
  const chunks: string[] = [];
  let line = "";
  for (let i = 0; i < bytes.length; i += 3) {
    const left = bytes.length - i;
    const value = ((bytes[i] ?? 0) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    line += ALPHABET.charAt(value >> 18) + ALPHABET.charAt((value >> 12) & 63);
    line += left > 1 ? ALPHABET.charAt((value >> 6) & 63) : "=";
    line += left > 2 ? ALPHABET.charAt(value & 63) : "=";
    if (line.length >= 4096) {
      chunks.push(line);
      line = "";
    }
  }
  chunks.push(line);
  return chunks.join("");
}
