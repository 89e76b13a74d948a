import type { UserEntry } from "../kubeconfig/model.ts";
import { say } from "../message.ts";
import { rule } from "./rule.ts";
import { shown } from "./words.ts";

/** The plugin is not run when the user has another credential: client-go plugin/pkg/client/auth/exec/exec.go, UpdateTransportConfig. */
export const execIgnored = rule("exec-ignored", "warning", function* ({ facts }) {
  for (const entry of facts.users.keys()) {
    const exec = entry.exec;
    const winner = exec && credentialBefore(entry);
    if (!exec || !winner) continue;
    const message = say(
      'kubectl never runs the exec plugin of user "{0}", because the user also has {1}: remove one of the two.',
      shown(entry.name),
      winner.name,
    );
    const related = [{ source: entry.source, span: winner.key, message: say("What kubectl sends instead") }];
    yield { source: entry.source, span: exec.key, message, related, tag: "unnecessary" };
  }
});

function credentialBefore(entry: UserEntry) {
  const certificate = entry.clientCertificateData ?? entry.clientCertificate;
  const key = entry.clientKeyData ?? entry.clientKey;
  if (entry.token?.value) return { name: "token", key: entry.token.key };
  if (entry.tokenFile?.value) return { name: "tokenFile", key: entry.tokenFile.key };
  if (entry.username?.value) return { name: "username", key: entry.username.key };
  if (certificate?.value && key?.value) return { name: "client-certificate", key: certificate.key };
  return undefined;
}
