/** DER, of our own: what tests read with the product is not made by the product. */

/** An element with its contents one behind another. X.690 8.1, the definite form. */
export function der(tag: number, ...contents: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(contents);
  const size = body.length.toString(16);
  const bytes = Buffer.from(size.length % 2 === 0 ? size : `0${size}`, "hex");
  const length = body.length < 0x80 ? bytes : Buffer.concat([Buffer.of(0x80 + bytes.length), bytes]);
  return Buffer.concat([Buffer.of(tag), length, body]);
}

export function sequence(...contents: readonly Uint8Array[]): Buffer {
  return der(0x30, ...contents);
}

/** A positive number from its hexadecimal digits. */
export function integer(hex: string): Buffer {
  const bytes = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, "hex");
  return (bytes[0] ?? 0) < 0x80 ? der(2, bytes) : der(2, Buffer.of(0), bytes);
}

export function bitString(bytes: Uint8Array): Buffer {
  return der(3, Buffer.of(0), bytes);
}

/** Whole seconds, as certificates write them: RFC 5280 4.1.2.5. */
export function time(date: Date): Buffer {
  const text = `${date.toISOString().slice(0, 19).replace(/[-T:]/g, "")}Z`;
  const isShort = date.getUTCFullYear() >= 1950 && date.getUTCFullYear() < 2050;
  return isShort ? der(0x17, Buffer.from(text.slice(2))) : der(0x18, Buffer.from(text));
}

/** The contents of the elements that stand one behind another. */
export function contentsOf(elements: Uint8Array): readonly Uint8Array[] {
  const found: Uint8Array[] = [];
  for (let at = 0; at < elements.length; ) {
    const first = elements[at + 1] ?? 0;
    const start = at + 2 + (first < 0x80 ? 0 : first - 0x80);
    const size =
      first < 0x80
        ? first
        : Number.parseInt(Buffer.from(elements.subarray(at + 2, start)).toString("hex"), 16);
    found.push(elements.subarray(start, start + size));
    at = start + size;
  }
  return found;
}
