import { say } from "../../../message.ts";
import { referencesUsed } from "../../../pki/components/load.ts";
import { checkingKeys } from "../../../pki/service-account.ts";
import { aboutReference, componentRule } from "../rule.ts";

/** A file for `--service-account-key-file` without a key that keyutil.PublicKeysFromFile takes. */
export const componentPublicKeyUnreadable = componentRule("pki-unreadable", "error", function* (loaded) {
  for (const reference of referencesUsed(loaded)) {
    const file = loaded.files.get(reference.path);
    if (reference.use.kind !== "public-key" || file === undefined || file === "missing") continue;
    if (file.key !== undefined || checkingKeys(file).length > 0) continue;
    const message = say(
      "{0} holds no public key that {1} reads: it takes RSA and ECDSA in PUBLIC KEY blocks, and does not start without one.",
      reference.path,
      loaded.component.program,
    );
    yield aboutReference(loaded, reference, message);
  }
});
