import { say } from "../../../message.ts";
import { referencesUsed } from "../../../pki/components/load.ts";
import { aboutReference, componentRule } from "../rule.ts";

/** A key that the component cannot read. */
export const componentKeyUnusable = componentRule("pki-key-unusable", "error", function* (loaded) {
  for (const reference of referencesUsed(loaded)) {
    const { name, path, use } = reference;
    const file = loaded.files.get(path);
    if (use.kind !== "key" || file === undefined || file === "missing") continue;
    if (file.key?.ok === true && file.key.value.encrypted === undefined) continue;
    const message =
      file.key?.ok === true
        ? say(
            "The key in {0} is encrypted, and {1} cannot ask for the password.",
            path,
            loaded.component.program,
          )
        : say("{0} holds no private key that can be used, and {1} needs one there.", path, name);
    yield aboutReference(loaded, reference, message);
  }
});
