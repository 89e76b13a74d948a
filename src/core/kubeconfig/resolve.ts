import type {
  BundleItem,
  CaRelation,
  CertificateUse,
  ClusterFacts,
  EffectiveConfig,
  Reference,
  ResolvedContext,
  UseOutcome,
  UserFacts,
} from "../analysis.ts";
import { issuedBy } from "../x509/chain.ts";
import type { Certificate } from "../x509/types.ts";
import { hasBasic, hasCertificate, sentCredential } from "./credentials.ts";
import { leafOf } from "./identity.ts";
import type { ClusterEntry, ContextEntry, Field, KubeconfigFile, UserEntry } from "./model.ts";
import { isTls } from "./server.ts";
import type { SignatureVerdicts } from "./signatures.ts";

/** What a context's names are resolved against. */
export interface Resolution {
  readonly effective: EffectiveConfig;
  readonly clusters: ReadonlyMap<ClusterEntry, ClusterFacts>;
  readonly users: ReadonlyMap<UserEntry, UserFacts>;
  readonly signatures: SignatureVerdicts | undefined;
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
  const relation = caRelation(userFacts, clusterFacts, resolution.signatures);
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

/** How many certificates of the user's own chain are followed from its leaf towards the CA. */
const chainLength = 8;

function caRelation(
  user: UserFacts | undefined,
  cluster: ClusterFacts | undefined,
  signatures: SignatureVerdicts | undefined,
): CaRelation | undefined {
  const bundle = user?.certificate?.content?.certificates ?? [];
  const cas = cluster?.ca?.content?.certificates ?? [];
  if (bundle.length === 0 || cas.length === 0) return undefined;
  let child = leafOf(user?.certificate);
  for (let step = 0; child !== undefined && step < chainLength; step++) {
    const relation = relationTo(child, certificatesOf(cas), signatures);
    if (relation.kind !== "no") return relation;
    child = issuerIn(child, certificatesOf(bundle));
  }
  const unreadable = leafOf(user?.certificate) === undefined || cas.some(ca => !ca.ok);
  return { kind: unreadable ? "unknown" : "no" };
}

function certificatesOf(items: readonly BundleItem[]): readonly Certificate[] {
  return items.flatMap(item => (item.ok ? [item.certificate] : []));
}

function relationTo(
  child: Certificate,
  cas: readonly Certificate[],
  signatures: SignatureVerdicts | undefined,
): CaRelation {
  let best: CaRelation = { kind: "no" };
  for (const ca of cas) {
    const kind = issuedBy(child, ca);
    if (kind !== "by-key-id" && kind !== "by-name") continue;
    const verified = signatures?.get(child, ca);
    if (verified === false) continue;
    if (kind === "by-key-id" || verified) return { kind, ...(verified && { verified }) };
    best = { kind };
  }
  return best;
}

function issuerIn(child: Certificate, bundle: readonly Certificate[]): Certificate | undefined {
  return bundle.find(each => each !== child && issuedBy(child, each).startsWith("by-"));
}

/** Every certificate of every file, in the order of the files: clusters, then users. */
export function certificateUses(
  files: readonly KubeconfigFile[],
  clusters: ReadonlyMap<ClusterEntry, ClusterFacts>,
  users: ReadonlyMap<UserEntry, UserFacts>,
): readonly CertificateUse[] {
  const uses: CertificateUse[] = [];
  for (const file of files) {
    for (const entry of file.clusters) pushUses(uses, entry, clusters.get(entry)?.ca);
    for (const entry of file.users) pushUses(uses, entry, users.get(entry)?.certificate);
  }
  return uses;
}

function pushUses(
  into: CertificateUse[],
  entry: ClusterEntry | UserEntry,
  material: ClusterFacts["ca"],
): void {
  if (material?.content === undefined) return;
  const { from, field, path } = material;
  for (const [index, item] of material.content.certificates.entries()) {
    if (!item.ok) continue;
    const role = entry.kind === "cluster" ? "ca" : index === 0 ? "client" : "client-chain";
    into.push({
      certificate: item.certificate,
      role,
      entry,
      from,
      field,
      ...(path !== undefined && { path }),
      index,
    });
  }
}
