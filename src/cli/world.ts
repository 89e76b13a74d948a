import type { Platform } from "../core/ports.ts";

/** What the program needs of the world. */
export interface CliWorld extends Platform {
  /** The working directory, absolute. */
  readonly cwd: string;
  /** The version of the package. */
  readonly version: string;
  /**
   * Fires when a person interrupts the program, which from the first call on no longer ends by that itself; a second time it
   * does. Absent where nobody can.
   */
  readonly interruption?: () => AbortSignal;
  /** @returns false where nobody reads it any more */
  out(text: string): boolean | undefined;
  err(text: string): void;
}

/** What the program ends with when the command line cannot be understood: sysexits.h, EX_USAGE. */
export const EX_USAGE = 64;
