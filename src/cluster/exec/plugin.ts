import { interactiveModeOf } from "../../core/kubeconfig/clientcmd/validate.ts";
import type { ClusterEntry, ExecConfig } from "../../core/kubeconfig/model.ts";
import { resolvePath } from "../../core/kubeconfig/paths.ts";
import type { PathStyle } from "../../core/ports.ts";
import { toJson } from "../../core/yaml/access.ts";

/**
 * A credential plugin as client-go has it once the kubeconfig is read. The values of the variables are secret, and
 * arguments may be.
 */
export interface ExecPlugin {
  /** A path, or a name that is looked for in PATH. */
  readonly command: string;
  readonly args: readonly string[];
  readonly env: readonly { readonly name: string; readonly value: string }[];
  readonly apiVersion: string;
  /** With client-go's default filled in; `""` where v1 lacks it. */
  readonly interactiveMode: string;
  readonly provideClusterInfo: boolean;
  readonly installHint: string;
}

/** What a plugin hears of the cluster when it asks (client-go pkg/apis/clientauthentication, Cluster). */
export interface ExecCluster {
  readonly server: string;
  readonly tlsServerName?: string;
  readonly insecureSkipTlsVerify?: boolean;
  /** PEM, also where the kubeconfig names a file. */
  readonly certificateAuthorityData?: Uint8Array;
  /** The kubeconfig's, not the environment's. */
  readonly proxyUrl?: string;
  readonly disableCompression?: boolean;
  /** The JSON that `execConfigOf` gives. */
  readonly config?: string;
}

/**
 * The plugin of a user. A command with the system's separator in it is relative to the kubeconfig's folder, any other is
 * looked for in PATH (client-go tools/clientcmd/loader.go, GetAuthInfoFileReferences).
 * @param kubeconfig the absolute path of the file that the user stands in, by which it was opened
 */
export function execPluginOf(exec: ExecConfig, kubeconfig: string | undefined, style: PathStyle): ExecPlugin {
  const written = exec.command?.value ?? "";
  const isPath = written.includes(style === "windows" ? "\\" : "/");
  return {
    command: (isPath ? resolvePath(kubeconfig, written, style) : undefined) ?? written,
    args: exec.args.map(({ value }) => value),
    env: exec.env.map(({ name, value }) => ({ name, value })),
    apiVersion: exec.apiVersion?.value ?? "",
    interactiveMode: interactiveModeOf(exec),
    provideClusterInfo: exec.provideClusterInfo?.value ?? false,
    installHint: exec.installHint?.value ?? "",
  };
}

/**
 * The JSON of the extension of a cluster that is meant for plugins (client-go tools/clientcmd/client_config.go,
 * clusterExtensionKey).
 */
export function execConfigOf(cluster: ClusterEntry): string | undefined {
  const extension = cluster.extensions.findLast(({ name }) => name === "client.authentication.k8s.io/exec");
  return extension?.value === undefined ? undefined : toJson(extension.value);
}
