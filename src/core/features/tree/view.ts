import { type Location, type Severity, worstOf } from "../../finding.ts";
import type { ResolvedContext, UserFacts } from "../../kubeconfig/facts-model.ts";
import type { Entry, UserEntry } from "../../kubeconfig/model.ts";
import type { Finding } from "../../rules/index.ts";
import { countBefore } from "../../search.ts";
import type { Block } from "../hover/blocks.ts";
import type { Timing } from "../time.ts";
import type { ContextSeen, NodeTone, TreeFile, TreeSource } from "./node.ts";

/** A source with its findings by place. One is made for each refresh of the tree. */
export class SourceView {
  readonly source: TreeSource;
  readonly timing: Timing;
  #bySource: ReadonlyMap<string, readonly Finding[]> | undefined;

  #losers: ReadonlyMap<Entry | undefined, readonly Entry[]> | undefined;

  constructor(source: TreeSource) {
    this.source = source;
    this.timing = { now: source.analysis.now, thresholds: source.thresholds };
  }

  fileOf(id: string): TreeFile | undefined {
    return this.source.files.find(file => file.id === id);
  }

  factsOf(user: UserEntry): UserFacts | undefined {
    return this.source.analysis.users.get(user);
  }

  /** What was last seen of the API server of a context that kubectl sees. */
  seenOf({ entry, shadowedBy }: ResolvedContext): ContextSeen {
    return (shadowedBy === undefined ? this.source.seen?.(entry.name) : undefined) ?? {};
  }

  /** The findings that lie within a place, in order. Logarithmic in the findings of the file. */
  findingsIn({ source, span }: Location): readonly Finding[] {
    const all = this.findingsOf(source);
    const from = countBefore(all, span.start, each => each.span.start);
    const to = countBefore(all, span.end, each => each.span.start);
    return all.slice(from, to).filter(finding => finding.span.end <= span.end);
  }

  /** Every finding of one file. */
  findingsOf(source: string): readonly Finding[] {
    this.#bySource ??= grouped(this.source.analysis.findings, finding => finding.source);
    return this.#bySource.get(source) ?? [];
  }

  /** The entries of later files that lose to this one. */
  losersTo(winner: Entry): readonly Entry[] {
    const { shadowed } = this.source.analysis.effective;
    this.#losers ??= grouped(shadowed.keys(), loser => shadowed.get(loser));
    return this.#losers.get(winner) ?? [];
  }

  /** The worst that is said of any of these entries. */
  toneOf(...entries: readonly (Entry | undefined)[]): NodeTone {
    return toneOf(entries.flatMap(entry => (entry === undefined ? [] : this.findingsIn(entry))));
  }

  /** What is wrong with an entry, worst first. */
  findingBlocks(...entries: readonly (Entry | undefined)[]): readonly Block[] {
    return blocksOf(entries.flatMap(entry => (entry === undefined ? [] : this.findingsIn(entry))));
  }
}

/** The first few of the errors, then of the warnings; hints and mere facts are left to the editor. */
export function blocksOf(findings: readonly Finding[]): readonly Block[] {
  const pick = (severity: Severity) => findings.filter(finding => finding.severity === severity);
  return [...pick("error"), ...pick("warning")].slice(0, 5).map(finding => ({ kind: "finding", finding }));
}

/** The colour of the worst of what is said; hints and mere facts have none. */
export function toneOf(said: readonly { readonly severity: Severity }[]): NodeTone {
  const worst = worstOf(said);
  return worst === "error" || worst === "warning" ? worst : "plain";
}

function grouped<K, V>(values: Iterable<V>, keyOf: (value: V) => K): ReadonlyMap<K, readonly V[]> {
  const groups = new Map<K, V[]>();
  for (const value of values) {
    const key = keyOf(value);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [value]);
    else group.push(value);
  }
  return groups;
}
