const HEX: readonly string[] = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

/** Lower-case hexadecimal of `bytes[start, end)`. */
export function toHex(bytes: Uint8Array, start = 0, end = bytes.length): string {
  let out = "";
  for (let i = start; i < end; i++) {
    out += HEX[bytes[i] ?? 0];
  }
  return out;
}

export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) {
    return false;
  }
  for (let i = 0; i < a.length; i++) {
    if (a[i] !== b[i]) {
      return false;
    }
  }
  return true;
}

/** The unsigned big-endian integer in `bytes`. */
export function toBigInt(bytes: Uint8Array): bigint {
  return bytes.length === 0 ? 0n : BigInt(`0x${toHex(bytes)}`);
}

/** The number of bits of the unsigned big-endian integer in `bytes`. */
export function bitLength(bytes: Uint8Array): number {
  let i = 0;
  while (i < bytes.length && bytes[i] === 0) {
    i++;
  }
  return i === bytes.length ? 0 : (bytes.length - i) * 8 - (Math.clz32(bytes[i] ?? 0) - 24);
}

/** One UTF-16 unit a byte. */
export function latin1(bytes: Uint8Array, start = 0, end = bytes.length): string {
  let out = "";
  for (let i = start; i < end; i++) {
    out += String.fromCharCode(bytes[i] ?? 0);
  }
  return out;
}

export function isAscii(bytes: Uint8Array, start = 0, end = bytes.length): boolean {
  let all = 0;
  for (let i = start; i < end; i++) {
    all |= bytes[i] ?? 0;
  }
  return all < 0x80;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const lenientDecoder = new TextDecoder("utf-8", { ignoreBOM: true });

export function utf8Bytes(text: string): Uint8Array {
  return encoder.encode(text);
}

/** The text, or undefined when the bytes are not well-formed UTF-8 as Go's `utf8.Valid` has it. */
export function utf8Text(bytes: Uint8Array): string | undefined {
  if (isAscii(bytes)) {
    return latin1(bytes);
  }
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
}

/** The text, with U+FFFD for what is not UTF-8. */
export function lenientUtf8Text(bytes: Uint8Array): string {
  return lenientDecoder.decode(bytes);
}
