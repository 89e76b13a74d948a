import { say } from "../message.ts";
import { failures, fieldName, placeOfFailure } from "./materials.ts";
import { rule } from "./rule.ts";
import { shown } from "./words.ts";

/** A file above the size cap of the settings: kubectl would read it, we do not. */
export const fileTooLarge = rule("file-too-large", "information", function* ({ facts }) {
  for (const failed of failures(facts, ["too-large"])) {
    const { entry, kind, material } = failed;
    const message = say(
      'The {0} of {1} "{2}" is too large to be looked at here: {3}. kubectl reads it whole, but no certificate, key or token is that long: check the path.',
      fieldName(kind, material),
      entry.kind,
      shown(entry.name),
      shown(material.path ?? material.field.value),
    );
    yield { ...placeOfFailure(failed), message };
  }
});
