import type { Failure } from "../result.ts";
import { readToken } from "../tokens/index.ts";
import type { TokenInfo } from "../tokens/types.ts";
import type { KnownRelations } from "./ca-relation.ts";
import { Content } from "./content.ts";
import type { Field, KubeconfigFile, Source } from "./model.ts";
import { CheckedSignatures } from "./signatures.ts";

/**
 * What earlier analyses decoded, by content. A host keeps one for as long as it analyses a configuration again and
 * again; it forgets what the last few analyses did not use.
 */
export interface AnalysisCache {
  /** What was read of a source, as long as the source is the same. */
  known(source: Source): KubeconfigFile | undefined;
  /** What decodes the fields of a source while it is read anew. */
  contentsOf(source: Source): FieldContents;
  /** Keep what was read. */
  keep(file: KubeconfigFile, contents: FieldContents): void;
  /** What a `…-data` field of a source holds. */
  data(source: string, field: Field<string>): Content;
  /** What a file holds; known again by the identity of its bytes. */
  file(bytes: Uint8Array): Content;
  token(text: string): TokenInfo;
  readonly relations: KnownRelations;
  /** Which signatures hold, as far as they were checked. */
  readonly signatures: CheckedSignatures;
  /** Ends one analysis. */
  sweep(): void;
}

/** The contents of the `…-data` fields of one source. */
export interface FieldContents {
  /** Why a field is no base64. */
  readonly defectOf: (field: Field<string>) => Failure | undefined;
  /** In the order of reading, which the next reading will mostly follow. */
  readonly found: ReadonlyMap<Field<string>, Entry<Content>>;
}

interface CachedReading {
  readonly file: KubeconfigFile;
  readonly contents: FieldContents["found"];
}

/** Entries unused for this many analyses are forgotten: a host may alternate between a few configurations. */
const generations = 4;

export function createAnalysisCache(): AnalysisCache {
  const contents = new Generations<Content>();
  const tokens = new Generations<TokenInfo>();
  const readings = new Generations<CachedReading>();
  const files = new WeakMap<Uint8Array, Content>();
  return {
    known: source => {
      const known = readings.peek(source.id);
      if (known === undefined || !isSame(known.file.source, source)) return undefined;
      return readings.use(source.id, known).file;
    },
    contentsOf: source => fieldContents(contents, readings.peek(source.id)?.contents),
    keep: (file, { found }) => void readings.use(file.source.id, { file, contents: found }),
    data: (source, field) => {
      const known = readings.peek(source)?.contents.get(field);
      return known === undefined ? contents.get(field.value, newContent) : contents.keep(known);
    },
    file: bytes => {
      const known = files.get(bytes) ?? new Content(bytes);
      files.set(bytes, known);
      return known;
    },
    relations: new WeakMap(),
    signatures: new CheckedSignatures(),
    token: text => tokens.get(text, readToken),
    sweep: () => {
      contents.sweep(content => content.release());
      tokens.sweep();
      readings.sweep();
    },
  };
}

const newContent = (base64: string) => new Content(base64);

/**
 * Most data of a text that was edited is what it was, in the same order: comparing with what stood there before is
 * much cheaper than a look-up, which has to hash every character.
 */
function fieldContents(
  contents: Generations<Content>,
  before: FieldContents["found"] | undefined,
): FieldContents {
  const expected = before ? [...before.values()] : [];
  const found = new Map<Field<string>, Entry<Content>>();
  let positions: ReadonlyMap<Entry<Content>, number> | undefined;
  let next = 0;
  const defectOf = (field: Field<string>) => {
    let entry = expected[next];
    if (entry === undefined || entry.key !== field.value) {
      entry = contents.entry(field.value, newContent);
      positions ??= new Map(expected.map((each, index) => [each, index]));
      next = positions.get(entry) ?? next;
    }
    next++;
    found.set(field, entry);
    return contents.keep(entry).defect;
  };
  return { defectOf, found };
}

function isSame(a: Source, b: Source): boolean {
  return (
    a.text === b.text &&
    a.path === b.path &&
    a.mode === b.mode &&
    a.decoding?.invalid?.at === b.decoding?.invalid?.at
  );
}

interface Entry<T> {
  readonly key: string;
  readonly value: T;
  used: number;
}

class Generations<T> {
  readonly #entries = new Map<string, Entry<T>>();
  #now = 0;

  get(key: string, make: (key: string) => T): T {
    return this.keep(this.entry(key, make));
  }

  peek(key: string): T | undefined {
    return this.#entries.get(key)?.value;
  }

  entry(key: string, make: (key: string) => T): Entry<T> {
    const known = this.#entries.get(key);
    if (known !== undefined) return known;
    const entry = { key, value: make(key), used: this.#now };
    this.#entries.set(key, entry);
    return entry;
  }

  keep(entry: Entry<T>): T {
    entry.used = this.#now;
    return entry.value;
  }

  use(key: string, value: T): T {
    this.#entries.set(key, { key, value, used: this.#now });
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
