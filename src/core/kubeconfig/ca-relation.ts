import { isAccepted } from "../x509/certificate.ts";
import { chainTo, issuedBy, type Signed, seemsSigned } from "../x509/chain.ts";
import { clientAuthVerdict } from "../x509/client-auth.ts";
import type { Certificate } from "../x509/types.ts";
import { mostFollowed, readable } from "./bundle.ts";
import type {
  CaRelation,
  CertificateBundle,
  ClusterFacts,
  SignatureVerdicts,
  UserFacts,
} from "./facts-model.ts";

/** How many bytes of certificates for clients are judged, for the names in them: a bound of ours as well. */
const mostJudged = 32_768;

/** Undefined where either has no certificates. */
export type CaRelations = (
  user: UserFacts | undefined,
  cluster: ClusterFacts | undefined,
) => CaRelation | undefined;

/** What earlier analyses found out about certificates that are still decoded. */
export type KnownRelations = WeakMap<CertificateBundle, WeakMap<CertificateBundle, KnownRelation>>;

interface KnownRelation {
  readonly relation: CaRelation;
  readonly signatures: SignatureVerdicts | undefined;
  /** Those of the signatures when it was judged. */
  readonly surprises: number | undefined;
  /** In milliseconds since the epoch; before `until`, at the latest, something begins or ends. */
  readonly from: number;
  readonly until: number;
}

/**
 * How client certificates relate to the CAs that a kubeconfig has for the servers. The two are the same CA in most
 * clusters, though nothing requires it. Signatures count where they were checked, else names and key ids.
 * @param now milliseconds since the epoch
 */
export function caRelations(
  now: number,
  signatures?: SignatureVerdicts,
  known: KnownRelations = new WeakMap(),
): CaRelations {
  return (user, cluster) => {
    const [bundle, cas] = [user?.certificate?.content, cluster?.ca?.content];
    if (!bundle?.certificates.length || !cas?.certificates.length) return undefined;
    const earlier = known.get(bundle)?.get(cas);
    const isSame = earlier?.signatures === signatures && earlier?.surprises === signatures?.surprises;
    if (earlier && isSame && earlier.from <= now && now < earlier.until) return earlier.relation;
    const relation = relationOf(bundle, cas, now, signatures);
    const ofBundle = known.get(bundle) ?? new WeakMap<CertificateBundle, KnownRelation>();
    const until = Math.min(nextChange(bundle, now), nextChange(cas, now));
    known.set(
      bundle,
      ofBundle.set(cas, { relation, signatures, surprises: signatures?.surprises, from: now, until }),
    );
    return relation;
  };
}

/** The first moment after `now` at which one of them becomes valid, or is no longer. Milliseconds since the epoch. */
function nextChange(bundle: CertificateBundle, now: number): number {
  let next = Number.POSITIVE_INFINITY;
  for (const { notBefore = 0, notAfter = 0 } of readable(bundle)) {
    if (now < notBefore) next = Math.min(next, notBefore);
    if (now <= notAfter) next = Math.min(next, notAfter + 1);
  }
  return next;
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
  const sent = [leaf, ...intermediates];
  const whole = complete && sent.length === bundle.certificates.length;
  const judged = whole && isSmall(sent) && roots.every(isAccepted) && intermediates.every(isAccepted);
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

function isSmall(certificates: readonly Certificate[]): boolean {
  return certificates.reduce((size, { der }) => size + der.length, 0) <= mostJudged;
}

function everyLink(chain: readonly Certificate[], holds: Signed): boolean {
  return chain.every((issuer, i) => {
    const child = chain[i - 1];
    return child === undefined || holds(child, issuer);
  });
}
