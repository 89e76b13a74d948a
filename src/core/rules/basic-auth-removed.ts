import { say } from "../message.ts";
import { rule } from "./rule.ts";
import { shown } from "./words.ts";

/**
 * kubectl still sends basic authentication (transport/round_trippers.go, where there is a username);
 * kube-apiserver dropped --basic-auth-file in 1.19.
 */
export const basicAuthRemoved = rule("basic-auth-removed", "warning", function* ({ facts }) {
  for (const entry of facts.users.keys()) {
    const { username, password, token } = entry;
    if (token?.value) continue;
    if (username?.value) {
      const message = say(
        'User "{0}" has a username and password. kubectl sends them, but Kubernetes has not accepted them since 1.19, so only a proxy before the API server can: use a client certificate, a token or an exec plugin.',
        shown(entry.name),
      );
      yield { source: entry.source, span: username.key, message, tag: "deprecated" };
    } else if (password?.value) {
      const message = say(
        'User "{0}" has a password and no username, so kubectl does not send it: remove it, and use a client certificate, a token or an exec plugin.',
        shown(entry.name),
      );
      yield { source: entry.source, span: password.key, message, tag: "deprecated" };
    }
  }
});
