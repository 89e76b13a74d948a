import type { Analysis } from "../../analysis.ts";
import { caRelations } from "../../kubeconfig/ca-relation.ts";
import type { ResolvedContext } from "../../kubeconfig/facts-model.ts";
import { verifySignatures } from "../../kubeconfig/signatures.ts";
import { targetAt, userEntry } from "./target.ts";

/**
 * The analysis with the signatures checked of the client certificates that stand at an offset, up to the CAs of the
 * clusters they are used on; the same analysis where none stands there. A few signatures at most, a millisecond each.
 */
export async function verifiedAt(analysis: Analysis, sourceId: string, offset: number): Promise<Analysis> {
  const target = targetAt(analysis, sourceId, offset, NO_TIMING);
  const user = target?.path.startsWith("users.user.client-certificate") ? userEntry(target) : undefined;
  if (user === undefined) return analysis;
  const concerned = (context: ResolvedContext) =>
    context.user.kind === "found" && context.user.entry === user;
  const contexts = analysis.contexts.filter(concerned);
  const relations = caRelations(analysis.now, await verifySignatures({ ...analysis, contexts }));
  const withVerdict = (context: ResolvedContext): ResolvedContext => {
    if (!concerned(context) || context.cluster.kind !== "found") return context;
    const cluster = analysis.clusters.get(context.cluster.entry);
    const relation = relations(analysis.users.get(user), cluster);
    return relation ? { ...context, issuedByClusterCa: relation } : context;
  };
  return { ...analysis, contexts: analysis.contexts.map(withVerdict) };
}

/** Where something stands does not depend on the time. */
const NO_TIMING = { now: 0, thresholds: { warning: 0, critical: 0 } };
