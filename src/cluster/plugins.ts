import type { Files, PathStyle } from "../core/ports.ts";
import type { Result } from "../core/result.ts";
import type { PluginCredential, PluginRunner } from "./client.ts";
import type { Connection, PluginUse } from "./connection/model.ts";
import {
  type ConsentText,
  type Environment,
  type ExecCluster,
  ExecCredentials,
  type ExecPlugin,
  execConfigOf,
  execKey,
  execPluginOf,
  readPluginPolicy,
} from "./exec/index.ts";
import { type ClusterFailure, cancelledFailure, clusterFailure } from "./http/failure.ts";

/** Who lets plugins run, and where. */
export interface PluginHost {
  readonly files: Files;
  readonly style: PathStyle;
  readonly env: () => Environment;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Asked before a plugin is started, each time: the host remembers a yes by its key. */
  readonly consent: (text: ConsentText, context: string) => Promise<boolean>;
}

/** Runs credential plugins where a person agrees and kuberc lets it, and keeps what they give. */
export class Plugins implements PluginRunner {
  readonly #host: PluginHost;
  readonly #memory = new ExecCredentials();

  constructor(host: PluginHost) {
    this.#host = host;
  }

  async run(
    use: PluginUse,
    connection: Connection,
    signal?: AbortSignal,
  ): Promise<Result<PluginCredential, ClusterFailure>> {
    const { files, style, env, now, consent } = this.#host;
    const policy = await readPluginPolicy({ files, style, env: env() });
    if (!policy.ok) return clusterFailure("credential", policy.message);
    const { plugin, cluster } = pluginOf(use, style);
    const given = await this.#memory.get(plugin, {
      cluster,
      env: env(),
      style,
      policy: policy.value,
      now,
      context: connection.context,
      consent: text => consent(text, connection.context),
      ...(signal && { signal }),
    });
    if (!given.ok) {
      return given.code === "cancelled" ? cancelledFailure() : clusterFailure("credential", given.message);
    }
    const { token, clientCertificateData: certificate, clientKeyData: key, notes } = given.value;
    const { note } = policy.value;
    return {
      ok: true,
      value: {
        notes: [...notes, ...(note ? [note] : [])],
        forget: () => this.#memory.forget(execKey(plugin, cluster), given.value),
        ...(token !== undefined && { token }),
        ...(certificate !== undefined && key !== undefined && { client: { certificate, key } }),
      },
    };
  }
}

function pluginOf(
  { config, base, ca, cluster }: PluginUse,
  style: PathStyle,
): { readonly plugin: ExecPlugin; readonly cluster: ExecCluster } {
  const info = execConfigOf(cluster);
  return {
    plugin: execPluginOf(config, base, style),
    cluster: {
      server: cluster.server?.value ?? "",
      ...(cluster.tlsServerName?.value && { tlsServerName: cluster.tlsServerName.value }),
      ...(cluster.insecureSkipTlsVerify?.value === true && { insecureSkipTlsVerify: true }),
      ...(ca !== undefined && { certificateAuthorityData: Buffer.from(ca, "latin1") }),
      ...(cluster.proxyUrl?.value && { proxyUrl: cluster.proxyUrl.value }),
      ...(cluster.disableCompression?.value === true && { disableCompression: true }),
      ...(info !== undefined && { config: info }),
    },
  };
}
