import { readToken } from "../tokens/index.ts";
import type { TokenInfo } from "../tokens/types.ts";
import { Content } from "./content.ts";
import type { KubeconfigFile, Source } from "./model.ts";

/**
 * What earlier analyses decoded, by content. A host keeps one for as long as it analyses a configuration again and
 * again; it forgets what the last few analyses did not use.
 */
export interface AnalysisCache {
  /** What a `…-data` value holds. */
  data(base64: string): Content;
  /** What a file holds; known again by the identity of its bytes. */
  file(bytes: Uint8Array): Content;
  token(text: string): TokenInfo;
  /** The reading of a source, made anew only where the source has changed. */
  reading(source: Source, read: () => KubeconfigFile): KubeconfigFile;
  /** Ends one analysis. */
  sweep(): void;
}

/** Entries unused for this many analyses are forgotten: a host may alternate between a few configurations. */
const generations = 4;

export function createAnalysisCache(): AnalysisCache {
  const contents = new Generations<Content>();
  const tokens = new Generations<TokenInfo>();
  const readings = new Generations<KubeconfigFile>();
  const files = new WeakMap<Uint8Array, Content>();
  return {
    data: base64 => contents.get(base64, () => new Content(base64)),
    file: bytes => {
      const known = files.get(bytes) ?? new Content(bytes);
      files.set(bytes, known);
      return known;
    },
    token: text => tokens.get(text, () => readToken(text)),
    reading: (source, read) => {
      const known = readings.get(source.id, read);
      if (sameSource(known.source, source)) return known;
      return readings.replace(source.id, read());
    },
    sweep: () => {
      contents.sweep(content => content.release());
      tokens.sweep();
      readings.sweep();
    },
  };
}

function sameSource(a: Source, b: Source): boolean {
  return a.text === b.text && a.path === b.path && a.mode === b.mode && a.invalidAt === b.invalidAt;
}

class Generations<T> {
  readonly #entries = new Map<string, { value: T; used: number }>();
  #now = 0;

  get(key: string, make: () => T): T {
    const known = this.#entries.get(key);
    if (known === undefined) return this.replace(key, make());
    known.used = this.#now;
    return known.value;
  }

  replace(key: string, value: T): T {
    this.#entries.set(key, { value, used: this.#now });
    return value;
  }

  sweep(visit?: (value: T) => void): void {
    for (const [key, entry] of this.#entries) {
      if (this.#now - entry.used >= generations) this.#entries.delete(key);
      else if (entry.used === this.#now) visit?.(entry.value);
    }
    this.#now++;
  }
}
