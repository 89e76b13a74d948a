import { type Message, say } from "../../message.ts";
import type { Attempt } from "../../rbac/index.ts";
import { shown } from "../../rules/words.ts";
import { resourceName } from "./by-resource.ts";

/** Whether somebody may do something, in one sentence. @param who as the server knows them */
export function verdictSentence(who: string, attempt: Attempt, allowed: boolean): Message {
  const user = shown(who);
  const verb = shown(attempt.verb);
  if ("path" in attempt) {
    const path = shown(attempt.path);
    return allowed
      ? say("Yes, {0} may {1} {2}.", user, verb, path)
      : say("No, {0} may not {1} {2}.", user, verb, path);
  }
  const { name, namespace } = attempt;
  const what = shown(name === undefined ? resourceName(attempt) : `${resourceName(attempt)} ${name}`);
  if (namespace === undefined) {
    return allowed
      ? say("Yes, {0} may {1} {2} in the whole cluster.", user, verb, what)
      : say("No, {0} may not {1} {2} in the whole cluster.", user, verb, what);
  }
  return allowed
    ? say("Yes, {0} may {1} {2} in the namespace {3}.", user, verb, what, shown(namespace))
    : say("No, {0} may not {1} {2} in the namespace {3}.", user, verb, what, shown(namespace));
}
