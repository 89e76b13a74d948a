import { type Message, say } from "../message.ts";
import { type FailedMaterial, failures, fieldName, placeOfFailure } from "./materials.ts";
import { rule } from "./rule.ts";
import { shown } from "./words.ts";

/** A file above the size cap of the settings, or content above our own: kubectl would read it, we do not. */
export const fileTooLarge = rule("file-too-large", "information", function* ({ facts }) {
  for (const failed of failures(facts, ["too-large"])) {
    yield { ...placeOfFailure(failed), message: messageOf(failed) };
  }
});

function messageOf({ entry, kind, material }: FailedMaterial): Message {
  const field = fieldName(kind, material);
  if (material.from === "data") {
    return say(
      'The {0} of {1} "{2}" is too large to be looked at here. kubectl reads it whole, but no certificate or key is that long: check the value.',
      field,
      entry.kind,
      shown(entry.name),
    );
  }
  return say(
    'The {0} of {1} "{2}" is too large to be looked at here: {3}. kubectl reads it whole, but no certificate, key or token is that long: check the path.',
    field,
    entry.kind,
    shown(entry.name),
    shown(material.path ?? material.field.value),
  );
}
