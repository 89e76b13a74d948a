import { decodeBase64 } from "../../core/bytes/base64.ts";
import type { RequestState, SeenRequest } from "../../core/features/requests/model.ts";
import { type NewRequest, requestObject } from "../../core/manifests/new-request.ts";
import { say } from "../../core/message.ts";
import type { Result } from "../../core/result.ts";
import type { ClusterClient } from "../client.ts";
import { type ClusterFailure, clusterFailure } from "../http/failure.ts";
import { field, isObject, numberField, objectsIn, textField, textsIn } from "../json.ts";

/** A CertificateSigningRequest of certificates.k8s.io/v1. */
export interface SigningRequest extends SeenRequest {
  /** As it came, to be sent back with a condition. */
  readonly raw: unknown;
}

const API = "/apis/certificates.k8s.io/v1/certificatesigningrequests";

type Answer = Promise<Result<SigningRequest, ClusterFailure>>;

export async function createRequest(
  client: ClusterClient,
  request: NewRequest,
  signal?: AbortSignal,
): Answer {
  return one(await client.call({ method: "POST", path: API, body: requestObject(request), signal }));
}

export async function readRequest(client: ClusterClient, name: string, signal?: AbortSignal): Answer {
  return one(await client.call({ path: pathOf(name), signal }));
}

export async function listRequests(
  client: ClusterClient,
  signal?: AbortSignal,
): Promise<Result<readonly SigningRequest[], ClusterFailure>> {
  const answer = await client.call({ path: `${API}?limit=500`, signal });
  return answer.ok ? { ok: true, value: objectsIn(answer.value, "items").map(requestOf) } : answer;
}

/**
 * Approve or deny a request, as `kubectl certificate approve` does it: the condition is added to what stands there now, and again
 * where somebody has changed it meanwhile.
 * @param now milliseconds since the epoch
 * @returns a failure `conflict` where another request has that name now
 */
export async function decide(
  client: ClusterClient,
  { name, uid }: Pick<SigningRequest, "name" | "uid">,
  verdict: "Approved" | "Denied",
  now: number,
  signal?: AbortSignal,
): Answer {
  for (let attempt = 1; ; attempt++) {
    const found = await readRequest(client, name, signal);
    if (!found.ok) return found;
    if (uid !== "" && found.value.uid !== uid) return replacedMeanwhile(name);
    const answer = one(
      await client.call({
        method: "PUT",
        path: `${pathOf(name)}/approval`,
        body: withCondition(found.value.raw, verdict, now),
        signal,
      }),
    );
    if (answer.ok || answer.code !== "conflict" || attempt === 10) return answer;
  }
}

/** Who looks at one request and approves another has been deceived. */
function replacedMeanwhile(name: string): ClusterFailure {
  return clusterFailure(
    "conflict",
    say("Somebody has made another request of the name {0}. Look at it first.", name),
  );
}

function withCondition(raw: unknown, type: "Approved" | "Denied", now: number): unknown {
  if (!isObject(raw)) return raw;
  const status = field(raw, "status");
  const condition = {
    type,
    status: "True",
    reason: type === "Approved" ? "KubeconfigInspectorApprove" : "KubeconfigInspectorDeny",
    message: `This CSR was ${type.toLowerCase()} by Kubeconfig Inspector.`,
    lastUpdateTime: new Date(now).toISOString().replace(/\.\d+Z$/, "Z"),
  };
  const others = objectsIn(status, "conditions").filter(each => textField(each, "type") !== type);
  return { ...raw, status: { ...status, conditions: [...others, condition] } };
}

/** Deletes it only while it is the one that is meant. */
export async function deleteRequest(
  client: ClusterClient,
  { name, uid }: Pick<SigningRequest, "name" | "uid">,
  signal?: AbortSignal,
): Promise<Result<unknown, ClusterFailure>> {
  const body = { apiVersion: "v1", kind: "DeleteOptions", preconditions: { uid } };
  return client.call({ method: "DELETE", path: pathOf(name), body, signal });
}

function pathOf(name: string): string {
  return `${API}/${encodeURIComponent(name)}`;
}

function one(answer: Result<unknown, ClusterFailure>): Result<SigningRequest, ClusterFailure> {
  return answer.ok ? { ok: true, value: requestOf(answer.value) } : answer;
}

function requestOf(raw: unknown): SigningRequest {
  const [metadata, spec, status] = [field(raw, "metadata"), field(raw, "spec"), field(raw, "status")];
  const created = Date.parse(textField(metadata, "creationTimestamp") ?? "");
  const seconds = numberField(spec, "expirationSeconds");
  const certificate = decoded(textField(status, "certificate"));
  const conditions = objectsIn(status, "conditions");
  const last = conditions.findLast(each => textField(each, "type") !== undefined);
  const [reason, message] = [textField(last, "reason"), textField(last, "message")];
  return {
    name: textField(metadata, "name") ?? "",
    uid: textField(metadata, "uid") ?? "",
    state: stateOf(
      conditions.map(each => textField(each, "type")),
      certificate !== "",
    ),
    signer: textField(spec, "signerName") ?? "",
    username: textField(spec, "username") ?? "",
    groups: textsIn(spec, "groups"),
    usages: textsIn(spec, "usages"),
    ...(seconds !== undefined && { expirationSeconds: seconds }),
    pem: decoded(textField(spec, "request")),
    ...(certificate !== "" && { certificate }),
    ...(!Number.isNaN(created) && { created }),
    ...(reason && { reason }),
    ...(message && { message }),
    raw,
  };
}

function stateOf(types: readonly (string | undefined)[], issued: boolean): RequestState {
  if (types.includes("Denied")) return "denied";
  if (types.includes("Failed")) return "failed";
  if (!types.includes("Approved")) return "pending";
  return issued ? "issued" : "approved";
}

function decoded(base64: string | undefined): string {
  const bytes = base64 === undefined ? undefined : decodeBase64(base64);
  return bytes?.ok ? new TextDecoder().decode(bytes.value) : "";
}
