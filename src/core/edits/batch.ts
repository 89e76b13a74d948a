import type { Span, TextEdit } from "../text.ts";
import { entriesOf } from "../yaml/access.ts";
import { keyText } from "../yaml/key.ts";
import type { MapEntry, MapNode, YamlNode } from "../yaml/node.ts";
import { detachOthers, type Now } from "./anchors.ts";
import { type Change, isList, isMap, type Path } from "./change.ts";
import { locate, type Site } from "./locate.ts";
import { loosen } from "./loosen.ts";
import { deletionOf } from "./remove.ts";
import { rekey, replaceValue } from "./replace.ts";
import { elementSpans } from "./spans.ts";

/** Changes that one reading of the text is enough for. */
export interface Batch {
  readonly count: number;
  readonly edits: readonly TextEdit[];
}

/**
 * Edits for as many of the changes in front as do not get into each other's way: other values and keys of scalars, and
 * elements that go, but for the last in brackets and the only one that is left.
 */
export function batchOf(now: Now, root: YamlNode, changes: readonly Change[]): Batch {
  const gathered = new Gathered(now);
  for (const change of changes) if (!gathered.takes(change, locate(root, change.path))) break;
  return { count: gathered.count, edits: [...gathered.edits, ...deletions(gathered.gone)] };
}

type Found = Site & { readonly kind: "found" };
type Replacement = Exclude<Change, { readonly kind: "remove" }>;

class Gathered {
  readonly edits: TextEdit[] = [];
  readonly gone: Span[] = [];
  count = 0;
  readonly #now: Now;
  readonly #changed = new Set<YamlNode>();
  /** The collections around what is changed. */
  readonly #around = new Set<YamlNode>();
  readonly #thinned = new Map<YamlNode, Thinned>();
  readonly #rekeyed = new Map<MapNode, readonly string[]>();

  constructor(now: Now) {
    this.#now = now;
  }

  /** @returns whether the change is one of the batch */
  takes(change: Change, site: Site): boolean {
    if (site.kind !== "found" || this.#isTouched(change.path, site)) return false;
    if (detachOthers(this.#now, site.chain, site.node).length > 0) return false;
    if (loosen(this.#now, site, change).length > 0) return false;
    const isTaken = change.kind === "remove" ? this.#removes(site) : this.#replaces(change, site);
    if (!isTaken) return false;
    this.count += 1;
    this.#changed.add(site.node);
    for (const node of site.chain) this.#around.add(node);
    return true;
  }

  /** Whether a change before was made in what is found, around it, or to its position. */
  #isTouched(path: Path, { node, chain }: Found): boolean {
    if (this.#around.has(node) || this.#changed.has(node)) return true;
    return chain.some((each, depth) => {
      const step = path[depth];
      const first = this.#thinned.get(each)?.first;
      const isMoved = first !== undefined && typeof step === "number" && step >= first;
      return isMoved || this.#changed.has(each);
    });
  }

  #replaces(change: Replacement, { node, holder }: Found): boolean {
    const { text, style } = this.#now;
    if (node.kind !== "scalar" || change.kind === "append") return false;
    const { value } = change;
    if (isList(value) || isMap(value)) return false;
    if (change.kind === "set") {
      this.edits.push(...replaceValue(text, holder, value, style));
      return true;
    }
    if (!("map" in holder)) return false;
    const { map, entry } = holder;
    const before = this.#rekeyed.get(map) ?? [];
    if (before.includes(change.key) || map.entries.some(({ key }) => keyText(key) === change.key))
      return false;
    const edits = rekey(text, entry, change.key, value, style, !map.flow);
    this.#rekeyed.set(map, [...before, change.key]);
    this.edits.push(...edits);
    return edits.length > 0;
  }

  #removes({ holder }: Found): boolean {
    const { text } = this.#now;
    const collection = "map" in holder ? holder.map : holder.list;
    if ("map" in holder && isHiding(holder.map, holder.entry)) return false;
    const { spans, left, first } = this.#thinned.get(collection) ?? all(elementSpans(text, collection));
    const { index } = holder;
    const deletion = left === 1 ? undefined : deletionOf(text, collection, spans, index);
    if (deletion === undefined) return false;
    this.gone.push(deletion);
    const isLast = index === spans.length - 1;
    this.#thinned.set(collection, {
      spans: isLast ? spans.slice(0, -1) : spans,
      left: left - 1,
      first: Math.min(first, index),
    });
    return true;
  }
}

/** A collection that elements go from. */
interface Thinned {
  /** All but those that went from the end, one after another. */
  readonly spans: readonly Span[];
  readonly left: number;
  /** The position of the first that goes: whatever stands behind it moves. */
  readonly first: number;
}

function all(spans: readonly Span[]): Thinned {
  return { spans, left: spans.length, first: Number.POSITIVE_INFINITY };
}

/** Whether another value comes to light where a key goes: of the same key above it, or one that a merge brings. */
function isHiding(map: MapNode, entry: MapEntry): boolean {
  const name = keyText(entry.key);
  const others = map.entries.filter(each => each !== entry);
  return entriesOf({ ...map, entries: others }).some(each => each.name === name);
}

/** One deletion for all that overlap or touch. */
function deletions(spans: readonly Span[]): readonly TextEdit[] {
  const merged: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last === undefined || span.start > last.end) merged.push(span);
    else merged.splice(-1, 1, { start: last.start, end: Math.max(last.end, span.end) });
  }
  return merged.map(span => ({ span, newText: "" }));
}
