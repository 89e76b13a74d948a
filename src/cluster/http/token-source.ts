import type { Files } from "../../core/ports.ts";
import { trimmedAsGo } from "../../core/tokens/defect.ts";

/** client-go transport/token_source.go: a token is read again after a minute, less ten seconds. Milliseconds. */
const KEPT = 50_000;
/** Bytes. */
const LARGEST = 1024 * 1024;

/** The token of a file, read again now and then; an empty or unreadable file has none. */
export class FileTokenSource {
  readonly #path: string;
  readonly #files: Files;
  #kept: { readonly token: string; readonly until: number } | undefined;

  constructor(path: string, files: Files) {
    this.#path = path;
    this.#files = files;
  }

  /** @param now milliseconds since the epoch */
  async token(now: number): Promise<string | undefined> {
    if (this.#kept !== undefined && now < this.#kept.until) return this.#kept.token;
    const read = await this.#files.read(this.#path, LARGEST);
    const token = read.kind === "file" ? trimmedAsGo(Buffer.from(read.bytes).toString("utf8")) : "";
    // What was read last goes on being sent while the file cannot be read.
    if (token === "") return this.#kept?.token;
    this.#kept = { token, until: now + KEPT };
    return token;
  }

  /** After the server refused it. */
  forget(): void {
    this.#kept = undefined;
  }
}
