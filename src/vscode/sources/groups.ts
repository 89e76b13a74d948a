import type { Analysis } from "../../core/analysis.ts";
import type { Configuration } from "./analyst.ts";
import type { Candidate } from "./discovery.ts";
import type { Member } from "./reader.ts";

/** What kubectl loads by itself, or one other file. */
export interface SourceGroup extends Configuration {
  readonly kind: "effective" | "file";
  /** In the order of precedence; `sources` are the texts of those that have one. */
  readonly members: readonly Member[];
}

/** A group with what is known of it. */
export interface AnalyzedGroup extends SourceGroup {
  readonly analysis: Analysis;
}

/** The effective configuration first, if there is anything of it, then each other file by itself. */
export function groupsOf(members: readonly Member[]): readonly SourceGroup[] {
  const effective = members.filter(({ candidate }) => isEffective(candidate));
  const files = members
    .filter(({ candidate }) => !isEffective(candidate))
    .map(member => groupOf("file", [member]));
  const nothingThere = effective.every(({ failure }) => failure?.kind === "missing");
  const byDefault = effective.every(({ candidate }) => candidate.origin === "default");
  return nothingThere && byDefault ? files : [groupOf("effective", effective), ...files];
}

export function groupOf(kind: SourceGroup["kind"], members: readonly Member[]): SourceGroup {
  const sources = members.map(({ source }) => source).filter(source => source !== undefined);
  return { id: kind === "effective" ? kind : (members[0]?.id ?? ""), kind, members, sources };
}

function isEffective({ origin }: Candidate): boolean {
  return origin === "KUBECONFIG" || origin === "default";
}
