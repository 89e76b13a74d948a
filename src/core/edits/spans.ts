import type { Span } from "../text.ts";
import type { MapNode, SeqNode } from "../yaml/node.ts";
import { entrySpan, skipTrivia, valueEnd } from "./lines.ts";

/** The elements of a collection with their dashes or keys. */
export function elementSpans(text: string, collection: MapNode | SeqNode): readonly Span[] {
  return collection.kind === "map" ? entrySpans(text, collection) : itemSpans(text, collection);
}

export function entrySpans(text: string, map: MapNode): readonly Span[] {
  return map.entries.map(entry => entrySpan(text, entry));
}

export function itemSpans(text: string, list: SeqNode): readonly Span[] {
  return list.flow ? flowSpans(text, list) : dashedSpans(text, list);
}

/** The items of a list in brackets, with their anchors and tags. */
export function flowSpans(text: string, list: SeqNode): readonly Span[] {
  return list.items.map(item => ({
    start: Math.min(item.span.start, item.properties?.start ?? item.span.start),
    end: valueEnd(text, item),
  }));
}

/** The items of a block list with their dashes. */
export function dashedSpans(text: string, list: SeqNode): readonly Span[] {
  let from = list.span.start;
  return list.items.map(item => {
    const start = skipTrivia(text, from);
    from = Math.max(valueEnd(text, item), start + 1);
    return { start, end: from };
  });
}
