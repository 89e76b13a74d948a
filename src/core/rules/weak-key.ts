import type { Draft } from "../finding.ts";
import type { Material } from "../kubeconfig/facts-model.ts";
import type { ClusterEntry, UserEntry } from "../kubeconfig/model.ts";
import { say } from "../message.ts";
import type { Certificate } from "../x509/types.ts";
import { WEAK_RSA_BITS as WEAK_BITS } from "../x509/weakness.ts";
import { authoritiesOf, sentLeaf } from "./materials.ts";
import { placeOf } from "./place.ts";
import { rule } from "./rule.ts";
import { shown } from "./words.ts";

/** Go 1.24 and later neither sign nor verify with RSA keys under this size (crypto/rsa). */
const REFUSED_BITS = 1024;

/** RSA keys that are too short for today, and those that Go refuses outright. */
export const weakKey = rule("weak-key", "warning", function* ({ facts }) {
  for (const [entry, cluster] of facts.clusters) {
    if (!cluster.ca) continue;
    const weak = authoritiesOf(cluster).find(each => bitsOf(each) < WEAK_BITS);
    if (weak) yield draft(entry, cluster.ca, bitsOf(weak));
  }
  for (const [entry, user] of facts.users) {
    const leaf = sentLeaf(user.certificate);
    if (user.certificate && leaf && bitsOf(leaf) < WEAK_BITS)
      yield draft(entry, user.certificate, bitsOf(leaf));
  }
});

function bitsOf({ publicKey: { algorithm } }: Certificate): number {
  return algorithm.type === "RSA" ? algorithm.bits : WEAK_BITS;
}

function draft(entry: ClusterEntry | UserEntry, { field }: Material<unknown>, bits: number): Draft {
  const place = placeOf(entry, field);
  const name = shown(entry.name);
  if (bits < REFUSED_BITS) {
    const message = say(
      'The certificate of {0} "{1}" has an RSA key of {2} bits. kubectl refuses to use keys under 1024 bits, and this can be broken: issue one with at least 2048.',
      entry.kind,
      name,
      bits,
    );
    return { ...place, message, severity: "error" };
  }
  const message = say(
    'The certificate of {0} "{1}" has an RSA key of {2} bits. kubectl accepts it, but it is too short to be safe: issue one with at least 2048.',
    entry.kind,
    name,
    bits,
  );
  return { ...place, message };
}
