import { bootstrapTokens as show } from "../bootstrap-tokens/tokens.ts";
import type { Command } from "../errors.ts";
import type { Editing, Reaching } from "../services.ts";
import { changing } from "./changing.ts";

/** The bootstrap tokens of the cluster of a context: list, make, copy, put into a kubeconfig. */
export function bootstrapTokens(services: Editing & Reaching): Command {
  return { id: "kubeconfigInspector.bootstrapTokens", run: changing(services, show) };
}
