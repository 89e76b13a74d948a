import { say } from "../message.ts";
import { failures, fieldName, placeOfFailure } from "./materials.ts";
import { rule } from "./rule.ts";
import { shown } from "./words.ts";

/** A file that could not be opened or read, for want of rights as a rule (client-go tools/clientcmd/validation.go). */
export const fileUnreadable = rule("file-unreadable", "error", function* ({ facts }) {
  for (const failed of failures(facts, ["unreadable"])) {
    const { entry, kind, material } = failed;
    const message = say(
      'The {0} of {1} "{2}" cannot be read: {3}. kubectl run by the same user stops with "unable to read": check the rights of the file and its folders.',
      fieldName(kind, material),
      entry.kind,
      shown(entry.name),
      shown(material.path ?? material.field.value),
    );
    yield { ...placeOfFailure(failed), message };
  }
});
