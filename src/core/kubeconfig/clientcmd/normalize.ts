import { decodeBase64, encodeBase64 } from "../../bytes/base64.ts";
import { deref, get, isNullish } from "../../yaml/access.ts";
import { toJson } from "../../yaml/json.ts";
import type { YamlNode } from "../../yaml/node.ts";
import type { ClusterEntry, ContextEntry, Field, NamedExtension, UserEntry } from "../model.ts";
import { compareCodePoints } from "../order.ts";
import type { ClientConfig, Extras } from "./config.ts";
import { interactiveModeOf } from "./validate.ts";

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
type JsonObject = { [key: string]: Json };

/**
 * A configuration as client-go would write it back (tools/clientcmd/loader.go, Write): defaults filled in, lists sorted
 * by name, what v1 leaves out when empty left out. Holds every secret of the files.
 */
export function normalize(config: ClientConfig, more: Extras): JsonObject {
  const preferences: JsonObject = {
    ...(more.colors && { colors: true }),
    ...extensionsOf(more.preferenceExtensions),
  };
  return {
    kind: "Config",
    apiVersion: "v1",
    ...(Object.keys(preferences).length > 0 && { preferences }),
    clusters: listOf(config.clusters, "cluster", clusterOf),
    users: listOf(config.users, "user", userOf),
    contexts: listOf(config.contexts, "context", contextOf),
    "current-context": config.currentContext,
    ...extensionsOf(more.extensions),
  };
}

function listOf<E>(entries: ReadonlyMap<string, E>, key: string, write: (entry: E) => JsonObject): Json {
  if (entries.size === 0) return null;
  const sorted = [...entries].sort(([a], [b]) => compareCodePoints(a, b));
  return sorted.map(([name, entry]) => ({ name, [key]: write(entry) }));
}

function extensionsOf(extensions: readonly NamedExtension[]): JsonObject {
  if (extensions.length === 0) return {};
  const byName = new Map(extensions.map(({ name, value }) => [name, value]));
  const sorted = [...byName].sort(([a], [b]) => compareCodePoints(a, b));
  return { extensions: sorted.map(([name, value]) => ({ name, extension: value ? jsonOf(value) : null })) };
}

function jsonOf(node: YamlNode): Json {
  return JSON.parse(toJson(node) ?? "null") as Json;
}

function clusterOf(cluster: ClusterEntry): JsonObject {
  return {
    server: cluster.server?.value ?? "",
    ...text("tls-server-name", cluster.tlsServerName),
    ...(cluster.insecureSkipTlsVerify?.value && { "insecure-skip-tls-verify": true }),
    ...text("certificate-authority", cluster.certificateAuthority),
    ...data("certificate-authority-data", cluster.certificateAuthorityData),
    ...text("proxy-url", cluster.proxyUrl),
    ...(cluster.disableCompression?.value && { "disable-compression": true }),
    ...extensionsOf(cluster.extensions),
  };
}

function contextOf(context: ContextEntry): JsonObject {
  return {
    cluster: context.cluster?.value ?? "",
    user: context.user?.value ?? "",
    ...text("namespace", context.namespace),
    ...extensionsOf(context.extensions),
  };
}

function userOf(user: UserEntry): JsonObject {
  return {
    ...data("client-certificate-data", user.clientCertificateData),
    ...data("client-key-data", user.clientKeyData),
    ...text("client-certificate", user.clientCertificate),
    ...text("client-key", user.clientKey),
    ...text("token", user.token),
    ...text("tokenFile", user.tokenFile),
    ...text("as", user.as),
    ...text("as-uid", user.asUid),
    ...(user.asGroups && user.asGroups.value.length > 0 && { "as-groups": user.asGroups.value }),
    ...extraOf(user),
    ...text("username", user.username),
    ...text("password", user.password),
    ...providerOf(user),
    ...execOf(user),
    ...extensionsOf(user.extensions),
  };
}

function extraOf(user: UserEntry): JsonObject {
  const extra = user.asUserExtra;
  if (extra === undefined || extra.value.size === 0) return {};
  const values: JsonObject = {};
  for (const [name, list] of extra.value) values[name] = isNullAt(extra.node, name) ? null : list;
  return { "as-user-extra": values };
}

function providerOf(user: UserEntry): JsonObject {
  if (user.authProvider === undefined) return {};
  const { value, node } = user.authProvider;
  const config = Object.fromEntries([...value.config].map(([name, field]) => [name, field.value]));
  return {
    "auth-provider": { name: value.name?.value ?? "", config: isNullAt(node, "config") ? null : config },
  };
}

function execOf(user: UserEntry): JsonObject {
  if (user.exec === undefined) return {};
  const { value: exec, node } = user.exec;
  const mode = interactiveModeOf(exec);
  const args = exec.args.map(arg => arg.value);
  const env = exec.env.map(({ name, value }) => ({ name, value }));
  return {
    exec: {
      command: exec.command?.value ?? "",
      args: isNullAt(node, "args") ? null : args,
      env: isNullAt(node, "env") ? null : env,
      ...text("apiVersion", exec.apiVersion),
      ...text("installHint", exec.installHint),
      provideClusterInfo: exec.provideClusterInfo?.value ?? false,
      ...(mode !== "" && { interactiveMode: mode }),
    },
  };
}

/** Go tells a list that is null or absent from one that is empty. */
function isNullAt(node: YamlNode, key: string): boolean {
  const map = deref(node);
  const value = map.kind === "map" ? get(map, key) : undefined;
  return value === undefined || isNullish(value);
}

function text(key: string, field: Field<string> | undefined): JsonObject {
  return field?.value ? { [key]: field.value } : {};
}

/** Base64 as Go writes it back, whatever line breaks the file has in it. */
function data(key: string, field: Field<string> | undefined): JsonObject {
  const bytes = decodeBase64(field?.value ?? "");
  return bytes.ok && bytes.value.length > 0 ? { [key]: encodeBase64(bytes.value) } : {};
}
