import type { ServerCheck } from "../../cluster/index.ts";
import type { SeenServer } from "../../core/features/server-check/seen.ts";
import type { ContextOf } from "../cluster/clusters.ts";
import type { Editing, Services } from "../services.ts";

/** What a look at servers takes, and what can be done then. */
export type Looking = Editing & Pick<Services, "clusters" | "pages" | "seenServers" | "settings">;

/**
 * Look at the server of a context, without any credential, and keep what is seen: nothing where it was cancelled.
 * @throws HumanError where nothing may be contacted
 */
export async function look(
  of: ContextOf,
  { clusters, platform, seenServers, settings }: Looking,
  signal: AbortSignal,
): Promise<SeenServer | undefined> {
  const { checkServer } = await clusters.module();
  const { group, context } = of;
  const timing = { now: platform.now(), thresholds: settings.thresholds };
  const connection = await clusters.reach(of);
  const seen: SeenServer | ServerCheck = connection.ok
    ? await checkServer(connection.value, {
        files: platform.files,
        userAgent: clusters.userAgent,
        timing,
        timeoutMs: settings.serverTimeoutMs,
        signal,
      })
    : { context, server: "", at: timing.now, failure: { code: "not-usable", reason: connection.reason } };
  if (signal.aborted) return undefined;
  seenServers.add(group, seen);
  return seen;
}
