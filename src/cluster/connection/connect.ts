import type { Analysis } from "../../core/analysis.ts";
import { createAnalysisCache } from "../../core/kubeconfig/cache.ts";
import { mergedClientConfig } from "../../core/kubeconfig/clientcmd/config.ts";
import { pairDefect, tlsVerdict } from "../../core/kubeconfig/clientcmd/tls.ts";
import { worldOf } from "../../core/kubeconfig/clientcmd/world.ts";
import { loadFiles } from "../../core/kubeconfig/files.ts";
import type { ClusterEntry, ContextEntry, UserEntry } from "../../core/kubeconfig/model.ts";
import { resolvePath } from "../../core/kubeconfig/paths.ts";
import { pathFields } from "../../core/kubeconfig/schema/values.ts";
import { shownAddress } from "../../core/kubeconfig/secrecy.ts";
import { isTls, proxyDefect, serverFacts } from "../../core/kubeconfig/server.ts";
import { type Message, say } from "../../core/message.ts";
import type { Files, PathStyle } from "../../core/ports.ts";
import type { NotDone, Result } from "../../core/result.ts";
import { credentialOf, impersonationOf } from "./credential.ts";
import { endpointOf } from "./endpoint.ts";
import type { Connection, ProxyServer, TlsMaterial } from "./model.ts";
import { type PathOf, unreadFile } from "./needed-files.ts";
import { type Environment, proxyOfCluster, proxyOfEnvironment } from "./proxy.ts";
import { type Reader, readerOf } from "./reader.ts";

/** The world that a connection is made in. */
export interface ConnectionWorld {
  readonly files: Files;
  readonly style: PathStyle;
  readonly env: Environment;
}

/** Larger files that a kubeconfig names are not read. Bytes. */
const MAX_FILE = 1024 * 1024;

/**
 * How kubectl would reach the server of a context: client-go tools/clientcmd/client_config.go, ClientConfig, and what
 * rest/transport.go makes of it. The files that the entries name are read now.
 * @returns why kubectl could not, in client-go's words where it has them
 */
export async function connectionOf(
  analysis: Analysis,
  contextName: string,
  world: ConnectionWorld,
): Promise<Result<Connection, NotDone>> {
  const { effective, files } = analysis;
  if (!effective.loads) {
    return refused(say("kubectl refuses the kubeconfig. Look at its findings first."));
  }
  const context = effective.contexts.get(contextName);
  if (context === undefined) return refused(say("There is no context {0}.", contextName));
  const cluster = effective.clusters.get(context.cluster?.value ?? "");
  if (cluster === undefined)
    return refused(say("The cluster of the context {0} does not exist.", contextName));
  const user = effective.users.get(context.user?.value ?? "");
  if (user === undefined && context.user?.value) {
    return refused(say("The user of the context {0} does not exist.", contextName));
  }
  const sources = new Map(files.map(file => [file.source.id, file.source.path]));
  const pathOf: PathOf = (entry, field) => resolvePath(sources.get(entry.source), field.value, world.style);
  const fields = [cluster, ...(user === undefined ? [] : [user])].flatMap(entry =>
    pathFields(entry).map(field => pathOf(entry, field)),
  );
  const paths = fields.filter(path => path !== undefined);
  const view = await loadFiles(world.files, paths, MAX_FILE);
  const unread = unreadFile(contextName, [cluster, user], pathOf, view);
  if (unread !== undefined) return refused(unread);
  const lookup = { files: view, style: world.style, cache: createAnalysisCache(), paths: sources };
  const known = worldOf(lookup);
  const verdict = tlsVerdict(mergedClientConfig(files, effective), contextName, known, true);
  if (!verdict.ok) return refused(unusable(contextName, verdict.error, cluster));
  const reader = readerOf(view, sources, world.style, each => pairDefect(each, known, true));
  return assemble({ context, cluster, user, contextName }, reader, world.env);
}

/** client-go repeats a proxy-url as it is, with its login. */
function unusable(context: string, error: string, { proxyUrl }: ClusterEntry): Message {
  const url = proxyUrl?.value ?? "";
  return proxyDefect(url) === undefined || shownAddress(url) === url
    ? say("kubectl cannot use the context {0}: {1}", context, error)
    : say("kubectl cannot use the context {0}: its proxy-url {1} is none.", context, shownAddress(url));
}

interface Parts {
  readonly contextName: string;
  readonly context: ContextEntry;
  readonly cluster: ClusterEntry;
  readonly user: UserEntry | undefined;
}

function assemble(
  { contextName, context, cluster, user }: Parts,
  reader: Reader,
  env: Environment,
): Result<Connection, NotDone> {
  const server = cluster.server?.value ?? "";
  const facts = serverFacts(server);
  if (facts.kind !== "url")
    return refused(say("The cluster of the context {0} has no usable server.", contextName));
  if (facts.scheme !== "https" && facts.scheme !== "http") {
    return refused(
      say('kubectl cannot dial {0}: unsupported protocol scheme "{1}"', facts.shown, facts.scheme),
    );
  }
  const { endpoint, login } = endpointOf(server, facts);
  const own = cluster.proxyUrl?.value;
  const found = own ? { ok: true as const, value: proxyOfCluster(own) } : proxyOfEnvironment(endpoint, env);
  if (!found.ok) return found;
  const tls = isTls(facts) ? tlsOf(cluster, user, endpoint.host, reader) : undefined;
  const credential =
    user !== undefined && tls !== undefined ? credentialOf(user, cluster, tls, reader) : nothing;
  if (!credential.ok) {
    return refused(say("kubectl cannot use the context {0}: {1}", contextName, credential.error));
  }
  const toProxy = tls && ((host: string) => tlsOf(cluster, user, host, reader));
  const impersonation = user && impersonationOf(user);
  return {
    ok: true,
    value: {
      context: contextName,
      namespace: context.namespace?.value || "default",
      endpoint,
      ...(tls && { tls }),
      ...(found.value && { proxy: withTls(found.value, toProxy) }),
      credential: { ...(login && { urlLogin: login }), ...credential.value },
      ...(impersonation && { impersonation }),
    },
  };
}

const nothing = { ok: true, value: {} } as const;

/** net/http has one configuration of TLS for all that it dials (Transport.TLSClientConfig). */
function withTls(proxy: ProxyServer, tlsTo: ((host: string) => TlsMaterial) | undefined): ProxyServer {
  if (proxy.kind !== "https") return proxy;
  return { ...proxy, tls: tlsTo?.(proxy.host) ?? { insecure: false, serverName: proxy.host } };
}

function tlsOf(
  cluster: ClusterEntry,
  user: UserEntry | undefined,
  host: string,
  reader: Reader,
): TlsMaterial {
  const ca = reader.bytes(cluster, cluster.certificateAuthorityData, cluster.certificateAuthority);
  const certificate = user && reader.bytes(user, user.clientCertificateData, user.clientCertificate);
  const key = user && reader.bytes(user, user.clientKeyData, user.clientKey);
  const defect = user && reader.pairDefect(user);
  return {
    ...(ca !== undefined && { ca }),
    insecure: cluster.insecureSkipTlsVerify?.value === true,
    serverName: cluster.tlsServerName?.value || host,
    ...(certificate !== undefined &&
      key !== undefined && { client: { certificate, key, ...(defect !== undefined && { defect }) } }),
  };
}

function refused(reason: Message): NotDone {
  return { ok: false, reason };
}
