import { potentialIssuers, verifySignature } from "../x509/chain.ts";
import type { Certificate } from "../x509/types.ts";
import { followed, readable } from "./bundle.ts";
import type { Facts, SignatureVerdicts } from "./facts-model.ts";

const maxChecks = 512;

/**
 * Checks, for each context, the signatures of its client certificate and those that come with it, against one another
 * and the CAs of its cluster, as far as names fit. Hand the verdicts to the next `analyze` together with the same cache.
 * @param known verdicts of an earlier call, which are not made again
 */
export async function verifySignatures(facts: Facts, known?: SignatureVerdicts): Promise<SignatureVerdicts> {
  const verdicts = new WeakMap<Certificate, WeakMap<Certificate, boolean>>();
  let checks = 0;
  for (const [child, issuer] of pairsOf(facts)) {
    const earlier = known?.get(child, issuer);
    if (earlier === undefined && checks++ >= maxChecks) break;
    const verdict = earlier ?? (await verifySignature(child, issuer));
    if (verdict === undefined) continue;
    const ofChild = verdicts.get(child) ?? new WeakMap<Certificate, boolean>();
    verdicts.set(child, ofChild.set(issuer, verdict));
  }
  return { get: (child, issuer) => verdicts.get(child)?.get(issuer) };
}

function* pairsOf(facts: Facts): Iterable<readonly [Certificate, Certificate]> {
  for (const { user, cluster } of facts.contexts) {
    if (user.kind !== "found" || cluster.kind !== "found") continue;
    const children = followed(facts.users.get(user.entry));
    const cas = readable(facts.clusters.get(cluster.entry)?.ca?.content);
    for (const child of children) {
      for (const issuer of potentialIssuers(child, [...cas, ...children])) {
        if (issuer !== child) yield [child, issuer];
      }
    }
  }
}
