import type { Timing } from "../features/time.ts";
import type { EmbeddedFacts } from "../gather-manifests.ts";
import { meets } from "../manifests/placeholder.ts";
import type { RowDraft } from "./draft.ts";
import { rowsOfKubeconfig } from "./rows-of-kubeconfig.ts";

/** As of kubeconfigs of their own, but in the manifest; where it holds several, by the name of the object as well. */
export function rowsOfEmbedded(all: readonly EmbeddedFacts[], timing: Timing): readonly RowDraft[] {
  const count = new Map<string, number>();
  for (const { source } of all) count.set(source, (count.get(source) ?? 0) + 1);
  return all.flatMap(({ source, embedded, analysis }) => {
    const { object, key, outer, span, toFill } = embedded;
    const which = (count.get(source) ?? 0) > 1 ? `${object.name || key}: ` : "";
    return rowsOfKubeconfig(analysis, timing).flatMap(draft => {
      const { row } = draft;
      if (row.span && meets(toFill, row.span)) return [];
      const own = row.kind === "kubeconfig" ? "" : row.name;
      const name = own === "" ? object.name || key : `${which}${own}`;
      return { ...draft, row: { ...row, name, file: source, span: row.span ? outer(row.span) : span } };
    });
  });
}
