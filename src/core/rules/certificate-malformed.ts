import type { Draft } from "../finding.ts";
import type { BundleItem, Material } from "../kubeconfig/facts-model.ts";
import type { ClusterEntry, UserEntry } from "../kubeconfig/model.ts";
import { render, say } from "../message.ts";
import { shownRefusalOf } from "../x509/certificate.ts";
import { fieldName } from "./materials.ts";
import { placeOf } from "./place.ts";
import { rule } from "./rule.ts";
import { shown } from "./words.ts";

/**
 * A certificate that Go's x509.ParseCertificate refuses. Of a client's chain kubectl parses only the first
 * (crypto/tls X509KeyPair), and the server all of them (processCertsFromClient); of a CA bundle it skips what does not
 * parse (client-go transport, rootCertPool).
 */
export const certificateMalformed = rule("certificate-malformed", "error", function* ({ facts }) {
  for (const [entry, { ca }] of facts.clusters) {
    const items = ca?.content?.certificates ?? [];
    const bad = malformed(items);
    if (!ca || bad.length === 0) continue;
    if (items.every(item => complaint(item) !== undefined)) yield noAuthority(entry, ca, items);
    else for (const index of bad) yield authority(entry, ca, items, index);
  }
  for (const [entry, { certificate }] of facts.users) {
    const items = certificate?.content?.certificates ?? [];
    if (!certificate) continue;
    for (const index of malformed(items)) yield client(entry, certificate, items, index);
  }
});

/** The first of them, counted from 0. */
function malformed(items: readonly BundleItem[]): readonly number[] {
  return items.flatMap((item, index) => (complaint(item) === undefined ? [] : [index])).slice(0, MOST);
}

/** More of one field say nothing more. */
const MOST = 20;

/** Go's own words, as kubectl prints them. */
function complaint(item: BundleItem | undefined): string | undefined {
  if (!item) return undefined;
  return item.ok ? shownRefusalOf(item.certificate) : render(item.failure.message);
}

function noAuthority(entry: ClusterEntry, ca: Material<unknown>, [first]: readonly BundleItem[]): Draft {
  const message = say(
    'The CA of cluster "{0}" is malformed. kubectl stops with "unable to load root certificates" ({1}): put the CA of the cluster here again.',
    shown(entry.name),
    complaint(first) ?? "",
  );
  return { ...placeOf(entry, ca.field), message };
}

function authority(
  entry: ClusterEntry,
  ca: Material<unknown>,
  items: readonly BundleItem[],
  bad: number,
): Draft {
  const message = say(
    'Certificate {0} in {1} of cluster "{2}" is malformed ({3}). kubectl skips it and trusts the others: replace or remove it.',
    bad + 1,
    fieldName("ca", ca),
    shown(entry.name),
    complaint(items[bad]) ?? "",
  );
  return { ...placeOf(entry, ca.field), message, severity: "warning" };
}

function client(
  entry: UserEntry,
  certificate: Material<unknown>,
  items: readonly BundleItem[],
  bad: number,
): Draft {
  const place = placeOf(entry, certificate.field);
  const why = complaint(items[bad]) ?? "";
  if (bad === 0) {
    const message = say(
      'The client certificate of user "{0}" is malformed. kubectl stops with "{1}": have it issued again.',
      shown(entry.name),
      why,
    );
    return { ...place, message };
  }
  const message = say(
    'Certificate {0} in {1} of user "{2}" is malformed ({3}). kubectl sends it unread, and the API server ends the connection, "remote error: tls: error decoding message": replace or remove it.',
    bad + 1,
    fieldName("certificate", certificate),
    shown(entry.name),
    why,
  );
  return { ...place, message, severity: "warning" };
}
