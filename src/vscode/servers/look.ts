import type { SeenServer } from "../../core/features/server-check/seen.ts";
import type { ContextOf } from "../cluster/clusters.ts";
import type { Editing, Services } from "../services.ts";
import type { AnalyzedGroup } from "../sources/groups.ts";

/** What a look at servers takes, and what can be done then. */
export type Looking = Editing & Pick<Services, "clusters" | "pages" | "seen" | "settings">;

/** Of a context whose server could not even be dialled. */
const NOT_USABLE = "not-usable";

/**
 * Look at the server of contexts that have it in common, without any credential, and keep what is seen: nothing where it was
 * cancelled. @throws HumanError where nothing may be contacted
 */
export async function look(
  group: AnalyzedGroup,
  [context, ...others]: readonly [string, ...string[]],
  services: Looking,
  signal: AbortSignal,
): Promise<readonly SeenServer[]> {
  const first = await lookAt({ group, context }, services, signal);
  // Why one is not usable is told by its name.
  const rest =
    first.failure?.code === NOT_USABLE
      ? await Promise.all(others.map(each => lookAt({ group, context: each }, services, signal)))
      : others.map(each => ({ ...first, context: each }));
  if (signal.aborted) return [];
  const all = [first, ...rest];
  for (const each of all) services.seen.servers.add(group, each.context, each);
  return all;
}

async function lookAt(
  of: ContextOf,
  { clusters, platform, settings }: Looking,
  signal: AbortSignal,
): Promise<SeenServer> {
  const { checkServer } = await clusters.module();
  const timing = { now: platform.now(), thresholds: settings.thresholds };
  const connection = await clusters.reach(of);
  if (!connection.ok) {
    const { reason } = connection;
    return { context: of.context, server: "", at: timing.now, failure: { code: NOT_USABLE, reason } };
  }
  return checkServer(connection.value, {
    files: platform.files,
    userAgent: clusters.userAgent,
    timing,
    timeoutMs: settings.serverTimeoutMs,
    signal,
  });
}
