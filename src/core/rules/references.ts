import type { Draft } from "../finding.ts";
import type { Facts } from "../kubeconfig/facts-model.ts";
import type { ClusterEntry, UserEntry } from "../kubeconfig/model.ts";
import type { Message } from "../message.ts";
import { nameOf } from "./place.ts";

/**
 * The entries that no context names. Silent where there are no contexts at all: files for webhooks and
 * the cluster-info ConfigMap have none. Shadowed entries and those without a name have findings of their own.
 */
export function* unreferenced(
  facts: Facts,
  of: "cluster" | "user",
  entries: Iterable<ClusterEntry | UserEntry>,
  message: (name: string) => Message,
): Iterable<Draft> {
  if (facts.contexts.length === 0) return;
  const named = new Set<string>();
  for (const context of facts.contexts) {
    const reference = context[of];
    if (reference.kind !== "unset") named.add(reference.name);
  }
  for (const entry of entries) {
    if (entry.name === "" || named.has(entry.name) || facts.effective.shadowed.has(entry)) continue;
    yield { ...nameOf(entry), message: message(entry.name), tag: "unnecessary" };
  }
}
