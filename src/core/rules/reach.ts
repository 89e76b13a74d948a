import type { Facts, ResolvedContext, ServerFacts } from "../kubeconfig/facts-model.ts";
import type { UserEntry } from "../kubeconfig/model.ts";
import { isTls } from "../kubeconfig/server.ts";

/** The server that kubectl would go to with a context; absent where its cluster does not resolve. */
export function serverOf(facts: Facts, context: ResolvedContext): ServerFacts | undefined {
  return context.cluster.kind === "found" ? facts.clusters.get(context.cluster.entry)?.server : undefined;
}

/** Users that at least one context brings to an https server: those whose credentials kubectl reads. */
export function usersOverHttps(facts: Facts): ReadonlySet<UserEntry> {
  const users = new Set<UserEntry>();
  for (const context of facts.contexts) {
    if (context.user.kind !== "found") continue;
    const server = serverOf(facts, context);
    if (server && isTls(server)) users.add(context.user.entry);
  }
  return users;
}
