import { RBAC_KINDS, RBAC_VERSION, type RbacObject } from "../../core/rbac/index.ts";
import type { Result } from "../../core/result.ts";
import type { ClusterClient } from "../client.ts";
import type { ClusterFailure } from "../http/failure.ts";
import { field, isObject, type JsonObject } from "../json.ts";

/** Who the server remembers as the owner of the fields (Server-Side Apply, fieldManager). */
export const FIELD_MANAGER = "kubeconfig-inspector";

export interface ApplyOptions {
  /** Nothing is stored: the server only tells what would come of it, and whether it would refuse. */
  readonly dryRun: boolean;
  /** Takes over fields that another manager owns, which is a conflict otherwise. */
  readonly force?: boolean;
  readonly signal?: AbortSignal | undefined;
}

/** A role or a binding in the cluster, before and after. */
export interface AppliedObject {
  readonly object: RbacObject;
  /** As {@link plainObject} shows it; absent where there was none. */
  readonly before?: JsonObject;
  readonly after: JsonObject;
  readonly change: "created" | "changed" | "unchanged";
  /** Of what is there afterwards. */
  readonly uid: string;
}

/** Apply a role or a binding as `kubectl apply --server-side` does, and see what changes by it. */
export async function applyRbac(
  client: ClusterClient,
  object: RbacObject,
  { dryRun, force = false, signal }: ApplyOptions,
): Promise<Result<AppliedObject, ClusterFailure>> {
  const path = pathOf(object);
  const live = await client.call({ path, signal });
  if (!live.ok && live.code !== "not-found") return live;
  const query = new URLSearchParams({ fieldManager: FIELD_MANAGER, fieldValidation: "Strict" });
  if (force) query.set("force", "true");
  if (dryRun) query.set("dryRun", "All");
  const answer = await client.call({
    method: "PATCH",
    path: `${path}?${query}`,
    contentType: "application/apply-patch+yaml",
    body: object.value,
    signal,
  });
  if (!answer.ok) return answer;
  const after = plainObject(answer.value);
  const uid = String(field(answer.value, "metadata")["uid"] ?? "");
  if (!live.ok) return { ok: true, value: { object, after, change: "created", uid } };
  const before = plainObject(live.value);
  const change = JSON.stringify(before) === JSON.stringify(after) ? "unchanged" : "changed";
  return { ok: true, value: { object, before, after, change, uid } };
}

/** Deletes what was created, while it is the one that is meant. */
export async function deleteApplied(
  client: ClusterClient,
  { object, uid }: Pick<AppliedObject, "object" | "uid">,
  signal?: AbortSignal,
): Promise<Result<unknown, ClusterFailure>> {
  const body = { apiVersion: "v1", kind: "DeleteOptions", preconditions: { uid } };
  return client.call({ method: "DELETE", path: pathOf(object), body, signal });
}

/** The rules of a role, as they are in the cluster. */
export async function readRole(
  client: ClusterClient,
  role: Pick<RbacObject, "kind" | "name" | "namespace">,
  signal?: AbortSignal,
): Promise<Result<unknown, ClusterFailure>> {
  return client.call({ path: pathOf(role), signal });
}

function pathOf({ kind, name, namespace }: Pick<RbacObject, "kind" | "name" | "namespace">): string {
  const place = namespace === undefined ? "" : `/namespaces/${encodeURIComponent(namespace)}`;
  return `/apis/${RBAC_VERSION}${place}/${RBAC_KINDS[kind].plural}/${encodeURIComponent(name)}`;
}

/** Set by the server, and another with each write. */
const BOOKKEEPING = new Set(["managedFields", "uid", "resourceVersion", "creationTimestamp", "generation"]);

/** An object without the server's bookkeeping, its keys in one order. */
export function plainObject(object: unknown): JsonObject {
  if (!isObject(object)) return {};
  const { apiVersion, kind, metadata, ...rest } = object;
  const kept = Object.entries(isObject(metadata) ? metadata : {}).filter(([key]) => !BOOKKEEPING.has(key));
  return { apiVersion, kind, metadata: Object.fromEntries(kept), ...rest };
}

/** A dry run of several, in their order. A refusal ends it; the fields that others own are gathered from all. */
export async function dryRun(
  client: ClusterClient,
  objects: readonly RbacObject[],
  options: Omit<ApplyOptions, "dryRun">,
): Promise<Result<readonly AppliedObject[], ClusterFailure>> {
  const tried: AppliedObject[] = [];
  let conflict: ClusterFailure | undefined;
  for (const object of objects) {
    const outcome = await applyRbac(client, object, { ...options, dryRun: true });
    if (outcome.ok) tried.push(outcome.value);
    else if (outcome.conflicts !== undefined) conflict = withConflicts(conflict, outcome, object);
    else if (!isForLater(outcome, object, tried)) return outcome;
    else tried.push({ object, after: plainObject(object.value), change: "created", uid: "" });
  }
  return conflict ?? { ok: true, value: tried };
}

function withConflicts(
  before: ClusterFailure | undefined,
  failure: ClusterFailure,
  { kind, name }: RbacObject,
): ClusterFailure {
  const own = failure.conflicts?.map(each => ({ ...each, field: `${kind} ${name} ${each.field}` })) ?? [];
  return { ...failure, conflicts: [...(before?.conflicts ?? []), ...own] };
}

/** A binding is only judged where its role is there, for who may not bind all roles. */
function isForLater({ code }: ClusterFailure, binding: RbacObject, tried: readonly AppliedObject[]): boolean {
  const { kind, name } = field(binding.value, "roleRef");
  return (
    code === "not-found" &&
    tried.some(({ object, change }) => change === "created" && object.kind === kind && object.name === name)
  );
}
