import { utf8Bytes } from "../../bytes/bytes.ts";
import { Tag } from "../der.ts";
import { isPrintableString } from "../strings.ts";

/** One DER element: the tag's octet, the minimal length, the contents one after the other (X.690 8.1, 10.1). */
export function element(tag: number, ...contents: readonly Uint8Array[]): Uint8Array {
  const body = concat(contents);
  return concat([Uint8Array.of(tag), lengthOctets(body.length), body]);
}

export function sequence(...contents: readonly Uint8Array[]): Uint8Array {
  return element(Tag.sequence, ...contents);
}

export function concat(parts: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((total, part) => total + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

function lengthOctets(length: number): Uint8Array {
  if (length < 0x80) {
    return Uint8Array.of(length);
  }
  const octets: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) {
    octets.unshift(rest % 256);
  }
  return Uint8Array.of(0x80 | octets.length, ...octets);
}

/** An INTEGER from 0 to 127. */
export function smallInteger(value: number): Uint8Array {
  return element(Tag.integer, Uint8Array.of(value));
}

/** A BIT STRING; `unused` counts the padding bits of the last byte. */
export function bitString(bytes: Uint8Array, unused = 0): Uint8Array {
  return element(Tag.bitString, Uint8Array.of(unused), bytes);
}

/** An OBJECT IDENTIFIER from dotted decimal (X.690 8.19). */
export function oid(dotted: string): Uint8Array {
  const [first = 0, second = 0, ...rest] = dotted.split(".").map(Number);
  return element(Tag.oid, Uint8Array.from([first * 40 + second, ...rest].flatMap(base128)));
}

function base128(arc: number): number[] {
  const digits = [arc % 128];
  for (let rest = Math.floor(arc / 128); rest > 0; rest = Math.floor(rest / 128)) {
    digits.unshift(0x80 | (rest % 128));
  }
  return digits;
}

/** A PrintableString where every character fits one, else a UTF8String, as Go's encoding/asn1 chooses. */
export function directoryString(value: string): Uint8Array {
  return element(isPrintableString(value) ? Tag.printableString : Tag.utf8String, utf8Bytes(value));
}
