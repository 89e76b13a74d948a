import { say } from "../message.ts";
import { rule } from "./rule.ts";
import { shown } from "./words.ts";

/** kubectl still sends it; kube-apiserver dropped --basic-auth-file in 1.19. */
export const basicAuthRemoved = rule("basic-auth-removed", "warning", function* ({ facts }) {
  for (const entry of facts.users.keys()) {
    const basic = entry.username?.value ? entry.username : entry.password?.value ? entry.password : undefined;
    if (!basic || entry.token?.value) continue;
    const message = say(
      'User "{0}" has a username and password. kubectl sends them, but Kubernetes has not accepted them since 1.19, so only a proxy before the API server can: use a client certificate, a token or an exec plugin.',
      shown(entry.name),
    );
    yield { source: entry.source, span: basic.key, message, tag: "deprecated" };
  }
});
