import { say } from "../../../message.ts";
import { certificateReferences, fileOf } from "../../../pki/components/load.ts";
import { keyMatches } from "../../../x509/key-pair.ts";
import { aboutReference, componentRule } from "../rule.ts";

/** A certificate and a key that are named together and do not belong together: crypto/tls X509KeyPair. */
export const componentKeyMismatch = componentRule("pki-key-mismatch", "error", function* (loaded) {
  for (const { reference, certificates } of certificateReferences(loaded)) {
    const [certificate] = certificates;
    const file = fileOf(reference.use.key, loaded);
    if (certificate === undefined || file?.key?.ok !== true) continue;
    const match = keyMatches(certificate, file.key.value);
    if (match !== "mismatch" && match !== "type-mismatch") continue;
    const message = say(
      "The private key in {0} belongs to another certificate. {1} does not start with the two.",
      file.name,
      loaded.component.program,
    );
    yield aboutReference(loaded, reference, message);
  }
});
