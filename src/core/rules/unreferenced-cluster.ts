import { say } from "../message.ts";
import { unreferenced } from "./references.ts";
import { rule } from "./rule.ts";
import { shown } from "./words.ts";

/** A cluster that no context names: kubectl uses it only when --cluster names it. */
export const unreferencedCluster = rule("unreferenced-cluster", "hint", ({ facts }) =>
  unreferenced(facts, "cluster", facts.clusters.keys(), name =>
    say(
      'No context uses cluster "{0}". kubectl uses it only when --cluster names it: remove it, or add a context for it.',
      shown(name),
    ),
  ),
);
