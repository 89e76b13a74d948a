import { say } from "../../../message.ts";
import { referencesUsed } from "../../../pki/components/load.ts";
import { aboutReference, componentRule } from "../rule.ts";

/** A file that a component is started with, and that is not there. */
export const componentFileMissing = componentRule("pki-file-missing", "error", function* (loaded) {
  for (const reference of referencesUsed(loaded)) {
    const { name, path } = reference;
    if (loaded.files.get(path) !== "missing") continue;
    const message = say(
      "{0} names {1}, which does not exist. {2} does not start without it.",
      name,
      path,
      loaded.component.program,
    );
    yield aboutReference(loaded, reference, message);
  }
});
