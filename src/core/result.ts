import type { Message } from "./message.ts";

/** Why bytes or text could not be read: where, and why. `offset` counts from the start of what was given. */
export interface Failure {
  readonly ok: false;
  readonly code: string;
  readonly message: Message;
  readonly offset?: number;
}

/** Why something is not done, in words for people. */
export interface NotDone {
  readonly ok: false;
  readonly reason: Message;
}

/** A value, or why there is none. */
export type Result<T, No extends { readonly ok: false } = Failure> =
  | { readonly ok: true; readonly value: T }
  | No;

/** The same, where a code is of no use any more. */
export function notDone({ message }: Pick<Failure, "message">): NotDone {
  return { ok: false, reason: message };
}
