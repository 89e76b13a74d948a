import { isAscii, latin1, utf8Text } from "../bytes/bytes.ts";
import type { GoError } from "../go/error.ts";
import type { Result } from "../result.ts";
import { Tag } from "./der.ts";

export type Asn1String = Result<string, GoError>;

/**
 * The text of an ASN.1 string as Go's x509 reads attribute values (crypto/x509 parseASN1String): T61String as Latin-1,
 * PrintableString with `*` and `&` allowed. `error` is Go's wording.
 */
export function readAsn1String(tag: number, bytes: Uint8Array): Asn1String {
  switch (tag) {
    case Tag.utf8String: {
      const value = utf8Text(bytes);
      return value === undefined ? { ok: false, error: "invalid UTF-8 string" } : { ok: true, value };
    }
    case Tag.printableString:
      return bytes.every(isPrintable) ? text(bytes) : { ok: false, error: "invalid PrintableString" };
    case Tag.ia5String:
      return isAscii(bytes) ? text(bytes) : { ok: false, error: "invalid IA5String" };
    case Tag.t61String:
      return text(bytes);
    case Tag.numericString:
      return bytes.every(isNumeric) ? text(bytes) : { ok: false, error: "invalid NumericString" };
    case Tag.bmpString:
      return readBmpString(bytes);
    default:
      return { ok: false, error: `unsupported string type: ${tag}` };
  }
}

function text(bytes: Uint8Array): Asn1String {
  return { ok: true, value: latin1(bytes) };
}

const PRINTABLE = new Uint8Array(256);
for (const char of "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'()+,-./ :=?*&") {
  PRINTABLE[char.charCodeAt(0)] = 1;
}

function isPrintable(byte: number): boolean {
  return PRINTABLE[byte] === 1;
}

function isNumeric(byte: number): boolean {
  return (byte >= 0x30 && byte <= 0x39) || byte === 0x20;
}

/** UCS-2 without surrogates and noncharacters; a final NUL is dropped. */
function readBmpString(bytes: Uint8Array): Asn1String {
  let end = bytes.length;
  if (end % 2 !== 0) {
    return { ok: false, error: "invalid BMPString" };
  }
  if (end >= 2 && bytes[end - 1] === 0 && bytes[end - 2] === 0) {
    end -= 2;
  }
  let value = "";
  for (let i = 0; i < end; i += 2) {
    const unit = ((bytes[i] ?? 0) << 8) | (bytes[i + 1] ?? 0);
    if (unit >= 0xfffe || (unit >= 0xfdd0 && unit <= 0xfdef) || (unit >= 0xd800 && unit <= 0xdfff)) {
      return { ok: false, error: "invalid BMPString" };
    }
    value += String.fromCharCode(unit);
  }
  return { ok: true, value };
}

/** Whether every character fits a PrintableString as Go writes one: without `*` and `&`. */
export function isPrintableString(value: string): boolean {
  return /^[A-Za-z0-9'()+,\-./ :=?]*$/.test(value);
}
