import { say } from "../message.ts";
import { type FailedMaterial, failures, fieldName, placeOfFailure } from "./materials.ts";
import { rule } from "./rule.ts";
import { shown } from "./words.ts";

/**
 * A file that is not there. client-go opens CA, certificate and key before anything else
 * (tools/clientcmd/validation.go); a missing tokenFile only matters without an inline token.
 */
export const fileMissing = rule("file-missing", "error", function* ({ facts }) {
  for (const failed of failures(facts, ["missing"])) {
    const { entry, kind, material } = failed;
    const path = shown(material.path ?? material.field.value);
    if (hasInlineToken(failed)) {
      const message = say(
        'The tokenFile of user "{0}" does not exist: {1}. kubectl sends the inline token instead: create the file, or remove tokenFile.',
        shown(entry.name),
        path,
      );
      yield { ...placeOfFailure(failed), message, severity: "warning" };
      continue;
    }
    const message = say(
      'The {0} of {1} "{2}" does not exist: {3}. kubectl stops with "no such file or directory". A relative path starts from the folder of this kubeconfig: correct it, or embed the content.',
      fieldName(kind, material),
      entry.kind,
      shown(entry.name),
      path,
    );
    yield { ...placeOfFailure(failed), message };
  }
});

function hasInlineToken({ entry, kind }: FailedMaterial): boolean {
  return kind === "token" && entry.kind === "user" && Boolean(entry.token?.value);
}
