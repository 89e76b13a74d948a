/** The text of a file and how it was found in its bytes. */
export interface DecodedText {
  /** The text with its byte order mark, if any; U+FFFD where the bytes are not valid. */
  readonly text: string;
  readonly encoding: "utf-8" | "utf-16le" | "utf-16be";
  readonly bom: boolean;
  /** The offset into `text` of the first U+FFFD that stands for invalid bytes. kubectl refuses such a file. */
  readonly invalidAt?: number;
}

/**
 * Decode a file as go-yaml v2 does: UTF-16 when it starts with the byte order mark of UTF-16, UTF-8
 * otherwise. Source: go-yaml v2 readerc.go, yaml_parser_determine_encoding.
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  const [first, second, third] = bytes;
  const utf16 =
    first === 0xff && second === 0xfe
      ? "utf-16le"
      : first === 0xfe && second === 0xff
        ? "utf-16be"
        : undefined;
  const encoding = utf16 ?? "utf-8";
  const bom = utf16 !== undefined || (first === 0xef && second === 0xbb && third === 0xbf);
  const text = new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes);
  const invalidAt = isValid(bytes, encoding) ? -1 : firstInvalid(bytes, encoding, text);
  return { text, encoding, bom, ...(invalidAt < 0 ? {} : { invalidAt }) };
}

function isValid(bytes: Uint8Array, encoding: string): boolean {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** The first U+FFFD that the bytes do not spell: up to there, each one that is spelt keeps its place. */
function firstInvalid(bytes: Uint8Array, encoding: string, text: string): number {
  for (let at = text.indexOf("\ufffd"), byte = 0, from = 0; at >= 0; at = text.indexOf("\ufffd", at + 1)) {
    byte += byteLength(text, from, at, encoding);
    if (!spellsReplacement(bytes, byte, encoding)) {
      return at;
    }
    from = at;
  }
  return -1;
}

function byteLength(text: string, from: number, to: number, encoding: string): number {
  return encoding === "utf-8" ? new TextEncoder().encode(text.slice(from, to)).length : 2 * (to - from);
}

function spellsReplacement(bytes: Uint8Array, at: number, encoding: string): boolean {
  const spelling =
    encoding === "utf-8" ? [0xef, 0xbf, 0xbd] : encoding === "utf-16le" ? [0xfd, 0xff] : [0xff, 0xfd];
  return spelling.every((byte, index) => bytes[at + index] === byte);
}
