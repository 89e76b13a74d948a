import { toHex } from "../bytes/bytes.ts";

/** ASN.1 identifier octets (X.690 8.1.2). */
export const Tag = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  oid: 0x06,
  utf8String: 0x0c,
  numericString: 0x12,
  printableString: 0x13,
  t61String: 0x14,
  ia5String: 0x16,
  utcTime: 0x17,
  generalizedTime: 0x18,
  bmpString: 0x1e,
  sequence: 0x30,
  set: 0x31,
} as const;

/** The identifier octet of context-specific tag `n`. */
export function contextTag(n: number, constructed: boolean): number {
  return 0x80 | (constructed ? 0x20 : 0) | n;
}

/** Whether one SEQUENCE of definite length takes all the bytes, as certificates, keys and requests in DER do: a look at its head. */
export function isOneSequence(bytes: Uint8Array): boolean {
  const reader = new DerReader(bytes);
  return reader.content(Tag.sequence) !== undefined && reader.empty;
}

/** The bits of a BIT STRING; `unused` counts the padding bits of the last byte. */
export interface BitString {
  readonly bytes: Uint8Array;
  readonly unused: number;
}

/**
 * A cursor over DER, strict as Go's cryptobyte: one-byte tags, definite minimal lengths of at most four bytes, nothing
 * that reaches over the end. A read that fails returns undefined and leaves the cursor where it was.
 */
export class DerReader {
  readonly bytes: Uint8Array;
  #at: number;
  readonly #end: number;
  // The element that #header found last; fields rather than an object, as this is the hot path of decoding.
  #contentStart = 0;
  #contentEnd = 0;

  constructor(bytes: Uint8Array, start = 0, end = bytes.length) {
    this.bytes = bytes;
    this.#at = start;
    this.#end = end;
  }

  get empty(): boolean {
    return this.#at >= this.#end;
  }

  /** The offset of the next element in `bytes`. */
  get offset(): number {
    return this.#at;
  }

  get end(): number {
    return this.#end;
  }

  /** The identifier octet that comes next, or -1 at the end. */
  peek(): number {
    return this.#at < this.#end ? (this.bytes[this.#at] ?? -1) : -1;
  }

  /** A reader over the contents of the next element, which must have this tag. */
  enter(tag: number): DerReader | undefined {
    if (this.peek() !== tag || !this.#header()) {
      return undefined;
    }
    this.#at = this.#contentEnd;
    return new DerReader(this.bytes, this.#contentStart, this.#contentEnd);
  }

  /** A reader over the contents of the next element, whatever it is. */
  enterAny(): DerReader | undefined {
    if (!this.#header()) {
      return undefined;
    }
    this.#at = this.#contentEnd;
    return new DerReader(this.bytes, this.#contentStart, this.#contentEnd);
  }

  /** The next element whole, tag and length included. */
  element(tag?: number): Uint8Array | undefined {
    const start = this.#at;
    if ((tag !== undefined && this.peek() !== tag) || !this.#header()) {
      return undefined;
    }
    this.#at = this.#contentEnd;
    return this.bytes.subarray(start, this.#contentEnd);
  }

  /** The contents of the next element, which must have this tag. */
  content(tag: number): Uint8Array | undefined {
    if (this.peek() !== tag || !this.#header()) {
      return undefined;
    }
    this.#at = this.#contentEnd;
    return this.bytes.subarray(this.#contentStart, this.#contentEnd);
  }

  /** What is left. */
  remainder(): Uint8Array {
    return this.bytes.subarray(this.#at, this.#end);
  }

  /** TRUE is FF and FALSE is 00 in DER; anything else fails. */
  boolean(): boolean | undefined {
    const content = this.enter(Tag.boolean);
    const byte = content?.bytes[content.offset];
    if (content === undefined || content.end - content.offset !== 1 || (byte !== 0 && byte !== 0xff)) {
      return undefined;
    }
    return byte === 0xff;
  }

  /** The content bytes of a minimally encoded INTEGER, two's complement. `tag` is for implicit tagging. */
  integer(tag: number = Tag.integer): Uint8Array | undefined {
    const content = this.content(tag);
    return content !== undefined && isMinimalInteger(content) ? content : undefined;
  }

  /** Dotted decimal; sub-identifiers below 2^31 as in Go. */
  oid(): string | undefined {
    const content = this.enter(Tag.oid);
    return content === undefined ? undefined : formatOid(this.bytes, content.offset, content.end);
  }

  bitString(): BitString | undefined {
    const content = this.content(Tag.bitString);
    const unused = content?.[0];
    if (content === undefined || unused === undefined || unused > 7) {
      return undefined;
    }
    const last = content.length > 1 ? (content[content.length - 1] ?? 0) : unused;
    if ((last & ((1 << unused) - 1)) !== 0) {
      return undefined;
    }
    return { bytes: content.subarray(1), unused };
  }

  /** Read tag and length at the cursor (X.690 8.1, 10.1) and note where the contents lie. */
  #header(): boolean {
    const { bytes } = this;
    const start = this.#at;
    if (this.#end - start < 2 || ((bytes[start] ?? 0) & 0x1f) === 0x1f) {
      return false;
    }
    const first = bytes[start + 1] ?? 0;
    let contentStart = start + 2;
    let length = first;
    if (first >= 0x80) {
      const lengthBytes = first & 0x7f;
      if (lengthBytes === 0 || lengthBytes > 4 || this.#end - contentStart < lengthBytes) {
        return false;
      }
      length = 0;
      for (let i = 0; i < lengthBytes; i++) {
        length = length * 256 + (bytes[contentStart + i] ?? 0);
      }
      if (length < 128 || bytes[contentStart] === 0) {
        return false;
      }
      contentStart += lengthBytes;
    }
    if (this.#end - contentStart < length) {
      return false;
    }
    this.#contentStart = contentStart;
    this.#contentEnd = contentStart + length;
    return true;
  }
}

/** DER demands the fewest octets (X.690 8.3.2). */
export function isMinimalInteger(content: Uint8Array): boolean {
  const [first, second] = content;
  if (first === undefined) {
    return false;
  }
  if (second === undefined) {
    return true;
  }
  return !((first === 0 && second < 0x80) || (first === 0xff && second >= 0x80));
}

export function isNegative(integer: Uint8Array): boolean {
  return (integer[0] ?? 0) >= 0x80;
}

/** The value of a two's complement INTEGER. */
export function integerValue(integer: Uint8Array): bigint {
  return integer.length === 0 ? 0n : BigInt.asIntN(integer.length * 8, BigInt(`0x${toHex(integer)}`));
}

/** The value of an INTEGER of at most eight bytes that is a safe number; the sign counts. */
export function smallInteger(integer: Uint8Array): number | undefined {
  if (integer.length > 8) {
    return undefined;
  }
  const value = Number(integerValue(integer));
  return Number.isSafeInteger(value) ? value : undefined;
}

/** The content octets of an OBJECT IDENTIFIER as dotted decimal, or undefined when malformed as Go judges it. */
export function formatOid(bytes: Uint8Array, start: number, end: number): string | undefined {
  let out = "";
  let value = 0;
  let digits = 0;
  for (let i = start; i < end; i++) {
    const byte = bytes[i] ?? 0;
    if ((digits === 0 && byte === 0x80) || digits === 5 || value >= 1 << 24) {
      return undefined;
    }
    value = value * 128 + (byte & 0x7f);
    digits++;
    if (byte < 0x80) {
      out += out === "" ? firstArcs(value) : `.${value}`;
      value = 0;
      digits = 0;
    }
  }
  return digits === 0 && out !== "" ? out : undefined;
}

function firstArcs(value: number): string {
  return value < 80 ? `${Math.floor(value / 40)}.${value % 40}` : `2.${value - 80}`;
}
