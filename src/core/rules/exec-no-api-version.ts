import { say } from "../message.ts";
import { placeOf } from "./place.ts";
import { rule } from "./rule.ts";
import { shown } from "./words.ts";

/** client-go tools/clientcmd/validation.go, validateAuthInfo. */
export const execNoApiVersion = rule("exec-no-api-version", "error", function* ({ facts }) {
  for (const entry of facts.users.keys()) {
    const exec = entry.exec;
    if (!exec) continue;
    const { apiVersion } = exec.value;
    if (apiVersion && apiVersion.value !== "") continue;
    const message = say(
      'The exec section of user "{0}" has no apiVersion. kubectl stops with "apiVersion must be specified": add apiVersion: client.authentication.k8s.io/v1 and interactiveMode: IfAvailable.',
      shown(entry.name),
    );
    yield { ...placeOf(entry, apiVersion ?? { ...exec, span: exec.key }), message };
  }
});
