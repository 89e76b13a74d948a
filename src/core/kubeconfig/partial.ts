import { countBefore } from "../search.ts";
import type { Span } from "../text.ts";
import type { Entry, KubeconfigFile } from "./model.ts";

type Content = Pick<KubeconfigFile, "clusters" | "contexts" | "users" | "document">;

/** Marks the entries of a text with unreadable parts: what one of them lacks may stand in such a part. */
export function markPartial<C extends Content>(content: C): C {
  const { unreadable = [] } = content.document;
  if (unreadable.length === 0) return content;
  const lost = new SpanSet(unreadable);
  const marked = new Set<Entry>();
  for (const { entry, start, end } of regionsOf(content)) if (lost.touches(start, end)) marked.add(entry);
  const mark = <E extends Entry>(entry: E): E => (marked.has(entry) ? { ...entry, partial: true } : entry);
  return {
    ...content,
    clusters: content.clusters.map(mark),
    contexts: content.contexts.map(mark),
    users: content.users.map(mark),
  };
}

/** Whether an entry, or the name of one, may stand where nothing could be read. */
export function mayHideEntries(file: KubeconfigFile): boolean {
  const { unreadable = [] } = file.document;
  if (unreadable.length === 0) return false;
  const lost = new SpanSet(unreadable);
  // A name that was cut off ends where the rest of it begins.
  const named = new SpanSet(
    regionsOf(file).filter(
      ({ entry: { name, nameSpan } }) => name !== "" && !lost.touches(nameSpan.start - 1, nameSpan.end + 1),
    ),
  );
  return unreadable.some(({ start, end }) => !named.holds(start, end));
}

interface Region extends Span {
  readonly entry: Entry;
}

/** From the start of each entry to that of the next, or of the next key of the root: what is cut off at its end belongs to it. */
function regionsOf({ clusters, contexts, users, document: { root } }: Content): readonly Region[] {
  const entries: readonly Entry[] = [...clusters, ...contexts, ...users];
  const starts: { start: number; entry?: Entry }[] = entries.map(entry => ({
    start: entry.span.start,
    entry,
  }));
  if (root?.kind === "map") for (const { key } of root.entries) starts.push({ start: key.span.start });
  starts.sort((a, b) => a.start - b.start);
  return starts.flatMap(({ start, entry }, index) =>
    entry === undefined ? [] : [{ entry, start, end: starts[index + 1]?.start ?? Number.POSITIVE_INFINITY }],
  );
}

/** Spans of a text, to ask about quickly. */
class SpanSet {
  /** By their start; each ends where the furthest so far does. */
  readonly #spans: readonly Span[];

  constructor(spans: readonly Span[]) {
    let furthest = 0;
    this.#spans = [...spans]
      .sort((a, b) => a.start - b.start)
      .map(({ start, end }) => {
        furthest = Math.max(furthest, end);
        return { start, end: furthest };
      });
  }

  touches(start: number, end: number): boolean {
    const last = this.#lastBefore(end);
    return last !== undefined && last.end > start;
  }

  holds(start: number, end: number): boolean {
    const last = this.#lastBefore(start + 1);
    return last !== undefined && last.end >= end;
  }

  /** The last span that starts before an offset. */
  #lastBefore(offset: number): Span | undefined {
    return this.#spans[countBefore(this.#spans, offset, span => span.start) - 1];
  }
}
