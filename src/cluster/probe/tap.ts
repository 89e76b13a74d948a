import { Duplex } from "node:stream";

/** Passes a stream through and keeps what comes in, up to a bound; the error of the stream stands in `failure`. */
export class Tap extends Duplex {
  readonly #stream: Duplex;
  readonly #chunks: Uint8Array[] = [];
  readonly #bound: number;
  #length = 0;
  #failure: Error | undefined;

  /** @param bound bytes; with more, `overflow` is emitted and nothing more passes */
  constructor(stream: Duplex, bound: number) {
    super();
    this.#stream = stream;
    this.#bound = bound;
    stream.on("data", (chunk: Uint8Array) => this.#take(chunk));
    stream.on("end", () => this.push(null));
    stream.on("error", error => {
      this.#failure ??= error;
      this.destroy();
    });
    stream.on("close", () => this.destroy());
  }

  get failure(): Error | undefined {
    return this.#failure;
  }

  get bytes(): Uint8Array {
    return Buffer.concat(this.#chunks);
  }

  #take(chunk: Uint8Array): void {
    this.#length += chunk.length;
    if (this.#length > this.#bound) {
      this.emit("overflow");
      return;
    }
    this.#chunks.push(chunk);
    if (!this.push(chunk)) this.#stream.pause();
  }

  override _read(): void {
    this.#stream.resume();
  }

  override _write(chunk: Uint8Array, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#stream.write(chunk, done);
  }

  override _final(done: (error?: Error | null) => void): void {
    this.#stream.end(done);
  }

  override _destroy(_error: Error | null, done: (error?: Error | null) => void): void {
    this.#stream.destroy();
    done();
  }
}
