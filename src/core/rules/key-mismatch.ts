import { positionOfKey } from "../kubeconfig/bundle.ts";
import { say } from "../message.ts";
import { fieldName } from "./materials.ts";
import { placeOf } from "./place.ts";
import { rule } from "./rule.ts";
import { shown } from "./words.ts";

/** The key is another than that of the first certificate: crypto/tls X509KeyPair. */
export const keyMismatch = rule("key-mismatch", "error", function* ({ facts }) {
  for (const [entry, { certificate, key, keyPair }] of facts.users) {
    if (!certificate || !key || !keyPair || keyPair.ok) continue;
    if (keyPair.code !== "key-mismatch" && keyPair.code !== "key-type-mismatch") continue;
    const certificateField = fieldName("certificate", certificate);
    const position =
      certificate.content && key.content ? positionOfKey(certificate.content.certificates, key.content) : 0;
    const message =
      position > 1
        ? say(
            'The {0} of user "{1}" belongs to certificate {2} in {3}, and kubectl pairs it with the first: it stops with "private key does not match public key". Put that certificate first, then its issuers.',
            fieldName("key", key),
            shown(entry.name),
            position,
            certificateField,
          )
        : say(
            'The {0} of user "{1}" does not belong to its {2}. kubectl stops with "private key does not match public key" or its like: put the key there that the certificate was issued for.',
            fieldName("key", key),
            shown(entry.name),
            certificateField,
          );
    const related = [{ ...placeOf(entry, certificate.field), message: say("The certificate") }];
    yield { ...placeOf(entry, key.field), message, related };
  }
});
