/** What minting takes from outside: the time, and WebCrypto for keys, signatures and random numbers. */
export interface MintWorld {
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly crypto: Crypto;
}

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** WebCrypto takes no view on shared memory, which the type of a plain Uint8Array does not rule out. */
export function unshared(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes);
}
