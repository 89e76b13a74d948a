import { referencesUsed } from "../../../pki/components/load.ts";
import { aboutReference, componentRule } from "../rule.ts";

/** What the API server refuses in a static token file, or takes otherwise than it reads. */
export const componentTokenFile = componentRule("pki-token-file", "error", function* (loaded) {
  for (const reference of referencesUsed(loaded)) {
    if (reference.use.kind !== "tokens") continue;
    for (const { fatal, message } of loaded.tokenFiles.get(reference.path) ?? []) {
      const draft = aboutReference(loaded, reference, message);
      yield fatal ? draft : { ...draft, severity: "warning" };
    }
  }
});
