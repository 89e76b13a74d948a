import type { Timing } from "../features/time.ts";
import type { EmbeddedFacts } from "../gather-manifests.ts";
import { meets } from "../manifests/placeholder.ts";
import type { RowDraft } from "./draft.ts";
import { rowsOfKubeconfig } from "./rows-of-kubeconfig.ts";

/** As of kubeconfigs of their own, but in the manifest; where it holds several, by what tells them apart as well. */
export function rowsOfEmbedded(all: readonly EmbeddedFacts[], timing: Timing): readonly RowDraft[] {
  const counts = new Map<string, number>();
  const count = (key: string) => counts.set(key, (counts.get(key) ?? 0) + 1);
  for (const facts of all) {
    count(facts.source);
    for (const label of labelsOf(facts)) count(`${facts.source}\n${label}`);
  }
  return all.flatMap(facts => {
    const { source, embedded, analysis } = facts;
    const { outer, span, toFill } = embedded;
    const labels = labelsOf(facts);
    const label = labels.find(each => counts.get(`${source}\n${each}`) === 1) ?? labels.at(-1) ?? "";
    const which = counts.get(source) === 1 ? "" : `${label}: `;
    return rowsOfKubeconfig(analysis, timing).flatMap(draft => {
      const { row } = draft;
      if (row.span && meets(toFill, row.span)) return [];
      const own = row.kind === "kubeconfig" ? "" : row.name;
      const name = own === "" ? label : `${which}${own}`;
      return [{ ...draft, row: { ...row, name, file: source, span: row.span ? outer(row.span) : span } }];
    });
  });
}

/** What a kubeconfig of a manifest may be called, from short to exact. */
function labelsOf({ embedded: { object, key } }: EmbeddedFacts): readonly string[] {
  const { name, namespace } = object;
  if (name === "") return [key];
  const full = namespace === "" ? name : `${namespace}/${name}`;
  return [...new Set([name, full, `${name} ${key}`, `${full} ${key}`])];
}
