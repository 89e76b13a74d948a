import type { Json } from "../kubeconfig/clientcmd/normalize.ts";

export type { Json } from "../kubeconfig/clientcmd/normalize.ts";

/** Keys of mappings and positions in lists, from the root. */
export type Path = readonly (string | number)[];

/**
 * A change of what a file means, as plain data. Everything that writes a kubeconfig says what it wants in these;
 * `editsFor` turns them into the smallest text edits, and `verifyEdit` holds the outcome against them. May hold secrets.
 */
export type Change =
  /**
   * Give a key a value, or an item of a list another one. Mappings that are missing on the way are made.
   */
  | ({ readonly kind: "set"; readonly path: Path; readonly value: Json } & ItemTexts)
  /** Take a key or an item away. */
  | { readonly kind: "remove"; readonly path: Path }
  /** Add items to a list; a list that is missing or null is made. */
  | ({ readonly kind: "append"; readonly path: Path; readonly items: readonly Json[] } & ItemTexts)
  /** Put another key and value in the place of a key. */
  | { readonly kind: "rekey"; readonly path: Path; readonly key: string; readonly value: Json };

/** How the new items of a list are to be written, by their positions. */
export interface ItemTexts {
  /** The lines of the comment that heads an item, each from its `#`. */
  readonly comments?: ReadonlyMap<number, readonly string[]>;
  /** The lines of an item in a block, from its dash on: they mean what the item is. */
  readonly written?: ReadonlyMap<number, readonly string[]>;
}

export type JsonMap = { readonly [key: string]: Json };

/** @throws RangeError when a path leads through something that is neither a mapping nor a list */
export function applyChanges(data: Json, changes: readonly Change[]): Json {
  return changes.reduce(applyChange, data);
}

function applyChange(data: Json, change: Change): Json {
  const { path } = change;
  const last = path.at(-1);
  if (last === undefined) throw new RangeError("A change of the root itself");
  return atPath(data, path.slice(0, -1), container => {
    switch (change.kind) {
      case "set":
        return withStep(container, last, change.value);
      case "append":
        return withStep(container, last, [...listOf(stepInto(container, last)), ...change.items]);
      case "remove":
        return withoutStep(container, last);
      case "rekey":
        return withStep(withoutStep(container, last), change.key, change.value);
    }
  });
}

function atPath(data: Json, path: Path, update: (container: Json) => Json): Json {
  const [step, ...rest] = path;
  return step === undefined ? update(data) : withStep(data, step, atPath(stepInto(data, step), rest, update));
}

/** What stands under a key or at a position; null where nothing does. */
export function stepInto(data: Json, step: string | number): Json {
  if (typeof step === "number") return isList(data) ? (data[step] ?? null) : null;
  return isMap(data) && Object.hasOwn(data, step) ? (data[step] ?? null) : null;
}

function withStep(data: Json, step: string | number, value: Json): Json {
  if (typeof step === "number") {
    if (!isList(data) || step >= data.length) throw new RangeError("No such item");
    return data.with(step, value);
  }
  if (data !== null && !isMap(data)) throw new RangeError("No mapping");
  return Object.fromEntries([...Object.entries(data ?? {}).filter(([key]) => key !== step), [step, value]]);
}

function withoutStep(data: Json, step: string | number): Json {
  if (isList(data)) return data.filter((_, index) => index !== step);
  return isMap(data) ? Object.fromEntries(Object.entries(data).filter(([key]) => key !== step)) : data;
}

function listOf(data: Json): readonly Json[] {
  if (data === null) return [];
  if (!isList(data)) throw new RangeError("No list");
  return data;
}

export function isList(data: Json): data is readonly Json[] {
  return Array.isArray(data);
}

export function isMap(data: Json): data is JsonMap {
  return typeof data === "object" && data !== null && !Array.isArray(data);
}

export function isDataKey(key: string): boolean {
  return DATA_KEYS.has(key);
}

const DATA_KEYS = new Set(["certificate-authority-data", "client-certificate-data", "client-key-data"]);

/**
 * One spelling for everything that means the same to kubectl: keys sorted, null left out like a key that is missing
 * (but within an extension, whose content is anybody's), base64 without its line breaks.
 */
export function canonical(data: Json, key = "", within = false): string {
  if (isList(data)) return `[${data.map(item => canonical(item, "", within)).join()}]`;
  if (isMap(data)) {
    const parts = Object.keys(data)
      .sort()
      .filter(name => within || data[name] !== null)
      .map(
        name =>
          `${JSON.stringify(name)}:${canonical(data[name] ?? null, name, within || name === "extension")}`,
      );
    return `{${parts.join()}}`;
  }
  if (typeof data === "string" && isDataKey(key)) return JSON.stringify(data.replace(/[\r\n]/g, ""));
  return JSON.stringify(data);
}
