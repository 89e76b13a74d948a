import { type Message, render, say } from "../../../message.ts";
import { certificateReferences } from "../../../pki/components/load.ts";
import type { PkiFile } from "../../../pki/model.ts";
import { lostMessage } from "../../../x509/lost-blocks.ts";
import { aboutReference, componentRule } from "../rule.ts";

/** A file without the certificate that its flag promises, or with some that nobody reads. */
export const componentCertificateUnreadable = componentRule("pki-unreadable", "error", function* (loaded) {
  for (const { reference, certificates, file } of certificateReferences(loaded)) {
    for (const each of file.lost ?? []) {
      const message = say("In {0} {1}.", reference.path, render(lostMessage(each)));
      yield { ...aboutReference(loaded, reference, message), severity: "warning" };
    }
    if (certificates.length > 0) continue;
    const why = whyUnreadable(file);
    const message =
      why === undefined
        ? say(
            "{0} holds no certificate that can be read, and {1} needs one there.",
            reference.path,
            reference.name,
          )
        : say(
            "{0} holds no certificate that can be read, and {1} needs one there: {2}.",
            reference.path,
            reference.name,
            render(why),
          );
    yield aboutReference(loaded, reference, message);
  }
});

function whyUnreadable({ failure, certificates: [first] }: PkiFile): Message | undefined {
  return failure ?? (first?.ok === false ? first.failure.message : undefined);
}
