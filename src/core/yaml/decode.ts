import type { Decoding, TextEncoding } from "./characters.ts";

/** The text of a file and how it was found in its bytes. */
export interface DecodedText {
  /** The text with its byte order mark, if any; U+FFFD where the bytes are not valid. */
  readonly text: string;
  readonly encoding: TextEncoding;
  readonly bom: boolean;
  /**
   * The offset into `text` of the first U+FFFD that stands for invalid bytes. kubectl refuses the file unless
   * they stand far enough behind the first document: `readYamlBytes` tells.
   */
  readonly invalidAt?: number;
  /** For `readYaml`, which refuses bytes that spell nothing only where kubectl comes upon them. */
  readonly decoding: Decoding;
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
  const invalid = isValid(bytes, encoding) ? undefined : firstInvalid(bytes, encoding, text);
  return {
    text,
    encoding,
    bom,
    ...(invalid === undefined ? {} : { invalidAt: invalid.at }),
    decoding: { encoding, length: bytes.length, invalid },
  };
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
function firstInvalid(bytes: Uint8Array, encoding: TextEncoding, text: string): Decoding["invalid"] {
  for (let at = text.indexOf("\ufffd"), byte = 0, from = 0; at >= 0; at = text.indexOf("\ufffd", at + 1)) {
    byte += byteLength(text, from, at, encoding);
    if (!spellsReplacement(bytes, byte, encoding)) {
      return { at, width: promisedWidth(bytes, byte, encoding) };
    }
    from = at;
  }
  return undefined;
}

/** How many bytes a character has, going by its start. */
function promisedWidth(bytes: Uint8Array, at: number, encoding: TextEncoding): number {
  if (encoding !== "utf-8") {
    const high = bytes[encoding === "utf-16le" ? at + 1 : at] ?? 0;
    return (high & 0xfc) === 0xd8 ? 4 : 2;
  }
  const lead = bytes[at] ?? 0;
  return lead >= 0xf8 || lead < 0xc0 ? 1 : lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
}

function byteLength(text: string, from: number, to: number, encoding: string): number {
  return encoding === "utf-8" ? new TextEncoder().encode(text.slice(from, to)).length : 2 * (to - from);
}

function spellsReplacement(bytes: Uint8Array, at: number, encoding: string): boolean {
  const spelling =
    encoding === "utf-8" ? [0xef, 0xbf, 0xbd] : encoding === "utf-16le" ? [0xfd, 0xff] : [0xff, 0xfd];
  return spelling.every((byte, index) => bytes[at + index] === byte);
}
