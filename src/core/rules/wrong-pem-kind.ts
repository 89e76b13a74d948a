import type { Draft } from "../finding.ts";
import type { CertificateBundle, Material, UserFacts } from "../kubeconfig/facts-model.ts";
import type { UserEntry } from "../kubeconfig/model.ts";
import { render, say } from "../message.ts";
import { fieldName } from "./materials.ts";
import { placeOf } from "./place.ts";
import { rule } from "./rule.ts";
import { shown } from "./words.ts";

/** PEM of another kind than the field's, as a key where a certificate belongs: crypto/tls X509KeyPair. */
export const wrongPemKind = rule("wrong-pem-kind", "error", function* ({ facts }) {
  for (const [entry, { ca }] of facts.clusters) {
    if (ca?.failure?.code !== "wrong-kind") continue;
    const message = say(
      'The {0} of cluster "{1}" holds "{2}" where a certificate belongs. kubectl stops with "no valid certificate authority data seen": put the CA certificate here.',
      fieldName("ca", ca),
      shown(entry.name),
      labels(ca),
    );
    yield { ...placeOf(entry, ca.field), message };
  }
  for (const [entry, user] of facts.users) yield* ofUser(entry, user);
});

function* ofUser(entry: UserEntry, { certificate, key }: UserFacts): Iterable<Draft> {
  const certificateWrong = certificate?.failure?.code === "wrong-kind";
  const keyWrong = key?.failure?.code === "wrong-kind";
  if (!certificate || (!certificateWrong && !keyWrong)) return;
  if (certificateWrong && keyWrong) yield switched(entry, certificate, key);
  else if (certificateWrong) yield noCertificate(entry, certificate);
  else if (keyWrong) yield noKey(entry, key);
}

function switched(entry: UserEntry, certificate: Material<unknown>, key: Material<unknown>): Draft {
  const message = say(
    'The {0} and the {1} of user "{2}" are switched: the key stands where the certificate belongs. kubectl stops with "PEM inputs may have been switched": exchange the two.',
    fieldName("certificate", certificate),
    fieldName("key", key),
    shown(entry.name),
  );
  const related = [{ ...placeOf(entry, key.field), message: say("The certificate stands here") }];
  return { ...placeOf(entry, certificate.field), message, related, data: { switched: true } };
}

function noCertificate(entry: UserEntry, certificate: Material<CertificateBundle>): Draft {
  const message = say(
    'The {0} of user "{1}" holds "{2}" where a certificate belongs. kubectl stops with "failed to find certificate PEM data" or its like: put the client certificate here.',
    fieldName("certificate", certificate),
    shown(entry.name),
    labels(certificate),
  );
  return { ...placeOf(entry, certificate.field), message };
}

function noKey(entry: UserEntry, key: Material<unknown>): Draft {
  const message = say(
    'The {0} of user "{1}" holds no private key. kubectl stops with "{2}": put the key of the client certificate here.',
    fieldName("key", key),
    shown(entry.name),
    key.failure ? render(key.failure.message) : "",
  );
  return { ...placeOf(entry, key.field), message };
}

/** What the PEM blocks say that they are. */
function labels({ content }: Material<CertificateBundle>): string {
  return shown(content?.skipped.join(", ") ?? "");
}
