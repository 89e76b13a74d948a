import type { Token } from "./token.ts";

/** The tokens that the scanner found and the parser has not taken. Its store is kept from one to the next. */
export class TokenQueue {
  readonly #store: (Token | undefined)[] = [];
  #head = 0;
  #size = 0;
  #taken = 0;

  /** The number of the next token to be added, counted from the start of the text. */
  get nextNumber(): number {
    return this.#taken + this.#size - this.#head;
  }

  get first(): Token | undefined {
    return this.#head < this.#size ? this.#store[this.#head] : undefined;
  }

  take(): void {
    this.#head += 1;
    this.#taken += 1;
    if (this.#head === this.#size) {
      this.#head = 0;
      this.#size = 0;
    }
  }

  add(token: Token): void {
    this.#store[this.#size] = token;
    this.#size += 1;
  }

  /** Insert before the token with a number; at the end when that one is taken already. */
  insert(token: Token, number: number): void {
    const at = number - this.#taken;
    if (at < 0) {
      this.add(token);
      return;
    }
    const target = this.#head + at;
    for (let i = this.#size; i > target; i--) {
      this.#store[i] = this.#store[i - 1];
    }
    this.#store[target] = token;
    this.#size += 1;
  }
}
