import { CLIENT_SIGNER } from "../../core/manifests/signers.ts";
import type { Result } from "../../core/result.ts";
import { mayI } from "../api/reviews.ts";
import type { ClusterClient } from "../client.ts";
import type { ClusterFailure } from "../http/failure.ts";

const GROUP = "certificates.k8s.io";

/** Whether somebody may approve requests for client certificates: both rights that the API server asks for. */
export async function mayApprove(
  client: ClusterClient,
  signal?: AbortSignal,
  signer = CLIENT_SIGNER,
): Promise<Result<boolean, ClusterFailure>> {
  const rights = [
    { verb: "update", group: GROUP, resource: "certificatesigningrequests", subresource: "approval" },
    { verb: "approve", group: GROUP, resource: "signers", name: signer },
  ];
  for (const right of rights) {
    const verdict = await mayI(client, right, { ...(signal && { signal }) });
    if (!verdict.ok) return verdict;
    if (!verdict.value.allowed) return { ok: true, value: false };
  }
  return { ok: true, value: true };
}
