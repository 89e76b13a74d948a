import type { Result } from "../../core/result.ts";
import { hashOf } from "./consent.ts";
import type { ExecCredential } from "./credential.ts";
import { execInfo } from "./exec-info.ts";
import { type ExecFailure, fail, shownWord } from "./failure.ts";
import type { ExecCluster, ExecPlugin } from "./plugin.ts";
import { type ExecOptions, prepare, startPlugin } from "./run.ts";

type Given = Result<ExecCredential, ExecFailure>;

/** A run that several wait for. */
interface Running {
  readonly result: Promise<Given>;
  readonly stop: AbortController;
  waiting: number;
}

/**
 * The credentials that plugins gave, as long as they are good: client-go keeps them as long as the process lives, per
 * plugin and cluster, until after `expirationTimestamp` and until the server refuses one. Failures are not kept. Who asks
 * while a plugin runs waits for that run. Holds secrets; lives in its owner.
 */
export class ExecCredentials {
  readonly #given = new Map<string, ExecCredential>();
  readonly #running = new Map<string, Running>();

  /** As `runExecPlugin`, from memory where it can be. What kuberc says counts each time. */
  async get(plugin: ExecPlugin, options: ExecOptions): Promise<Given> {
    const start = await prepare(plugin, options);
    if ("ok" in start) return start;
    const key = execKey(plugin, options.cluster);
    const given = this.#given.get(key);
    // client-go credsExpired: the moment itself is still good.
    if (given !== undefined && !(options.now() > (given.expires ?? Number.POSITIVE_INFINITY))) {
      return { ok: true, value: given };
    }
    const running =
      this.#running.get(key) ?? this.#run(key, signal => startPlugin(start, plugin, { ...options, signal }));
    return this.#wait(key, running, plugin, options.signal);
  }

  /**
   * After the server refused a credential (401), so that the next one is new.
   * @param key of `execKey`
   * @param used what was refused: kept where another has come meanwhile, as client-go's maybeRefreshCreds does
   */
  forget(key: string, used?: ExecCredential): void {
    if (used === undefined || this.#given.get(key) === used) this.#given.delete(key);
  }

  #run(key: string, run: (signal: AbortSignal) => Promise<Given>): Running {
    const start = async (signal: AbortSignal) => {
      const given = await run(signal);
      if (given.ok) this.#given.set(key, given.value);
      return given;
    };
    const stop = new AbortController();
    const result = start(stop.signal).finally(() => {
      if (this.#running.get(key) === running) this.#running.delete(key);
    });
    const running: Running = { result, stop, waiting: 0 };
    this.#running.set(key, running);
    return running;
  }

  /** The run ends when nobody waits for it any more. */
  #wait(key: string, running: Running, plugin: ExecPlugin, signal?: AbortSignal): Promise<Given> {
    running.waiting += 1;
    return new Promise((resolve, reject) => {
      const leave = () => {
        running.waiting -= 1;
        if (running.waiting === 0) {
          if (this.#running.get(key) === running) this.#running.delete(key);
          running.stop.abort();
        }
        resolve(
          fail(
            "cancelled",
            "The credential plugin {0} was ended, as you cancelled.",
            shownWord(plugin.command),
          ),
        );
      };
      if (signal?.aborted === true) return leave();
      signal?.addEventListener("abort", leave, { once: true });
      running.result.then(given => {
        signal?.removeEventListener("abort", leave);
        resolve(given);
      }, reject);
    });
  }
}

/** What makes two requests for a credential the same: command, arguments, variables, protocol and what the plugin hears. */
export function execKey(plugin: ExecPlugin, cluster: ExecCluster): string {
  const { command, args, env, apiVersion, interactiveMode, provideClusterInfo } = plugin;
  const info = execInfo(apiVersion, provideClusterInfo ? cluster : undefined);
  return hashOf([command, args, env.map(({ name, value }) => [name, value]), interactiveMode, info]);
}
