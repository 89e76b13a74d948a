import { potentialIssuers, seemsSigned, verifySignature } from "../x509/chain.ts";
import type { Certificate } from "../x509/types.ts";
import { followed, readable } from "./bundle.ts";
import type { Facts, SignatureVerdicts } from "./facts-model.ts";
import type { ClusterEntry, UserEntry } from "./model.ts";

/** A bound of ours on what one call verifies: about a second. */
const MOST_CHECKS = 2_000;

/** How many are verified at a time: WebCrypto does it in threads of its own. */
const AT_A_TIME = 16;

/** The verdicts of one host, kept for as long as the certificates are. */
export class CheckedSignatures implements SignatureVerdicts {
  readonly #verdicts = new WeakMap<Certificate, WeakMap<Certificate, boolean>>();
  #surprises = 0;

  get surprises(): number {
    return this.#surprises;
  }

  get(child: Certificate, issuer: Certificate): boolean | undefined {
    return this.#verdicts.get(child)?.get(issuer);
  }

  add(child: Certificate, issuer: Certificate, verdict: boolean): void {
    const ofChild = this.#verdicts.get(child) ?? new WeakMap<Certificate, boolean>();
    this.#verdicts.set(child, ofChild.set(issuer, verdict));
    if (verdict !== seemsSigned(child, issuer)) this.#surprises += 1;
  }
}

/**
 * Checks, for each context, the signatures of its client certificate and those that come with it, against one another
 * and the CAs of its cluster, as far as names fit. Hand the verdicts to the next `analyze` together with the same cache.
 * @param known verdicts of an earlier call, which are not made again; the new ones are added
 */
export async function verifySignatures(
  facts: Pick<Facts, "contexts" | "users" | "clusters">,
  known = new CheckedSignatures(),
): Promise<CheckedSignatures> {
  let left = MOST_CHECKS;
  let batch: Promise<void>[] = [];
  for (const [child, issuer] of pairsOf(facts)) {
    if (known.get(child, issuer) !== undefined) continue;
    if (left-- <= 0) break;
    batch.push(
      verifySignature(child, issuer).then(verdict => {
        if (verdict !== undefined) known.add(child, issuer, verdict);
      }),
    );
    if (batch.length < AT_A_TIME) continue;
    await Promise.all(batch);
    batch = [];
  }
  await Promise.all(batch);
  return known;
}

function* pairsOf(
  facts: Pick<Facts, "contexts" | "users" | "clusters">,
): Iterable<readonly [Certificate, Certificate]> {
  const done = new Map<UserEntry, Set<ClusterEntry>>();
  for (const { user, cluster } of facts.contexts) {
    if (user.kind !== "found" || cluster.kind !== "found") continue;
    const clusters = done.get(user.entry) ?? new Set();
    if (clusters.has(cluster.entry)) continue;
    done.set(user.entry, clusters.add(cluster.entry));
    const children = followed(facts.users.get(user.entry));
    const cas = readable(facts.clusters.get(cluster.entry)?.ca?.content);
    for (const child of children) {
      for (const issuer of potentialIssuers(child, [...cas, ...children])) {
        if (issuer !== child) yield [child, issuer];
      }
    }
  }
}
