import type { Entry } from "../kubeconfig/model.ts";
import { say } from "../message.ts";
import { nameOf } from "./place.ts";
import { rule } from "./rule.ts";

/**
 * An entry without a name: kubectl loads it under the name "", which nothing can refer to. Silent
 * where there are no contexts: the cluster in the cluster-info ConfigMap of kubeadm has the name "".
 */
export const emptyName = rule("empty-name", "warning", function* ({ facts }) {
  if (facts.contexts.length === 0) return;
  for (const file of facts.files) {
    for (const list of [file.clusters, file.contexts, file.users] as readonly (readonly Entry[])[]) {
      for (const entry of list) {
        if (entry.name !== "") continue;
        const message = say(
          "This {0} has no name. kubectl loads it, but nothing can refer to it: give it a name.",
          entry.kind,
        );
        yield { ...nameOf(entry), message };
      }
    }
  }
});
