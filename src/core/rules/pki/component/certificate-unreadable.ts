import { say } from "../../../message.ts";
import { certificateReferences } from "../../../pki/components/load.ts";
import { aboutReference, componentRule } from "../rule.ts";

/** A file without the certificate that its flag promises. */
export const componentCertificateUnreadable = componentRule("pki-unreadable", "error", function* (loaded) {
  for (const { reference, certificates } of certificateReferences(loaded)) {
    if (certificates.length > 0) continue;
    const message = say(
      "{0} holds no certificate that can be read, and {1} needs one there.",
      reference.path,
      reference.name,
    );
    yield aboutReference(loaded, reference, message);
  }
});
