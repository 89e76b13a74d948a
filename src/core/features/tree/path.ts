import type { ResolvedContext } from "../../kubeconfig/facts-model.ts";
import type { Entry } from "../../kubeconfig/model.ts";
import { touches } from "../../text.ts";
import { idsBelow } from "./entries.ts";
import { idOf, type TreeSource } from "./node.ts";

/**
 * The ids of the nodes, from below the configuration's downwards, that lead to what stands at an offset: a
 * context, or the cluster or user of the first context that uses it; empty for anything else.
 */
export function pathTo({ id, analysis }: TreeSource, source: string, offset: number): readonly string[] {
  const file = analysis.files.find(each => each.source.id === source);
  const entries: readonly Entry[] =
    file === undefined ? [] : [...file.contexts, ...file.clusters, ...file.users];
  const entry = entries.find(each => touches(each.span, offset));
  const index = analysis.contexts.findIndex(context => entry !== undefined && uses(context, entry));
  const idFor = idsBelow(id);
  const ids = analysis.contexts.slice(0, index + 1).map(context => idFor(context.entry));
  const context = ids[index];
  if (context === undefined || entry === undefined) return [];
  return entry.kind === "context" ? [context] : [context, idOf(context, entry.kind)];
}

function uses({ entry, cluster, user }: ResolvedContext, wanted: Entry): boolean {
  if (entry === wanted) return true;
  return (
    (cluster.kind === "found" && cluster.entry === wanted) || (user.kind === "found" && user.entry === wanted)
  );
}
