import { decodeBase64 } from "../bytes/base64.ts";

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/**
 * The text of a `!!binary` scalar: each byte that is not UTF-8 becomes U+FFFD, as in Go's JSON. Nothing when it is not
 * base64.
 */
export function binaryText(text: string): string | undefined {
  const bytes = decodeBase64(text);
  return bytes.ok ? utf8Text(bytes.value) : undefined;
}

/** Decode UTF-8 with one U+FFFD for each byte that belongs to no character, as Go ranges over a string. */
function utf8Text(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    return brokenText(bytes);
  }
}

function brokenText(bytes: Uint8Array): string {
  let out = "";
  for (let i = 0; i < bytes.length; ) {
    const { code, width } = utf8At(bytes, i);
    out += String.fromCodePoint(code);
    i += width;
  }
  return out;
}

function utf8At(bytes: Uint8Array, at: number): { code: number; width: number } {
  const invalid = { code: 0xfffd, width: 1 };
  const lead = bytes[at] ?? 0;
  if (lead < 0x80) {
    return { code: lead, width: 1 };
  }
  const width =
    lead >= 0xf0 && lead < 0xf8 ? 4 : lead >= 0xe0 && lead < 0xf0 ? 3 : lead >= 0xc0 && lead < 0xe0 ? 2 : 0;
  if (width === 0 || at + width > bytes.length) {
    return invalid;
  }
  let code = lead & (0xff >> (width + 1));
  for (let k = 1; k < width; k++) {
    const next = bytes[at + k] ?? 0;
    if ((next & 0xc0) !== 0x80) {
      return invalid;
    }
    code = (code << 6) | (next & 0x3f);
  }
  const least = width === 2 ? 0x80 : width === 3 ? 0x800 : 0x10000;
  const surrogate = code >= 0xd800 && code <= 0xdfff;
  return code < least || code > 0x10ffff || surrogate ? invalid : { code, width };
}
