import { render, say } from "../message.ts";
import { failures, fieldName, placeOfFailure } from "./materials.ts";
import { rule } from "./rule.ts";
import { shown } from "./words.ts";

/** A private key that Go cannot read, or of a kind it does not know: crypto/tls parsePrivateKey. */
export const keyMalformed = rule("key-malformed", "error", function* ({ facts }) {
  for (const failed of failures(facts, ["unparsable"])) {
    if (failed.kind !== "key") continue;
    const message = say(
      'The {0} of user "{1}" cannot be read as a private key. kubectl stops with "{2}": put the key of the client certificate here, RSA, ECDSA or Ed25519.',
      fieldName("key", failed.material),
      shown(failed.entry.name),
      render(failed.failure.message),
    );
    yield { ...placeOfFailure(failed), message };
  }
});
