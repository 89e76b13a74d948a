import { refusals } from "./refusals.ts";
import { rule } from "./rule.ts";

/**
 * Two entries of one list have the same name: client-go tools/clientcmd/api/v1/conversion.go refuses the
 * whole file, and its message dumps the list with its secrets. This one does not.
 */
export const duplicateName = rule("duplicate-name", "error", ({ facts }) =>
  refusals(facts, "duplicate-name"),
);
