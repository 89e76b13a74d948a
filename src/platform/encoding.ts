import { type DecodedText, decodeText } from "../core/yaml/decode.ts";

/** The text of a file, with its byte order mark; nothing where its bytes are not valid. */
export function decodeFile(bytes: Uint8Array): DecodedText | undefined {
  const decoded = decodeText(bytes);
  return decoded.invalidAt === undefined ? decoded : undefined;
}

/** The bytes of a text in the encoding that its file had. */
export function encodeLike(text: string, encoding: DecodedText["encoding"]): Uint8Array {
  if (encoding === "utf-8") return Buffer.from(text, "utf8");
  const bytes = Buffer.from(text, "utf16le");
  return encoding === "utf-16le" ? bytes : bytes.swap16();
}
