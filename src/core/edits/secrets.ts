import { secretsOf } from "../kubeconfig/only-copy.ts";
import { readKubeconfig } from "../kubeconfig/read.ts";

/** Whether a text of a kubeconfig holds a key, token or password that another version of it does not. */
export function addsSecret(before: string, after: string): boolean {
  const known = secretsIn(before);
  return [...secretsIn(after)].some(secret => !known.has(secret));
}

function secretsIn(text: string): ReadonlySet<string> {
  const { users } = readKubeconfig({ id: "", text });
  return new Set(users.flatMap(user => secretsOf(user).map(([, value]) => value)));
}
