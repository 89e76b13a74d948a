import { say } from "../message.ts";
import { fieldName } from "./materials.ts";
import { placeOf } from "./place.ts";
import { rule } from "./rule.ts";
import { shown } from "./words.ts";

/** A certificate for a key that Go's TLS cannot use, as DSA or Ed448: crypto/tls X509KeyPair. */
export const keyUnsupported = rule("key-unsupported", "error", function* ({ facts }) {
  for (const [entry, { certificate, keyPair }] of facts.users) {
    if (!certificate || !keyPair || keyPair.ok || keyPair.code !== "certificate-key-unsupported") continue;
    const message = say(
      'The {0} of user "{1}" is for a kind of key that kubectl cannot use. It stops with "unknown public key algorithm": have one issued for an RSA, ECDSA or Ed25519 key.',
      fieldName("certificate", certificate),
      shown(entry.name),
    );
    yield { ...placeOf(entry, certificate.field), message };
  }
});
