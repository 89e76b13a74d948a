import { say } from "../../../message.ts";
import { certificateReferences, fileOf } from "../../../pki/components/load.ts";
import { keyMatches } from "../../../x509/key-pair.ts";
import { aboutReference, componentRule } from "../rule.ts";

/**
 * A bundle for a flag that takes one certificate, as while CAs change: pkg/controller/certificates/signer/ca_provider.go,
 * setCA.
 */
export const componentTooManyCertificates = componentRule(
  "pki-too-many-certificates",
  "error",
  function* (loaded) {
    for (const { reference, certificates } of certificateReferences(loaded)) {
      const count = certificates.length;
      if (reference.use.single !== true || count < 2) continue;
      const { name, path } = reference;
      const { program } = loaded.component;
      const key = fileOf(reference.use.key, loaded)?.key;
      const own = key?.ok ? 1 + certificates.findIndex(each => keyMatches(each, key.value) === "match") : 0;
      const message =
        own > 0
          ? say(
              '{0} takes exactly one certificate, and {1} holds {2}: {3} does not start ("expected 1 certificate, found {2}"). Its key belongs to certificate {4}; name a file with that one alone.',
              ...[name, path, count, program, own],
            )
          : say(
              '{0} takes exactly one certificate, and {1} holds {2}: {3} does not start ("expected 1 certificate, found {2}"). Name a file with nothing but the CA that signs.',
              ...[name, path, count, program],
            );
      yield aboutReference(loaded, reference, message);
    }
  },
);
