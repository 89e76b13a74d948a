import * as vscode from "vscode";
import type { ClusterClient, ClusterFailure, Connection, Plugins } from "../../cluster/index.ts";
import type { Platform } from "../../core/ports.ts";
import type { NotDone, Result } from "../../core/result.ts";
import { textOf } from "../convert.ts";
import { HumanError } from "../errors.ts";
import type { AnalyzedGroup } from "../sources/groups.ts";
import type { Ask } from "../wizard/ask.ts";
import { type ClusterModule, clusterModule } from "./module.ts";
import { PluginConsent } from "./plugin-consent.ts";

/** A context of a configuration, by name. */
export interface ContextOf {
  readonly group: AnalyzedGroup;
  readonly context: string;
}

export interface ClustersWorld {
  readonly platform: Platform;
  /** What the extension remembers of the user: which programs may run. */
  readonly memory: vscode.Memento;
  /** Of the extension. */
  readonly version: string;
}

/**
 * The way from a context to its API server. Nothing is contacted and no program is run before somebody asks for it, in a
 * trusted workspace and on a machine.
 */
export class Clusters {
  readonly #world: ClustersWorld;
  readonly #consent: PluginConsent;
  /** What plugins gave, by who was asked. */
  readonly #plugins = new WeakMap<Ask, Plugins>();

  constructor(world: ClustersWorld) {
    this.#world = world;
    this.#consent = new PluginConsent(world.memory);
  }

  /** What servers are told of who asks. */
  get userAgent(): string {
    return `kubeconfig-inspector/${this.#world.version}`;
  }

  /**
   * How kubectl would reach the server of a context.
   * @throws HumanError where it could not, or where nothing may be contacted
   */
  async connection(of: ContextOf): Promise<Connection> {
    const made = await this.reach(of);
    if (!made.ok) throw new HumanError(textOf(made.reason));
    return made.value;
  }

  /** The same, or why it could not. @throws HumanError where nothing may be contacted */
  async reach({ group, context }: ContextOf): Promise<Result<Connection, NotDone>> {
    const { platform } = this.#world;
    const { connectionOf } = await this.module();
    const { files, style } = platform;
    return connectionOf(group.analysis, context, { files, style, env: platform.env() });
  }

  /**
   * Calls to the server of a context. A program that gives the credential runs once the person has seen what it is.
   * @throws HumanError where it could not be reached, or where nothing may be contacted
   */
  async client(of: ContextOf, ask: Ask): Promise<ClusterClient> {
    return this.clientOf(await this.connection(of), ask);
  }

  /** As `client`, on a connection that is there. */
  async clientOf(connection: Connection, ask: Ask): Promise<ClusterClient> {
    const { ClusterClient } = await this.module();
    const { platform } = this.#world;
    const plugins = await this.#pluginsFor(ask);
    return new ClusterClient(connection, {
      files: platform.files,
      now: () => platform.now(),
      userAgent: this.userAgent,
      plugins,
    });
  }

  /** What speaks to API servers. @throws HumanError where nothing may be contacted */
  async module(): Promise<ClusterModule> {
    if (!this.#world.platform.local) {
      throw new HumanError(vscode.l10n.t("A browser cannot reach API servers. Use VS Code on a machine."));
    }
    if (!vscode.workspace.isTrusted) {
      throw new HumanError(
        vscode.l10n.t("This workspace is not trusted, so no server is contacted for it. Trust it first."),
      );
    }
    return clusterModule();
  }

  async #pluginsFor(ask: Ask): Promise<Plugins> {
    const known = this.#plugins.get(ask);
    if (known !== undefined) return known;
    const { Plugins } = await this.module();
    const { platform } = this.#world;
    const made = new Plugins({
      files: platform.files,
      style: platform.style,
      env: () => platform.env(),
      now: () => platform.now(),
      consent: (text, context) => this.#consent.given(text, context, ask),
    });
    this.#plugins.set(ask, made);
    return made;
  }
}

/** What a call gave. @throws HumanError with the reason where it gave nothing */
export function answerOf<T>(result: Result<T, ClusterFailure>): T {
  if (result.ok) return result.value;
  if (result.code === "cancelled") throw new vscode.CancellationError();
  throw new HumanError(textOf(result.reason));
}
