import type { Analysis } from "../analysis.ts";
import type { Location } from "../finding.ts";
import type { Entry, EntryKind } from "../kubeconfig/model.ts";
import { type Span, touches } from "../text.ts";

/** A name at an offset, and the entry of the effective configuration that it stands for. */
interface Named {
  readonly kind: EntryKind;
  readonly name: string;
  /** The place of the name. */
  readonly span: Span;
  /** Set where the name is an entry's own. */
  readonly declares?: Entry;
}

export interface Definition extends Location {
  /** The name that leads there. */
  readonly origin: Span;
  /** The whole entry. */
  readonly entry: Span;
}

/**
 * The entry that the name at an offset stands for: a context's cluster and user, and current-context. Entries
 * of any file of the configuration count, the one that kubectl uses.
 */
export function definition(analysis: Analysis, sourceId: string, offset: number): Definition | undefined {
  const named = nameAt(analysis, sourceId, offset);
  const entry = named && entryNamed(analysis, named.kind, named.name);
  if (named === undefined || entry === undefined) return undefined;
  return { source: entry.source, span: entry.nameSpan, origin: named.span, entry: entry.span };
}

/** Every place in every file that uses the name at an offset; the entries of that name first, where asked. */
export function references(
  analysis: Analysis,
  sourceId: string,
  offset: number,
  includeDeclaration: boolean,
): readonly Location[] {
  const named = nameAt(analysis, sourceId, offset);
  if (named === undefined) return [];
  const same = [...names(analysis)].filter(each => each.kind === named.kind && each.name === named.name);
  const declared = includeDeclaration ? same.filter(each => each.declares !== undefined) : [];
  const used = same.filter(each => each.declares === undefined);
  return [...declared, ...used].map(({ source, span }) => ({ source, span }));
}

function nameAt(analysis: Analysis, sourceId: string, offset: number): Named | undefined {
  for (const each of names(analysis, sourceId)) {
    if (touches(each.span, offset)) return each;
  }
  return undefined;
}

function entryNamed({ effective }: Analysis, kind: EntryKind, name: string): Entry | undefined {
  switch (kind) {
    case "cluster":
      return effective.clusters.get(name);
    case "user":
      return effective.users.get(name);
    case "context":
      return effective.contexts.get(name);
  }
}

/** Every name, used or declared, of one file or of all. */
function* names(analysis: Analysis, sourceId?: string): Iterable<Named & Location> {
  for (const file of analysis.files) {
    const source = file.source.id;
    if (sourceId !== undefined && source !== sourceId) continue;
    const current = file.currentContext;
    if (current?.value) yield { kind: "context", name: current.value, span: current.span, source };
    for (const entry of [...file.clusters, ...file.users, ...file.contexts]) {
      if (entry.name === "") continue;
      yield { kind: entry.kind, name: entry.name, span: entry.nameSpan, source, declares: entry };
    }
    for (const { cluster, user } of file.contexts) {
      if (cluster?.value) yield { kind: "cluster", name: cluster.value, span: cluster.span, source };
      if (user?.value) yield { kind: "user", name: user.value, span: user.span, source };
    }
  }
}
