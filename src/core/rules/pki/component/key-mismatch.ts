import { say } from "../../../message.ts";
import { certificateReferences, fileOf } from "../../../pki/components/load.ts";
import { keyMatches } from "../../../x509/key-pair.ts";
import { aboutReference, componentRule } from "../rule.ts";

/** A certificate and a key that are named together and do not belong together: crypto/tls X509KeyPair. */
export const componentKeyMismatch = componentRule("pki-key-mismatch", "error", function* (loaded) {
  for (const { reference, certificates } of certificateReferences(loaded)) {
    const [certificate] = certificates;
    if (reference.use.single && certificates.length > 1) continue;
    const file = fileOf(reference.use.key, loaded);
    if (certificate === undefined || file?.key?.ok !== true) continue;
    const key = file.key.value;
    const match = keyMatches(certificate, key);
    if (match !== "mismatch" && match !== "type-mismatch") continue;
    const { program } = loaded.component;
    const position = 1 + certificates.findIndex(each => keyMatches(each, key) === "match");
    const message =
      position > 1
        ? say(
            "The private key in {0} belongs to certificate {1} in {2}, and {3} pairs it with the first: it does not start. Put certificate {1} first, then its issuers.",
            ...[file.name, position, reference.path, program],
          )
        : say(
            "The private key in {0} belongs to another certificate. {1} does not start with the two.",
            file.name,
            program,
          );
    yield aboutReference(loaded, reference, message);
  }
});
