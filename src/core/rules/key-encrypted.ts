import { say } from "../message.ts";
import { fieldName } from "./materials.ts";
import { placeOf } from "./place.ts";
import { rule } from "./rule.ts";
import { shown } from "./words.ts";

/** A key behind a passphrase, PKCS#8 or `Proc-Type: 4,ENCRYPTED`: Go never asks for one (crypto/tls parsePrivateKey). */
export const keyEncrypted = rule("key-encrypted", "error", function* ({ facts }) {
  for (const [entry, { certificate, key }] of facts.users) {
    if (!certificate || !(key?.content?.encrypted || key?.failure?.code === "encrypted")) continue;
    const message = say(
      'The {0} of user "{1}" is encrypted with a passphrase, which kubectl cannot ask for. It stops with "failed to parse private key": decrypt it with openssl pkey.',
      fieldName("key", key),
      shown(entry.name),
    );
    yield { ...placeOf(entry, key.field), message };
  }
});
