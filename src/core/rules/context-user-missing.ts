import type { Draft } from "../finding.ts";
import type { ResolvedContext } from "../kubeconfig/facts-model.ts";
import { isPlainHttp } from "../kubeconfig/server.ts";
import { say } from "../message.ts";
import { nameOf, placeOf } from "./place.ts";
import { serverOf } from "./reach.ts";
import { rule } from "./rule.ts";
import { suggester } from "./spelling.ts";
import { shown } from "./words.ts";

/**
 * A context without a user, or with one that does not exist. kubectl asks for a username and password
 * (client-go tools/clientcmd/auth_loaders.go); programs that use clientcmd.ConfirmUsable refuse.
 */
export const contextUserMissing = rule("context-user-missing", "error", function* ({ facts }) {
  const suggest = suggester(facts.effective.users.keys());
  for (const context of facts.contexts) {
    if (context.user.kind === "found") continue;
    const server = serverOf(facts, context);
    if (context.user.kind === "missing")
      yield missing(context, context.user.name, suggest(context.user.name));
    else if (!server || !isPlainHttp(server)) yield unset(context);
  }
});

function missing({ entry }: ResolvedContext, user: string, suggestion: string | undefined): Draft {
  const place = entry.user ? placeOf(entry, entry.user) : nameOf(entry);
  if (suggestion === undefined) {
    const message = say(
      'Context "{0}" names user "{1}", which does not exist, so kubectl has no credential and asks for a username: add the user or name one that exists.',
      shown(entry.name),
      shown(user),
    );
    return { ...place, message };
  }
  const message = say(
    'Context "{0}" names user "{1}", which does not exist, so kubectl has no credential and asks for a username. Did you mean "{2}"?',
    shown(entry.name),
    shown(user),
    shown(suggestion),
  );
  return { ...place, message, data: { suggestion } };
}

function unset({ entry }: ResolvedContext): Draft {
  const place = entry.user ? placeOf(entry, entry.user) : nameOf(entry);
  const message = say(
    'Context "{0}" names no user, so kubectl has no credential and asks for a username unless --user or --token is given: set user to the name of an entry under users.',
    shown(entry.name),
  );
  return { ...place, message, severity: "warning" };
}
