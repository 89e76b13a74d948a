import type { Draft } from "../finding.ts";
import type { CertificateBundle, Material } from "../kubeconfig/facts-model.ts";
import type { ClusterEntry, UserEntry } from "../kubeconfig/model.ts";
import { type Message, render, say } from "../message.ts";
import { type FailedMaterial, failures, fieldName, placeOfFailure } from "./materials.ts";
import { placeOf } from "./place.ts";
import { rule } from "./rule.ts";
import { shown } from "./words.ts";

/** Both happen to be base64. */
const PLACEHOLDERS = new Set(["DATA+OMITTED", "REDACTED"]);

/** No PEM block where one belongs: crypto/tls X509KeyPair, client-go transport/transport.go, rootCertPool. */
export const badPem = rule("bad-pem", "error", function* ({ facts }) {
  for (const failed of failures(facts, ["bad-pem"])) {
    yield { ...placeOfFailure(failed), message: explain(failed) };
  }
  for (const [entry, { ca }] of facts.clusters) yield* lostIn(entry, "ca", ca);
  for (const [entry, { certificate }] of facts.users) yield* lostIn(entry, "certificate", certificate);
});

/** Blocks beside others that are read: kubectl does not stop, and does not know of them either. */
function* lostIn(
  entry: ClusterEntry | UserEntry,
  kind: "ca" | "certificate",
  material: Material<CertificateBundle> | undefined,
): Iterable<Draft> {
  if (material?.content === undefined || material.failure?.code === "bad-pem") return;
  for (const { line, why } of material.content.lost) {
    const message = say(
      'What begins in line {0} of the {1} of {2} "{3}" is no certificate to kubectl, which passes over it without a word: {4}. {5}',
      line,
      fieldName(kind, material),
      entry.kind,
      shown(entry.name),
      shown(render(why)),
      render(
        kind === "ca"
          ? say("A server that this CA vouches for is refused.")
          : say("The certificate is not sent."),
      ),
    );
    yield { ...placeOf(entry, material.field), message, severity: "warning" };
  }
}

function explain({ entry, kind, material, failure }: FailedMaterial): Message {
  const field = fieldName(kind, material);
  const name = shown(entry.name);
  const why = render(failure.message);
  if (material.from === "data" && PLACEHOLDERS.has(material.field.value)) {
    return say(
      'The {0} of {1} "{2}" is what kubectl config view prints in place of it. kubectl finds no PEM in it and stops: print the kubeconfig again with kubectl config view --raw.',
      field,
      entry.kind,
      name,
    );
  }
  if (kind === "ca") {
    return say(
      'The {0} of cluster "{1}" holds no PEM: {2}. kubectl stops with "unable to parse bytes as PEM block": it must hold -----BEGIN CERTIFICATE-----, at the start of a line, with its END.',
      field,
      name,
      why,
    );
  }
  return kind === "key"
    ? say(
        'The {0} of user "{1}" holds no PEM: {2}. kubectl stops with "failed to find any PEM data in key input": it must hold a PRIVATE KEY block, its BEGIN at the start of a line, with its END.',
        field,
        name,
        why,
      )
    : say(
        'The {0} of user "{1}" holds no PEM: {2}. kubectl stops with "failed to find any PEM data in certificate input": it must hold -----BEGIN CERTIFICATE-----, at the start of a line, with its END.',
        field,
        name,
        why,
      );
}
