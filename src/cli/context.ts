import type { Analysis } from "../core/analysis.ts";
import { gatherKubeconfigs } from "../core/gather.ts";
import { render } from "../core/message.ts";
import { printable } from "../core/report/table.ts";
import { effectiveSources } from "./inputs.ts";
import type { CliWorld } from "./world.ts";

const DAY = 86_400_000;

/** What counts as soon where nobody says it. Milliseconds. */
export const USUAL = { warning: 30 * DAY, critical: 7 * DAY };

/**
 * The configuration that contexts are looked up in: what kubectl would load, or the one file that `--kubeconfig` names. What
 * cannot be read is told.
 */
export async function analysisFor(kubeconfig: string | undefined, world: CliWorld): Promise<Analysis> {
  const env = kubeconfig === undefined ? world.env() : { ...world.env(), KUBECONFIG: kubeconfig };
  const { sources, unusable } = await effectiveSources({ ...world, env: () => env });
  for (const input of unusable) {
    if (input.kind === "unusable") world.err(`${printable(`${input.path}: ${render(input.reason)}`)}\n`);
  }
  return gatherKubeconfigs(sources, world, { now: world.now(), thresholds: USUAL });
}

/** The contexts that are named, else the current one, else none. */
export function contextsOf(analysis: Analysis, named: readonly string[]): readonly string[] {
  if (named.length > 0) return named;
  const current = analysis.effective.currentContext?.name;
  return current === undefined || current === "" ? [] : [current];
}
