import { caRelations } from "../../kubeconfig/ca-relation.ts";
import type { ResolvedContext } from "../../kubeconfig/facts-model.ts";
import { verifySignatures } from "../../kubeconfig/signatures.ts";
import { type Target, userEntry } from "./target.ts";

/**
 * A place where a client certificate stands, its analysis with the signatures checked up to the CAs of the clusters it is
 * used on; any other place as it is. A few signatures at most, a millisecond each.
 */
export async function verified(target: Target): Promise<Target> {
  const { analysis } = target;
  const user = target.path.startsWith("users.user.client-certificate") ? userEntry(target) : undefined;
  if (user === undefined) return target;
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
  return { ...target, analysis: { ...analysis, contexts: analysis.contexts.map(withVerdict) } };
}
