import { isSelfSigned, issuedBy, verifySignature } from "../chain.ts";
import type { Certificate } from "../types.ts";

/** Until when a CA counts, in milliseconds since the epoch; negative where it does not at all. */
type Rank = (ca: Certificate) => number;

/**
 * Of several certificates of one CA, as those before and after a renewal, or its own and one that another CA signed
 * across, the way up that can be gone longest: a verifier needs a single one (crypto/x509 Verify), so no other CA
 * shortens what is signed here.
 * @returns from the certificate itself up to the root, as far as the pool reaches; empty for none
 */
export async function longestPath(
  own: readonly Certificate[],
  pool: readonly Certificate[],
  rank: Rank,
): Promise<readonly Certificate[]> {
  const known = new Map<Certificate, Way | "under way">();
  const ways: Way[] = [];
  for (const each of own) ways.push(await wayFrom(each, pool, rank, known));
  return longest(ways)?.cas ?? [];
}

interface Way {
  readonly cas: readonly Certificate[];
  /** When the first of them does. */
  readonly ends: number;
  /** Whether it leads to a root. */
  readonly complete: boolean;
}

async function wayFrom(
  ca: Certificate,
  pool: readonly Certificate[],
  rank: Rank,
  known: Map<Certificate, Way | "under way">,
): Promise<Way> {
  known.set(ca, "under way");
  const way = (await isSelfSigned(ca))
    ? { cas: [ca], ends: rank(ca), complete: true }
    : joined(ca, rank(ca), longest(await waysAbove(ca, pool, rank, known)));
  known.set(ca, way);
  return way;
}

async function waysAbove(
  ca: Certificate,
  pool: readonly Certificate[],
  rank: Rank,
  known: Map<Certificate, Way | "under way">,
): Promise<readonly Way[]> {
  const ways: Way[] = [];
  for (const issuer of pool) {
    if (!(await isIssuerOf(ca, issuer))) continue;
    const way = known.get(issuer) ?? (await wayFrom(issuer, pool, rank, known));
    // CAs that signed each other lead round in a circle.
    if (way !== "under way") ways.push(way);
  }
  return ways;
}

async function isIssuerOf(child: Certificate, issuer: Certificate): Promise<boolean> {
  const relation = issuedBy(child, issuer);
  return (
    (relation === "by-name" || relation === "by-key-id") && (await verifySignature(child, issuer)) !== false
  );
}

function joined(ca: Certificate, ends: number, above: Way | undefined): Way {
  return above === undefined
    ? { cas: [ca], ends, complete: false }
    : { cas: [ca, ...above.cas], ends: Math.min(ends, above.ends), complete: above.complete };
}

/**
 * Of ways that begin with one name and key; the shorter of two that end together. Where that CA is a root itself, a
 * certificate for it by a CA that is not here is of no use.
 */
function longest(ways: readonly Way[]): Way | undefined {
  const isRoot = ways.some(({ cas, ends, complete }) => complete && cas.length === 1 && ends >= 0);
  const open = isRoot ? ways.filter(({ complete }) => complete) : ways;
  return [...open].sort((a, b) => b.ends - a.ends || a.cas.length - b.cas.length)[0];
}
