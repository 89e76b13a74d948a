import type { Result } from "../../core/result.ts";
import type { ClusterClient } from "../client.ts";
import type { ClusterFailure } from "../http/failure.ts";
import { textField } from "../json.ts";

/** `v1.36.3`, of `/version`, which default clusters tell anybody. */
export async function serverVersion(
  client: ClusterClient,
  { anonymous = false, signal }: { readonly anonymous?: boolean; readonly signal?: AbortSignal } = {},
): Promise<Result<string, ClusterFailure>> {
  const answer = await client.call({ path: "/version", anonymous, signal });
  return answer.ok ? { ok: true, value: textField(answer.value, "gitVersion") ?? "" } : answer;
}
