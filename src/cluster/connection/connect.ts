import type { Analysis } from "../../core/analysis.ts";
import { decodeBase64 } from "../../core/bytes/base64.ts";
import { createAnalysisCache } from "../../core/kubeconfig/cache.ts";
import { mergedClientConfig } from "../../core/kubeconfig/clientcmd/config.ts";
import { tlsVerdict } from "../../core/kubeconfig/clientcmd/tls.ts";
import { worldOf } from "../../core/kubeconfig/clientcmd/world.ts";
import { hasCertificate, hasKey } from "../../core/kubeconfig/credentials.ts";
import { loadFiles } from "../../core/kubeconfig/files.ts";
import type { ClusterEntry, ContextEntry, Field, UserEntry } from "../../core/kubeconfig/model.ts";
import { resolvePath } from "../../core/kubeconfig/paths.ts";
import { pathFields } from "../../core/kubeconfig/schema/values.ts";
import { isTls, serverFacts } from "../../core/kubeconfig/server.ts";
import { type Message, say } from "../../core/message.ts";
import type { Files, FileView, PathStyle } from "../../core/ports.ts";
import type { NotDone, Result } from "../../core/result.ts";
import { endpointOf } from "./endpoint.ts";
import type { Connection, Credential, Impersonation, TlsMaterial } from "./model.ts";
import { type Environment, proxyOfCluster, proxyOfEnvironment } from "./proxy.ts";

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
  const fields = [cluster, ...(user === undefined ? [] : [user])].flatMap(entry =>
    pathFields(entry).map(field => resolvePath(sources.get(entry.source), field.value, world.style)),
  );
  const paths = fields.filter(path => path !== undefined);
  const view = await loadFiles(world.files, paths, MAX_FILE);
  const lookup = { files: view, style: world.style, cache: createAnalysisCache(), paths: sources };
  const verdict = tlsVerdict(mergedClientConfig(files, effective), contextName, worldOf(lookup), true);
  if (!verdict.ok) return refused(say("kubectl cannot use the context {0}: {1}", contextName, verdict.error));
  const reader = readerOf(view, sources, world.style);
  return assemble({ context, cluster, user, contextName }, reader, world.env);
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
  const proxy = own ? proxyOfCluster(own) : proxyOfEnvironment(endpoint, env);
  const impersonation = user && impersonationOf(user);
  const tls = isTls(facts) ? tlsOf(cluster, user, endpoint.host, reader) : undefined;
  const credential = {
    ...(login && { urlLogin: login }),
    ...(user !== undefined && tls !== undefined && credentialOf(user, cluster, tls, reader)),
  };
  return {
    ok: true,
    value: {
      context: contextName,
      namespace: context.namespace?.value || "default",
      endpoint,
      ...(tls && { tls }),
      ...(proxy && { proxy }),
      credential,
      ...(impersonation && { impersonation }),
    },
  };
}

/** What fields of an entry hold, as text. */
interface Reader {
  /** The absolute path of a field of an entry. */
  path(entry: ClusterEntry | UserEntry, field: Field<string> | undefined): string | undefined;
  /** Inline data, else the content of the file. */
  pem(
    entry: ClusterEntry | UserEntry,
    data: Field<string> | undefined,
    file: Field<string> | undefined,
  ): string | undefined;
  /** The path of the kubeconfig that an entry stands in. */
  base(entry: ClusterEntry | UserEntry): string | undefined;
}

function readerOf(
  view: FileView,
  sources: ReadonlyMap<string, string | undefined>,
  style: PathStyle,
): Reader {
  const path: Reader["path"] = (entry, field) =>
    field?.value ? resolvePath(sources.get(entry.source), field.value, style) : undefined;
  return {
    path,
    pem(entry, data, file) {
      if (data?.value) {
        const bytes = decodeBase64(data.value);
        return bytes.ok ? textOf(bytes.value) : undefined;
      }
      const at = path(entry, file);
      const read = at === undefined ? undefined : view.get(at);
      return read?.kind === "file" ? textOf(read.bytes) : undefined;
    },
    base: entry => sources.get(entry.source),
  };
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("latin1");
}

function tlsOf(
  cluster: ClusterEntry,
  user: UserEntry | undefined,
  host: string,
  reader: Reader,
): TlsMaterial {
  const ca = reader.pem(cluster, cluster.certificateAuthorityData, cluster.certificateAuthority);
  const certificate = user && reader.pem(user, user.clientCertificateData, user.clientCertificate);
  const key = user && reader.pem(user, user.clientKeyData, user.clientKey);
  return {
    ...(ca !== undefined && { ca }),
    insecure: cluster.insecureSkipTlsVerify?.value === true,
    serverName: cluster.tlsServerName?.value || host,
    ...(certificate !== undefined && key !== undefined && { client: { certificate, key } }),
  };
}

/** What a user sends beside its certificate; a plugin only where it has nothing else (plugin/pkg/client/auth/exec, UpdateTransportConfig). */
function credentialOf(user: UserEntry, cluster: ClusterEntry, tls: TlsMaterial, reader: Reader): Credential {
  const token = user.token?.value;
  const tokenFile = reader.path(user, user.tokenFile);
  const username = user.username?.value;
  const base = reader.base(user);
  const alone = !token && !tokenFile && !username && !(hasCertificate(user) && hasKey(user));
  return {
    ...(token && { token }),
    ...(tokenFile !== undefined && { tokenFile }),
    ...(username && { basic: { username, password: user.password?.value ?? "" } }),
    ...(alone &&
      user.exec && {
        exec: {
          config: user.exec.value,
          cluster,
          ...(base !== undefined && { base }),
          ...(tls.ca !== undefined && { ca: tls.ca }),
        },
      }),
  };
}

function impersonationOf(user: UserEntry): Impersonation | undefined {
  if (!user.as?.value) return undefined;
  const extra = [...(user.asUserExtra?.value ?? [])].flatMap(([name, values]) =>
    values.map(value => [name, value] as const),
  );
  return {
    user: user.as.value,
    ...(user.asUid?.value && { uid: user.asUid.value }),
    groups: user.asGroups?.value ?? [],
    extra,
  };
}

function refused(reason: Message): NotDone {
  return { ok: false, reason };
}
