import { hasBasic, hasCertificate, hasKey } from "../credentials.ts";
import type { ClusterEntry, ContextEntry, ExecConfig, UserEntry } from "../model.ts";
import { proxyDefect } from "../server.ts";
import type { ClientConfig, ClientWorld } from "./config.ts";
import { goQuote } from "./quote.ts";

/**
 * The checks of client-go tools/clientcmd/validation.go, with its own texts: they are what a person will see in a
 * terminal. They hold names and paths, never a secret.
 */

const emptyConfig = "no configuration has been provided, try setting KUBERNETES_MASTER environment variable";
const emptyCluster = "cluster has no server defined";
export const noContext = "no context chosen";

type Opens = Pick<ClientWorld, "open">;

/** clientcmd.Validate: every defect of a configuration, used or not. */
export function validate(config: ClientConfig, world: Opens): readonly string[] {
  if (isEmpty(config)) return [emptyConfig];
  const errors: string[] = [];
  if (config.currentContext !== "" && !config.contexts.has(config.currentContext)) {
    errors.push(contextNotFound(config.currentContext));
  }
  for (const [name, context] of config.contexts) errors.push(...validateContext(name, context, config));
  for (const [name, user] of config.users) errors.push(...validateUser(name, user, world));
  for (const [name, cluster] of config.clusters) {
    errors.push(...validateCluster(name, cluster, world, isEmptyCluster(cluster)));
  }
  return errors;
}

/** clientcmd.ConfirmUsable, the package's function: a context with all it refers to. Empty: usable. */
export function confirmUsable(config: ClientConfig, name: string, world: Opens): readonly string[] {
  if (isEmpty(config)) return [emptyConfig];
  const contextName = name || config.currentContext;
  if (contextName === "") return [noContext];
  const context = config.contexts.get(contextName);
  if (context === undefined) return [contextNotFound(contextName)];
  const userName = context.user?.value ?? "";
  const clusterName = context.cluster?.value ?? "";
  const user = config.users.get(userName);
  const cluster = config.clusters.get(clusterName);
  return [
    ...validateContext(contextName, context, config),
    ...(user ? validateUser(userName, user, world) : []),
    ...validateCluster(clusterName, cluster, world, cluster !== undefined && isEmptyCluster(cluster)),
  ];
}

/**
 * DirectClientConfig.ConfirmUsable, the method that kubectl itself uses: unlike the function it takes a missing user or
 * cluster for an empty one.
 */
export function confirmUsableByKubectl(config: ClientConfig, name: string, world: Opens): readonly string[] {
  const contextName = name || config.currentContext;
  const context = config.contexts.get(contextName);
  const userName = context?.user?.value ?? "";
  const clusterName = context?.cluster?.value ?? "";
  const user = config.users.get(userName);
  const cluster = config.clusters.get(clusterName);
  const errors = contextName !== "" && context === undefined ? [contextNotFound(contextName)] : [];
  if (user) errors.push(...validateUser(userName, user, world));
  const empty = cluster === undefined || isMergedEmpty(cluster);
  errors.push(...validateCluster(clusterName, cluster, world, empty));
  return errors.length === 1 && errors[0] === emptyCluster ? [emptyConfig] : errors;
}

/** As errConfigurationInvalid prints: each text once, and brackets around several. */
export function invalidConfiguration(errors: readonly string[]): string {
  const unique = [...new Set(errors)];
  return `invalid configuration: ${unique.length === 1 ? unique[0] : `[${unique.join(", ")}]`}`;
}

function isEmpty(config: ClientConfig): boolean {
  const { clusters, users, contexts, currentContext, hasMore } = config;
  return users.size + clusters.size + contexts.size === 0 && currentContext === "" && !hasMore;
}

function contextNotFound(name: string): string {
  return `context was not found for specified context: ${name}`;
}

function validateContext(name: string, context: ContextEntry, config: ClientConfig): readonly string[] {
  const errors: string[] = [];
  const [user = "", cluster = "", namespace = ""] = [
    context.user?.value,
    context.cluster?.value,
    context.namespace?.value,
  ];
  if (name === "") {
    errors.push(
      `empty context name for api.Context{LocationOfOrigin:"", Cluster:${goQuote(cluster)}, AuthInfo:${goQuote(user)}, Namespace:${goQuote(namespace)}, Extensions:map[string]runtime.Object{}} is not allowed`,
    );
  }
  if (user === "") errors.push(`user was not specified for context ${goQuote(name)}`);
  else if (!config.users.has(user)) {
    errors.push(`user ${goQuote(user)} was not found for context ${goQuote(name)}`);
  }
  if (cluster === "") errors.push(`cluster was not specified for context ${goQuote(name)}`);
  else if (!config.clusters.has(cluster)) {
    errors.push(`cluster ${goQuote(cluster)} was not found for context ${goQuote(name)}`);
  }
  if (namespace !== "" && !isDnsLabel(namespace)) {
    errors.push(
      `namespace ${goQuote(namespace)} for context ${goQuote(name)} does not conform to the kubernetes DNS_LABEL rules`,
    );
  }
  return errors;
}

/** apimachinery pkg/util/validation, IsDNS1123Label. */
function isDnsLabel(text: string): boolean {
  return text.length <= 63 && /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/.test(text);
}

/** An entry of which nothing is set, as `reflect.DeepEqual` sees it: data that is there but empty does count. */
function isEmptyCluster(cluster: ClusterEntry): boolean {
  return isMergedEmpty(cluster) && cluster.certificateAuthorityData === undefined;
}

/** The same after kubectl has merged it with its flags, which drops empty data. */
function isMergedEmpty(cluster: ClusterEntry): boolean {
  return (
    !cluster.server?.value &&
    !cluster.tlsServerName?.value &&
    !cluster.insecureSkipTlsVerify?.value &&
    !cluster.certificateAuthority?.value &&
    !cluster.certificateAuthorityData?.value &&
    !cluster.proxyUrl?.value &&
    !cluster.disableCompression?.value &&
    cluster.extensions.length === 0
  );
}

function validateCluster(
  name: string,
  cluster: ClusterEntry | undefined,
  world: Opens,
  empty: boolean,
): readonly string[] {
  if (empty) return [emptyCluster];
  const errors: string[] = [];
  if (!cluster?.server?.value) {
    errors.push(
      name === "" ? "default cluster has no server defined" : `no server found for cluster ${goQuote(name)}`,
    );
  }
  if (cluster === undefined) return errors;
  const { proxyUrl, certificateAuthority: file, certificateAuthorityData: data } = cluster;
  const defect = proxyUrl?.value ? proxyDefect(proxyUrl.value) : undefined;
  if (proxyUrl && defect) errors.push(proxyError(name, proxyUrl.value, defect.scheme));
  if (file?.value && data?.value) {
    errors.push(
      `certificate-authority-data and certificate-authority are both specified for ${name}. certificate-authority-data will override.`,
    );
  }
  const failure = file?.value ? world.open(cluster.source, file.value) : undefined;
  if (file && failure)
    errors.push(`unable to read certificate-authority ${file.value} for ${name} due to ${failure}`);
  return errors;
}

function proxyError(name: string, proxyUrl: string, scheme: string | undefined): string {
  const reason =
    scheme === undefined
      ? `could not parse: ${proxyUrl}`
      : `unsupported scheme ${goQuote(scheme)}, must be http, https, or socks5`;
  return `invalid 'proxy-url' ${goQuote(proxyUrl)} for cluster ${goQuote(name)}: ${reason}`;
}

function validateUser(name: string, user: UserEntry, world: Opens): readonly string[] {
  const errors: string[] = [];
  if (hasCertificate(user)) errors.push(...validateCertificate(name, user, world));
  if (user.exec) errors.push(...validateExec(name, user.exec.value, user.authProvider !== undefined));
  if (user.token?.value && hasBasic(user)) {
    errors.push(
      `more than one authentication method found for ${name}; found [token basicAuth], only one is allowed`,
    );
  }
  const more =
    user.asUid?.value || (user.asGroups?.value.length ?? 0) > 0 || (user.asUserExtra?.value.size ?? 0) > 0;
  if (more && !user.as?.value) {
    errors.push(`requesting uid, groups or user-extra for ${name} without impersonating a user`);
  }
  return errors;
}

function validateCertificate(name: string, user: UserEntry, world: Opens): readonly string[] {
  const errors: string[] = [];
  const certificate = user.clientCertificate?.value ?? "";
  const key = user.clientKey?.value ?? "";
  if (certificate !== "" && user.clientCertificateData?.value) {
    errors.push(
      `client-cert-data and client-cert are both specified for ${name}. client-cert-data will override.`,
    );
  }
  if (key !== "" && user.clientKeyData?.value) {
    errors.push(
      `client-key-data and client-key are both specified for ${name}; client-key-data will override`,
    );
  }
  if (!hasKey(user)) {
    errors.push(
      `client-key-data or client-key must be specified for ${name} to use the clientCert authentication method.`,
    );
  }
  const noCertificate = certificate === "" ? undefined : world.open(user.source, certificate);
  if (noCertificate)
    errors.push(`unable to read client-cert ${certificate} for ${name} due to ${noCertificate}`);
  const noKey = key === "" ? undefined : world.open(user.source, key);
  if (noKey) errors.push(`unable to read client-key ${key} for ${name} due to ${noKey}`);
  return errors;
}

/** The defaulting of tools/clientcmd/api/v1/defaults.go included. */
export function interactiveModeOf(exec: ExecConfig): string {
  const written = exec.interactiveMode?.value ?? "";
  const version = exec.apiVersion?.value;
  const defaulted =
    version === "client.authentication.k8s.io/v1beta1" || version === "client.authentication.k8s.io/v1alpha1";
  return written === "" && defaulted ? "IfAvailable" : written;
}

function validateExec(name: string, exec: ExecConfig, withProvider: boolean): readonly string[] {
  const errors: string[] = [];
  const plugin = "to use exec authentication plugin";
  if (withProvider) {
    errors.push(`authProvider cannot be provided in combination with an exec plugin for ${name}`);
  }
  if (!exec.command?.value) errors.push(`command must be specified for ${name} ${plugin}`);
  if (!exec.apiVersion?.value) errors.push(`apiVersion must be specified for ${name} ${plugin}`);
  for (const variable of exec.env) {
    if (variable.name === "") errors.push(`env variable name must be specified for ${name} ${plugin}`);
  }
  const mode = interactiveModeOf(exec);
  if (mode === "") errors.push(`interactiveMode must be specified for ${name} ${plugin}`);
  else if (mode !== "Never" && mode !== "IfAvailable" && mode !== "Always") {
    errors.push(`invalid interactiveMode for ${name}: ${goQuote(mode)}`);
  }
  return errors;
}
