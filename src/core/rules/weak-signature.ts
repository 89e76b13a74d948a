import { say } from "../message.ts";
import { sentLeaf } from "./materials.ts";
import { placeOf } from "./place.ts";
import { rule } from "./rule.ts";
import { shown } from "./words.ts";

const BROKEN = /^(MD2|MD5|SHA1)-|-SHA1$/;

/** Go verifies no signature over MD5 or SHA-1 (crypto/x509 checkSignature, InsecureAlgorithmError). A root's own is not verified. */
export const weakSignature = rule("weak-signature", "error", function* ({ facts }) {
  for (const [entry, user] of facts.users) {
    const leaf = sentLeaf(user.certificate);
    if (!user.certificate || !leaf || !BROKEN.test(leaf.signatureAlgorithm)) continue;
    const message = say(
      'The client certificate of user "{0}" is signed with {1}, which is broken. kubectl sends it, and the API server refuses it as an insecure algorithm: issue one signed with SHA-256.',
      shown(entry.name),
      leaf.signatureAlgorithm,
    );
    yield { ...placeOf(entry, user.certificate.field), message };
  }
});
