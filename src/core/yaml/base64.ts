const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/**
 * Decode base64 as Go's StdEncoding does (padded, line breaks allowed) to text, each byte that is not
 * UTF-8 becoming U+FFFD as in Go's JSON. Nothing when it is not valid.
 */
export function decodeStrict(text: string): string | undefined {
  const clean = text.replace(/[\r\n]/g, "");
  if (clean.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(clean)) {
    return undefined;
  }
  const bytes: number[] = [];
  for (let i = 0; i < clean.length; i += 4) {
    let bits = 0;
    let padding = 0;
    for (let k = 0; k < 4; k++) {
      const index = ALPHABET.indexOf(clean.charAt(i + k));
      padding += index < 0 ? 1 : 0;
      bits = (bits << 6) | Math.max(index, 0);
    }
    bytes.push(...[(bits >> 16) & 255, (bits >> 8) & 255, bits & 255].slice(0, 3 - padding));
  }
  return utf8Text(bytes);
}

/** Decode UTF-8 with one U+FFFD for each byte that belongs to no character, as Go ranges over a string. */
function utf8Text(bytes: readonly number[]): string {
  let out = "";
  for (let i = 0; i < bytes.length; ) {
    const { code, width } = utf8At(bytes, i);
    out += String.fromCodePoint(code);
    i += width;
  }
  return out;
}

function utf8At(bytes: readonly number[], at: number): { code: number; width: number } {
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
