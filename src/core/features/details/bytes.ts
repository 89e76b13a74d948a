import { toHex } from "../../bytes/bytes.ts";

/** How openssl writes bytes: pairs of digits with colons. @param most how many bytes are shown */
export function colonHex(bytes: Uint8Array, most = 1024): string {
  const shown = colons(toHex(bytes.subarray(0, most)));
  return bytes.length > most ? `${shown}…` : shown;
}

/** Hexadecimal digits, an even number of them, in pairs with colons. */
export function colons(hex: string): string {
  const even = hex.length % 2 === 0 ? hex : `0${hex}`;
  return even.replace(/..(?=.)/g, "$&:");
}
