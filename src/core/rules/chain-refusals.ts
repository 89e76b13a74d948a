import type { CertificateBundle, Facts, Material, UserFacts } from "../kubeconfig/facts-model.ts";
import { leafOf } from "../kubeconfig/identity.ts";
import type { ClusterEntry, UserEntry } from "../kubeconfig/model.ts";
import { isTls } from "../kubeconfig/server.ts";
import type { ChainRefused } from "../x509/chain-verdict.ts";
import type { Certificate } from "../x509/types.ts";
import { neverValid } from "../x509/validity.ts";
import { authoritiesOf } from "./materials.ts";
import { isEarly, isExpired } from "./validity.ts";

/** A client certificate that leads to the CA of a cluster and would not be taken under it. */
export interface ChainRefusal {
  readonly user: UserEntry;
  readonly cluster: ClusterEntry;
  readonly material: Material<CertificateBundle>;
  readonly refusal: ChainRefused;
}

/** Those of the reasons that no other rule speaks of (`certificate-never-valid` does of its own, wherever it is); of several clusters with one reason for a user the first. */
export function* chainRefusals(facts: Facts): Iterable<ChainRefusal> {
  const told = new Map<UserEntry, Set<Certificate | string>>();
  for (const { user, cluster, issuedByClusterCa } of facts.contexts) {
    const refusal = issuedByClusterCa?.refusal;
    if (refusal === undefined || user.kind !== "found" || cluster.kind !== "found") continue;
    const ofUser = told.get(user.entry) ?? new Set<Certificate | string>();
    const [userFacts, clusterFacts] = [facts.users.get(user.entry), facts.clusters.get(cluster.entry)];
    const reason = refusal.culprit ?? refusal.code;
    if (!userFacts?.certificate || !clusterFacts || !isTls(clusterFacts.server) || ofUser.has(reason))
      continue;
    if (refusal.code === "unknown-authority" || isOfLeaf(refusal, userFacts)) continue;
    if (refusal.culprit !== undefined && neverValid(refusal.culprit)) continue;
    if (isOfEvery(authoritiesOf(clusterFacts), refusal, facts.now)) continue;
    told.set(user.entry, ofUser.add(reason));
    yield { user: user.entry, cluster: cluster.entry, material: userFacts.certificate, refusal };
  }
}

/** Whatever is wrong with a leaf alone has a rule of its own. */
function isOfLeaf({ culprit }: ChainRefused, user: UserFacts): boolean {
  return culprit !== undefined && culprit === leafOf(user.certificate);
}

/** `ca-expired`, `ca-not-yet-valid` and `unknown-critical-extension`: such CAs are of no use to anybody. */
function isOfEvery(cas: readonly Certificate[], { code, culprit }: ChainRefused, now: number): boolean {
  if (culprit === undefined || !cas.includes(culprit)) return false;
  if (code === "expired") return cas.every(each => isExpired(each, now));
  if (code === "not-yet-valid") return cas.every(each => isEarly(each, now));
  return code === "critical-extension";
}
