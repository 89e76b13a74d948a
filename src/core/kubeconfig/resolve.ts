import type { CaRelations } from "./ca-relation.ts";
import { hasBasic, hasCertificate, sentCredential } from "./credentials.ts";
import type {
  ClusterFacts,
  EffectiveConfig,
  Reference,
  ResolvedContext,
  UseOutcome,
  UserFacts,
} from "./facts-model.ts";
import type { ClusterEntry, ContextEntry, Field, UserEntry } from "./model.ts";
import { isTls } from "./server.ts";

/** What a context's names are resolved against. */
export interface Resolution {
  readonly effective: EffectiveConfig;
  readonly clusters: ReadonlyMap<ClusterEntry, ClusterFacts>;
  readonly users: ReadonlyMap<UserEntry, UserFacts>;
  readonly relation: CaRelations;
  /** Whether kubectl can build a client for a context of the effective configuration. */
  readonly usable: (context: ContextEntry) => boolean;
}

export function resolveContext(entry: ContextEntry, resolution: Resolution): ResolvedContext {
  const { effective } = resolution;
  const cluster = referenceTo(entry.cluster, effective.clusters);
  const user = referenceTo(entry.user, effective.users);
  const clusterFacts = cluster.kind === "found" ? resolution.clusters.get(cluster.entry) : undefined;
  const userFacts = user.kind === "found" ? resolution.users.get(user.entry) : undefined;
  const sends = sentCredential(userFacts, clusterFacts?.server);
  const relation = resolution.relation(userFacts, clusterFacts);
  const expires = contextExpiry(userFacts, clusterFacts);
  const shadowedBy = effective.shadowed.get(entry);
  const current = effective.currentContext?.name === entry.name && shadowedBy === undefined;
  return {
    entry,
    cluster,
    user,
    namespace: entry.namespace?.value || "default",
    current,
    ...(shadowedBy?.kind === "context" && { shadowedBy }),
    sends,
    onUse: outcome(clusterFacts, userFacts, resolution.usable(entry)),
    ...(relation && { issuedByClusterCa: relation }),
    ...(expires !== undefined && { expires }),
  };
}

function referenceTo<T>(field: Field<string> | undefined, entries: ReadonlyMap<string, T>): Reference<T> {
  if (!field?.value) return { kind: "unset" };
  const entry = entries.get(field.value);
  return entry === undefined
    ? { kind: "missing", name: field.value }
    : { kind: "found", name: field.value, entry };
}

function outcome(
  cluster: ClusterFacts | undefined,
  user: UserFacts | undefined,
  usable: boolean,
): UseOutcome {
  if (cluster === undefined || cluster.server.kind === "absent") return "dials-localhost";
  if (!usable || cluster.server.kind === "invalid") return "refuses";
  return isTls(cluster.server) && !identifies(user?.entry) ? "asks-for-username" : "requests";
}

/** client-go tools/clientcmd/client_config.go, canIdentifyUser: a password alone is not enough. */
function identifies(user: UserEntry | undefined): boolean {
  if (user === undefined) return false;
  const basic = hasBasic(user) && Boolean(user.username?.value);
  const token = Boolean(user.token?.value || user.tokenFile?.value);
  return basic || token || hasCertificate(user) || user.exec !== undefined || user.authProvider !== undefined;
}

/** Nothing ends over http, where neither credential nor CA is looked at. */
function contextExpiry(user: UserFacts | undefined, cluster: ClusterFacts | undefined): number | undefined {
  if (cluster === undefined || !isTls(cluster.server)) return undefined;
  return earliest(user?.expires, caExpiry(cluster));
}

export function earliest(...moments: readonly (number | undefined)[]): number | undefined {
  let first: number | undefined;
  for (const moment of moments) {
    if (moment !== undefined && (first === undefined || moment < first)) first = moment;
  }
  return first;
}

/** A bundle serves as long as its last CA does, since any of them may be the one that signed. */
function caExpiry(cluster: ClusterFacts): number | undefined {
  let last: number | undefined;
  for (const item of cluster.ca?.content?.certificates ?? []) {
    const end = item.ok ? item.certificate.notAfter : undefined;
    if (end === undefined) return undefined;
    if (last === undefined || end > last) last = end;
  }
  return last;
}
