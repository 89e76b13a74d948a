import type { FileRead } from "../../core/ports.ts";

/** What looks at files gave, by their addresses, until they are forgotten: a watched file is read once. */
export class FileReads {
  readonly #reads = new Map<string, Promise<FileRead>>();

  /** @param read looks at the file where nobody has */
  get(address: string, read: () => Promise<FileRead>): Promise<FileRead> {
    const known = this.#reads.get(address) ?? read();
    this.#reads.set(address, known);
    return known;
  }

  /** Look again at one file, or at all. */
  forget(address?: string): void {
    if (address === undefined) this.#reads.clear();
    else this.#reads.delete(address);
  }

  /** Drop what is known of any other file. */
  retain(addresses: ReadonlySet<string>): void {
    for (const address of this.#reads.keys()) if (!addresses.has(address)) this.#reads.delete(address);
  }
}
