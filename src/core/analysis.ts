import type { Facts } from "./kubeconfig/facts-model.ts";
import type { Finding } from "./rules/index.ts";

/**
 * Everything there is to know of one configuration: one file, or the files of `KUBECONFIG` together.
 * One object serves diagnostics, hover, tree, report and commands. Plain and readonly.
 */
export interface Analysis extends Facts {
  /** Sorted by source and place. */
  readonly findings: readonly Finding[];
}
