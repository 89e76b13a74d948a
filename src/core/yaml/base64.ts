const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
/** The six bits of each character by its code; 0 for the padding. */
const VALUES = Uint8Array.from({ length: 128 }, (_, code) =>
  Math.max(ALPHABET.indexOf(String.fromCharCode(code)), 0),
);

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/**
 * Decode base64 as Go's StdEncoding does (padded, line breaks allowed) to text, each byte that is not
 * UTF-8 becoming U+FFFD as in Go's JSON. Nothing when it is not valid.
 */
export function decodeStrict(text: string): string | undefined {
  const clean = text.replace(/[\r\n]/g, "");
  if (clean.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(clean)) {
    return undefined;
  }
  const bytes = new Uint8Array((clean.length / 4) * 3);
  for (let i = 0, at = 0; i < clean.length; i += 4) {
    let bits = 0;
    for (let k = 0; k < 4; k++) bits = (bits << 6) | (VALUES[clean.charCodeAt(i + k)] ?? 0);
    bytes[at++] = bits >> 16;
    bytes[at++] = bits >> 8;
    bytes[at++] = bits;
  }
  const padding = clean.endsWith("==") ? 2 : clean.endsWith("=") ? 1 : 0;
  return utf8Text(bytes.subarray(0, bytes.length - padding));
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
