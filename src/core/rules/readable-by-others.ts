import type { Field, KubeconfigFile, UserEntry } from "../kubeconfig/model.ts";
import { say } from "../message.ts";
import { rule } from "./rule.ts";

const GROUP_READ = 0o040;
const OTHERS_READ = 0o004;

/** A file that holds a secret and that more than its owner may read. kubectl does not look at the mode. */
export const readableByOthers = rule("readable-by-others", "warning", function* ({ facts }) {
  for (const file of facts.files) {
    const mode = file.source.mode ?? 0;
    if ((mode & (GROUP_READ | OTHERS_READ)) === 0) continue;
    const secret = firstSecret(file);
    if (!secret) continue;
    const octal = (mode & 0o777).toString(8).padStart(4, "0");
    const message =
      (mode & OTHERS_READ) === 0
        ? say(
            "This file holds a secret, and its group may read it (mode {0}). kubectl does not mind: set the mode to 0600 with chmod 600.",
            octal,
          )
        : say(
            "This file holds a secret, and every user of this machine may read it (mode {0}). kubectl does not mind: set the mode to 0600 with chmod 600.",
            octal,
          );
    yield { source: file.source.id, span: secret.key, message, data: { mode: mode & 0o777 } };
  }
});

function firstSecret(file: KubeconfigFile): Field<unknown> | undefined {
  for (const user of file.users) {
    const secret = secretOf(user);
    if (secret) return secret;
  }
  return undefined;
}

const SECRET_CONFIG = ["id-token", "refresh-token", "access-token", "client-secret"];

function secretOf(user: UserEntry): Field<unknown> | undefined {
  const fields: readonly (Field<string> | undefined)[] = [user.clientKeyData, user.token, user.password];
  const config = user.authProvider?.value.config;
  return (
    fields.find(field => field?.value) ??
    SECRET_CONFIG.map(key => config?.get(key)).find(field => field?.value)
  );
}
