import { say } from "../message.ts";
import { failures, fieldName, placeOfFailure } from "./materials.ts";
import { rule } from "./rule.ts";
import { shown } from "./words.ts";

/** A folder, a device, a pipe or a socket: kubectl would try to read it, we do not open it. */
export const fileNotRegular = rule("file-not-regular", "error", function* ({ facts }) {
  for (const failed of failures(facts, ["not-regular"])) {
    const { entry, kind, material } = failed;
    const message = say(
      'The {0} of {1} "{2}" is not a regular file: {3}. It was not opened; kubectl tries to read it and fails or hangs: name a file.',
      fieldName(kind, material),
      entry.kind,
      shown(entry.name),
      shown(material.path ?? material.field.value),
    );
    yield { ...placeOfFailure(failed), message };
  }
});
