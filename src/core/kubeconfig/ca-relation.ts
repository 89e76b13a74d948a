import type { BundleItem, CaRelation, ClusterFacts, UserFacts } from "../analysis.ts";
import { issuedBy } from "../x509/chain.ts";
import type { Certificate } from "../x509/types.ts";
import type { SignatureVerdicts } from "./signatures.ts";

/** How many certificates of the user's own chain are followed from its leaf towards the CA. */
const chainLength = 8;

/**
 * How a client certificate relates to the CA that the kubeconfig has for the server. The two are the same CA in most
 * clusters, though nothing requires it. Undefined where either is absent.
 */
export function caRelation(
  user: UserFacts | undefined,
  cluster: ClusterFacts | undefined,
  signatures: SignatureVerdicts | undefined,
): CaRelation | undefined {
  const bundle = user?.certificate?.content?.certificates;
  const cas = cluster?.ca?.content?.certificates;
  const first = bundle?.[0];
  if (bundle === undefined || cas === undefined || first === undefined || cas.length === 0) return undefined;
  let child = first.ok ? first.certificate : undefined;
  for (let step = 0; child !== undefined && step < chainLength; step++) {
    const relation = relationTo(child, cas, signatures);
    if (relation.kind !== "no") return relation;
    child = issuerIn(child, bundle);
  }
  return first.ok && cas.every(ca => ca.ok) ? none : unknown;
}

const none: CaRelation = { kind: "no" };
const unknown: CaRelation = { kind: "unknown" };
const byName: CaRelation = { kind: "by-name" };
const byKeyId: CaRelation = { kind: "by-key-id" };

function relationTo(
  child: Certificate,
  cas: readonly BundleItem[],
  signatures: SignatureVerdicts | undefined,
): CaRelation {
  let best = none;
  for (const ca of cas) {
    const kind = ca.ok ? issuedBy(child, ca.certificate) : "no-name";
    if (!ca.ok || (kind !== "by-key-id" && kind !== "by-name")) continue;
    const verified = signatures?.get(child, ca.certificate);
    if (verified) return { kind, verified };
    if (verified === undefined && kind === "by-key-id") return byKeyId;
    if (verified === undefined) best = byName;
  }
  return best;
}

function issuerIn(child: Certificate, bundle: readonly BundleItem[]): Certificate | undefined {
  for (const item of bundle) {
    if (!item.ok || item.certificate === child) continue;
    const relation = issuedBy(child, item.certificate);
    if (relation === "by-name" || relation === "by-key-id") return item.certificate;
  }
  return undefined;
}
