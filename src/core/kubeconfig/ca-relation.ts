import type { CaRelation, CertificateBundle, ClusterFacts, UserFacts } from "../analysis.ts";
import { isAccepted } from "../x509/certificate.ts";
import { chainTo, issuedBy, type Signed, seemsSigned } from "../x509/chain.ts";
import { clientAuthVerdict } from "../x509/clientauth.ts";
import type { Certificate } from "../x509/types.ts";
import type { SignatureVerdicts } from "./signatures.ts";

/** How many certificates of a field for clients are looked at: a bound of ours, which no chain in use comes near. */
const mostFollowed = 16;

/** Undefined where either has no certificates. */
export type CaRelations = (
  user: UserFacts | undefined,
  cluster: ClusterFacts | undefined,
) => CaRelation | undefined;

/**
 * How client certificates relate to the CAs that a kubeconfig has for the servers. The two are the same CA in most
 * clusters, though nothing requires it. Signatures count where they were checked, else names and key ids.
 * @param now milliseconds since the epoch
 */
export function caRelations(now: number, signatures?: SignatureVerdicts): CaRelations {
  const known = new Map<CertificateBundle, Map<CertificateBundle, CaRelation>>();
  return (user, cluster) => {
    const [bundle, cas] = [user?.certificate?.content, cluster?.ca?.content];
    if (!bundle?.certificates.length || !cas?.certificates.length) return undefined;
    const ofBundle = known.get(bundle) ?? new Map<CertificateBundle, CaRelation>();
    const relation = ofBundle.get(cas) ?? relationOf(bundle, cas, now, signatures);
    known.set(bundle, ofBundle.set(cas, relation));
    return relation;
  };
}

/** The certificates that are looked at of a user's. */
export function followed(user: UserFacts | undefined): readonly Certificate[] {
  return readable(user?.certificate?.content).slice(0, mostFollowed);
}

/** The certificates of a field that could be decoded. */
export function readable(bundle: CertificateBundle | undefined): readonly Certificate[] {
  const [only, ...others] = bundle?.certificates ?? [];
  if (others.length === 0) return only?.ok ? [only.certificate] : [];
  return (bundle?.certificates ?? []).flatMap(item => (item.ok ? [item.certificate] : []));
}

function relationOf(
  bundle: CertificateBundle,
  cas: CertificateBundle,
  now: number,
  signatures: SignatureVerdicts | undefined,
): CaRelation {
  const [first] = bundle.certificates;
  if (!first?.ok) return { kind: "unknown" };
  const roots = readable(cas);
  const [leaf, ...intermediates] = [first.certificate, ...readable(bundle).slice(1, mostFollowed)];
  const complete = roots.length === cas.certificates.length;
  const signed: Signed = (child, issuer) => signatures?.get(child, issuer) ?? seemsSigned(child, issuer);
  const chain = chainTo(roots, leaf, intermediates, signed);
  if (chain === undefined) return { kind: complete ? "no" : "unknown" };
  const known = complete && intermediates.length + 1 === bundle.certificates.length;
  const judged = known && roots.every(isAccepted) && intermediates.every(isAccepted);
  const verdict = judged ? clientAuthVerdict({ leaf, intermediates, roots, now }, signed) : undefined;
  return {
    kind: everyLink(chain, (child, issuer) => issuedBy(child, issuer) === "by-key-id")
      ? "by-key-id"
      : "by-name",
    chain,
    ...(everyLink(chain, (child, issuer) => signatures?.get(child, issuer) === true) && { verified: true }),
    ...(verdict?.ok === false && { refusal: verdict }),
  };
}

function everyLink(chain: readonly Certificate[], holds: Signed): boolean {
  return chain.every((issuer, i) => {
    const child = chain[i - 1];
    return child === undefined || holds(child, issuer);
  });
}
