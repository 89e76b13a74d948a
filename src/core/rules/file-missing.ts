import { homeAround, type OddPath, oddPath } from "../kubeconfig/odd-path.ts";
import { type Message, render, say } from "../message.ts";
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
    const odd = oddPathOf(failed);
    const data = odd?.suggestion === undefined ? {} : { data: { suggestion: odd.suggestion } };
    if (hasInlineToken(failed)) {
      const message = say(
        'The tokenFile of user "{0}" does not exist: {1}. kubectl sends the inline token instead. {2}',
        shown(entry.name),
        path,
        wayOut(odd, say("Create the file, or remove tokenFile.")),
      );
      yield { ...placeOfFailure(failed), message, severity: "warning", ...data };
      continue;
    }
    const message = say(
      'The {0} of {1} "{2}" does not exist: {3}. kubectl stops with "no such file or directory". {4}',
      fieldName(kind, material),
      entry.kind,
      shown(entry.name),
      path,
      wayOut(
        odd,
        say("A relative path starts from the folder of this kubeconfig: correct it, or embed the content."),
      ),
    );
    yield { ...placeOfFailure(failed), message, ...data };
  }
});

function hasInlineToken({ entry, kind }: FailedMaterial): boolean {
  return kind === "token" && entry.kind === "user" && Boolean(entry.token?.value);
}

function wayOut(odd: OddPath | undefined, usual: Message): string {
  if (odd === undefined) return render(usual);
  if (odd.suggestion === undefined) return render(odd.why);
  return render(say('{0} Did you mean "{1}"?', render(odd.why), shown(odd.suggestion)));
}

/** An absolute path tells the system that it is of. */
function oddPathOf({ entry, material }: FailedMaterial) {
  const { path = "" } = material;
  const style = /^(?:[a-z]:[\\/]|\\\\)/i.test(path) ? "windows" : "posix";
  return oddPath(material.field.value, style, homeAround(pathOf(entry.source)) ?? homeAround(path));
}

/** The path in the identifier of a source: the path itself, or that of a URI. */
function pathOf(source: string): string {
  return source.replace(/^file:\/\//, "");
}
