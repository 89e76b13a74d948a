import type { Entry, KubeconfigFile } from "../kubeconfig/model.ts";
import { readKubeconfig } from "../kubeconfig/read.ts";
import { v1 } from "../kubeconfig/schema/fields.ts";
import { fieldIn } from "../kubeconfig/schema/values.ts";

/** Whether a text of a kubeconfig holds a key, token or password that another version of it does not. */
export function addsSecret(before: string, after: string): boolean {
  const known = secretsOf(before);
  return [...secretsOf(after)].some(secret => !known.has(secret));
}

function secretsOf(text: string): ReadonlySet<string> {
  const file: KubeconfigFile = readKubeconfig({ id: "", text });
  const entries: readonly Entry[] = [...file.clusters, ...file.users];
  const found = entries.flatMap(entry =>
    v1.fieldsOf(entry.kind).flatMap(field => {
      const value = field.secret === true ? fieldIn(entry, field)?.value : undefined;
      return typeof value === "string" && value !== "" ? [value] : [];
    }),
  );
  return new Set(found);
}
