import type { Analysis } from "../../analysis.ts";
import type { ResolvedContext } from "../../kubeconfig/facts-model.ts";
import type { ClusterEntry, ContextEntry, Entry, KubeconfigFile, UserEntry } from "../../kubeconfig/model.ts";
import { v1 } from "../../kubeconfig/schema/fields.ts";
import type { Finding } from "../../rules/index.ts";
import type { Span } from "../../text.ts";
import { type Place, placeAt } from "../place.ts";
import type { Timing } from "../time.ts";
import { fieldWithKeyAt } from "./fields.ts";

/** The place a hover asks about, and what the analysis knows around it. */
export interface Target {
  readonly analysis: Analysis;
  readonly timing: Timing;
  readonly file: KubeconfigFile;
  readonly place: Place;
  /** As the schema names it: `users.user.token`. */
  readonly path: string;
  readonly entry?: Entry;
  /** The key and its value. */
  readonly field: Span;
}

/** What stands at an offset of a file; nothing between keys and values or outside of any file's text. */
export function targetAt(
  analysis: Analysis,
  sourceId: string,
  offset: number,
  timing: Timing,
): Target | undefined {
  const file = analysis.files.find(each => each.source.id === sourceId);
  const place = file && placeAt(file.document, offset);
  if (file === undefined || place?.key === undefined) return undefined;
  const field = { start: place.key.start, end: Math.max(place.key.end, place.value.span.end) };
  const shared = { analysis, timing, file, place, field };
  const path = v1.pathOf(place.path);
  const entry = entryAt(file, place.path);
  if (entry !== undefined) return { ...shared, path, entry };
  const elsewhere = fieldWithKeyAt(file, place.key.start);
  return elsewhere ? { ...shared, path: elsewhere.path, entry: elsewhere.entry } : { ...shared, path };
}

/** The entry that a path leads through. */
function entryAt(file: KubeconfigFile, [section, index]: Place["path"]): Entry | undefined {
  switch (section) {
    case "clusters":
    case "users":
    case "contexts": {
      const list: readonly Entry[] = file[section];
      return list.find(each => each.index === index);
    }
    default:
      return undefined;
  }
}

/** The findings that stand at the key or within its value. */
export function findingsAt({ analysis, file, field }: Target): readonly Finding[] {
  return analysis.findings.filter(
    each => each.source === file.source.id && field.start <= each.span.start && each.span.end <= field.end,
  );
}

export function clusterEntry({ entry }: Target): ClusterEntry | undefined {
  return entry?.kind === "cluster" ? entry : undefined;
}

export function userEntry({ entry }: Target): UserEntry | undefined {
  return entry?.kind === "user" ? entry : undefined;
}

export function contextEntry({ entry }: Target): ContextEntry | undefined {
  return entry?.kind === "context" ? entry : undefined;
}

export function resolved(analysis: Analysis, entry: ContextEntry | undefined): ResolvedContext | undefined {
  return entry && analysis.contexts.find(each => each.entry === entry);
}
