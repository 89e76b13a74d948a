/** Texts with a character for each byte, as what is sent may be no UTF-8. */

/** UTF-8. */
export function utf8Bytes(text: string): string {
  return Buffer.from(text, "utf8").toString("latin1");
}

export function textOfBytes(bytes: string): string {
  return Buffer.from(bytes, "latin1").toString("utf8");
}

/** The escapes of a URL. */
export function decodeEscapes(text: string): string {
  return utf8Bytes(text).replace(/%([0-9a-f]{2})/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}
