import type { Analysis } from "../analysis.ts";
import type { SeenServer } from "../features/server-check/seen.ts";
import { moment, type Timing } from "../features/time.ts";
import { say } from "../message.ts";
import { type RowDraft, rowOfCertificate } from "./draft.ts";

/** The servers of contexts of a configuration, as they were seen when somebody had a look. */
export interface SeenServersOf {
  readonly analysis: Analysis;
  readonly seen: readonly SeenServer[];
}

/** The serving certificate of each cluster: the one that was seen last, with where and when. */
export function rowsOfServers({ analysis, seen }: SeenServersOf, timing: Timing): readonly RowDraft[] {
  const { contexts, clusters } = analysis.effective;
  const drafts = new Map<string, RowDraft>();
  for (const { context, server, at, judgement } of seen.toSorted((a, b) => a.at - b.at)) {
    const certificate = judgement?.certificates[0];
    const entry = clusters.get(contexts.get(context)?.cluster?.value ?? "");
    if (certificate === undefined || entry === undefined) continue;
    const id = `${entry.source}\n${entry.kind}\n${entry.name}\nserver-certificate`;
    const row = {
      id,
      kind: "server-certificate",
      name: entry.name,
      kubeadm: false,
      ...rowOfCertificate(certificate, timing),
      detail: say("of {0}, seen on {1}", server, moment(at)),
      contexts: [...(drafts.get(id)?.row.contexts ?? []), context],
      file: entry.source,
      span: entry.server?.span ?? entry.nameSpan,
    } as const;
    drafts.set(id, { row, certificate });
  }
  return [...drafts.values()];
}
