import { type Message, render, say } from "../message.ts";
import { type FailedMaterial, failures, fieldName, placeOfFailure } from "./materials.ts";
import { rule } from "./rule.ts";
import { shown } from "./words.ts";

/** Both happen to be base64. */
const PLACEHOLDERS = new Set(["DATA+OMITTED", "REDACTED"]);

/** No PEM block where one belongs: crypto/tls X509KeyPair, client-go transport/transport.go, rootCertPool. */
export const badPem = rule("bad-pem", "error", function* ({ facts }) {
  for (const failed of failures(facts, ["bad-pem"])) {
    yield { ...placeOfFailure(failed), message: explain(failed) };
  }
});

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
