import { isMinimalInteger } from "./der.ts";

/** Universal tag numbers that private keys use. */
export const Universal = { integer: 2, bitString: 3, octetString: 4, oid: 6, sequence: 16 } as const;

const MAX_INT32 = 2 ** 31 - 1;

interface Header {
  readonly identifierClass: number;
  readonly compound: boolean;
  readonly tag: number;
  readonly length: number;
  readonly contentStart: number;
}

/** The field was well-formed but is not there; only optional fields may be. */
export const ABSENT = "absent";
/** The field makes Go give up. */
export const BROKEN = "broken";
export type Field = Uint8Array | typeof ABSENT | typeof BROKEN;

/**
 * The fields of a SEQUENCE one by one, as Go's encoding/asn1 (parseField) reads private keys into structs. It differs
 * from DerReader: tags of several bytes are allowed, the length of an explicit tag is not held against its contents,
 * and what follows the last field is ignored.
 */
export class Asn1Fields {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** The offset after what was read. */
  get offset(): number {
    return this.#at;
  }

  get done(): boolean {
    return this.#at >= this.#bytes.length;
  }

  /** The contents of a field of a universal type. */
  field(tag: number): Field {
    if (this.done) {
      return ABSENT;
    }
    const header = this.#header(this.#at);
    return header === undefined ? BROKEN : this.#take(header, tag);
  }

  /** The contents of an optional field of a universal type in an explicit context tag. */
  explicitField(contextTag: number, tag: number): Field {
    if (this.done) {
      return ABSENT;
    }
    const wrapper = this.#header(this.#at);
    if (wrapper === undefined || wrapper.contentStart === this.#bytes.length) {
      return BROKEN;
    }
    if (
      wrapper.identifierClass !== 2 ||
      wrapper.tag !== contextTag ||
      (wrapper.length !== 0 && !wrapper.compound)
    ) {
      return ABSENT;
    }
    const header = wrapper.length === 0 ? undefined : this.#header(wrapper.contentStart);
    return header === undefined ? BROKEN : this.#take(header, tag);
  }

  /** The next element whole, whatever it is. */
  any(): Field {
    if (this.done) {
      return ABSENT;
    }
    const start = this.#at;
    const header = this.#header(start);
    const end = header === undefined ? Number.POSITIVE_INFINITY : header.contentStart + header.length;
    if (end > this.#bytes.length) {
      return BROKEN;
    }
    this.#at = end;
    return this.#bytes.subarray(start, end);
  }

  #take(header: Header, tag: number): Field {
    if (
      header.identifierClass !== 0 ||
      header.tag !== tag ||
      header.compound !== (tag === Universal.sequence)
    ) {
      return ABSENT;
    }
    const end = header.contentStart + header.length;
    if (end > this.#bytes.length) {
      return BROKEN;
    }
    this.#at = end;
    return this.#bytes.subarray(header.contentStart, end);
  }

  /** encoding/asn1 parseTagAndLength. */
  #header(start: number): Header | undefined {
    const bytes = this.#bytes;
    const identifier = bytes[start] ?? 0;
    let at = start + 1;
    let tag = identifier & 0x1f;
    if (tag === 0x1f) {
      const long = readBase128(bytes, at);
      if (long === undefined || long.value < 0x1f) {
        return undefined;
      }
      tag = long.value;
      at = long.next;
    }
    const length = readLength(bytes, at);
    return (
      length && {
        identifierClass: identifier >> 6,
        compound: (identifier & 0x20) !== 0,
        tag,
        length: length.value,
        contentStart: length.next,
      }
    );
  }
}

interface Read {
  readonly value: number;
  readonly next: number;
}

function readBase128(bytes: Uint8Array, start: number): Read | undefined {
  let value = 0;
  for (let i = 0; i < 5; i++) {
    const byte = bytes[start + i];
    if (byte === undefined || (i === 0 && byte === 0x80)) {
      return undefined;
    }
    value = value * 128 + (byte & 0x7f);
    if (byte < 0x80) {
      return value > MAX_INT32 ? undefined : { value, next: start + i + 1 };
    }
  }
  return undefined;
}

function readLength(bytes: Uint8Array, start: number): Read | undefined {
  const first = bytes[start];
  if (first === undefined || first === 0x80) {
    return undefined;
  }
  if (first < 0x80) {
    return { value: first, next: start + 1 };
  }
  const count = first & 0x7f;
  let value = 0;
  for (let i = 1; i <= count; i++) {
    const byte = bytes[start + i];
    if (byte === undefined || value >= 1 << 23) {
      return undefined;
    }
    value = value * 256 + byte;
    if (value === 0) {
      return undefined;
    }
  }
  return value < 0x80 ? undefined : { value, next: start + 1 + count };
}

/** The contents of an INTEGER that fits an int64, as Go's parseInt64 demands. */
export function isInt64(field: Field): field is Uint8Array {
  return typeof field !== "string" && field.length <= 8 && isMinimalInteger(field);
}

export function isBigInt(field: Field): field is Uint8Array {
  return typeof field !== "string" && isMinimalInteger(field);
}
