import { type Message, say } from "../../core/message.ts";
import type { BoundSubject, RbacBinding, RbacObjects, RbacRole } from "../../core/rbac/index.ts";
import type { Result } from "../../core/result.ts";
import type { ClusterClient } from "../client.ts";
import { type ClusterFailure, clusterFailure } from "../http/failure.ts";
import { field, type JsonObject, objectsIn, textField } from "../json.ts";
import { ruleOf } from "./reviews.ts";

const API = "/apis/rbac.authorization.k8s.io/v1";
/** Objects of one answer, as kubectl asks for them. */
const PAGE = 500;
/** Objects of one kind: a cluster with more is not read by hand. */
const MOST = 20_000;

/** What RBAC says in a namespace and everywhere, and which lists could not be read. */
export interface ReadRbac extends RbacObjects {
  /** The lists that the server refused, and why. */
  readonly unread: readonly { readonly list: string; readonly failure: ClusterFailure }[];
}

/**
 * The roles and bindings that matter in a namespace. What the user may not list is left out and said so.
 * @returns a failure where it is no refusal, or everything is refused
 */
export async function rbacObjects(
  client: ClusterClient,
  namespace: string,
  signal?: AbortSignal,
): Promise<Result<ReadRbac, ClusterFailure>> {
  const inNamespace = `${API}/namespaces/${encodeURIComponent(namespace)}`;
  const lists = await Promise.all([
    listAll(client, `${API}/clusterroles`, each => [roleOf("ClusterRole", each)], signal),
    listAll(client, `${API}/clusterrolebindings`, each => bindingOf("ClusterRoleBinding", each), signal),
    listAll(client, `${inNamespace}/roles`, each => [roleOf("Role", each)], signal),
    listAll(client, `${inNamespace}/rolebindings`, each => bindingOf("RoleBinding", each), signal),
  ] as const);
  const [clusterRoles, clusterBindings, roles, bindings] = lists;
  const names = ["clusterroles", "clusterrolebindings", "roles", "rolebindings"];
  const unread = lists.flatMap((list, index) =>
    list.ok ? [] : [{ list: names[index] ?? "", failure: list }],
  );
  const [worst] = unread.filter(({ failure }) => failure.code !== "forbidden");
  if (worst !== undefined) return worst.failure;
  if (unread.length === lists.length && unread[0] !== undefined) return unread[0].failure;
  return {
    ok: true,
    value: {
      roles: [...itemsOf(clusterRoles), ...itemsOf(roles)],
      bindings: [...itemsOf(clusterBindings), ...itemsOf(bindings)],
      unread,
    },
  };
}

function itemsOf<T>(list: Result<readonly T[], ClusterFailure>): readonly T[] {
  return list.ok ? list.value : [];
}

async function listAll<T>(
  client: ClusterClient,
  path: string,
  read: (object: JsonObject) => readonly T[],
  signal: AbortSignal | undefined,
): Promise<Result<readonly T[], ClusterFailure>> {
  const found: T[] = [];
  let next = "";
  for (let count = 0; count < MOST; count += PAGE) {
    const query = `?limit=${PAGE}${next === "" ? "" : `&continue=${encodeURIComponent(next)}`}`;
    const answer = await client.call({ path: `${path}${query}`, signal });
    if (!answer.ok) return answer;
    found.push(...objectsIn(answer.value, "items").flatMap(read));
    next = textField(field(answer.value, "metadata"), "continue") ?? "";
    if (next === "") return { ok: true, value: found };
  }
  return clusterFailure("too-large", tooMany(path));
}

function tooMany(path: string): Message {
  return say("There are more than {0} objects at {1}, which are not read.", MOST, path);
}

function roleOf(kind: RbacRole["kind"], object: JsonObject): RbacRole {
  return { kind, ...placeOf(object), rules: objectsIn(object, "rules").map(ruleOf) };
}

function bindingOf(kind: RbacBinding["kind"], object: JsonObject): readonly RbacBinding[] {
  const ref = field(object, "roleRef");
  const role = textField(ref, "kind");
  if (role !== "Role" && role !== "ClusterRole") return [];
  return [
    {
      kind,
      ...placeOf(object),
      role: { kind: role, name: textField(ref, "name") ?? "" },
      subjects: objectsIn(object, "subjects").map(subjectOf),
    },
  ];
}

function placeOf(object: JsonObject): { readonly name: string; readonly namespace?: string } {
  const metadata = field(object, "metadata");
  const namespace = textField(metadata, "namespace");
  return { name: textField(metadata, "name") ?? "", ...(namespace && { namespace }) };
}

function subjectOf(subject: JsonObject): BoundSubject {
  const namespace = textField(subject, "namespace");
  return {
    kind: textField(subject, "kind") ?? "",
    name: textField(subject, "name") ?? "",
    ...(namespace && { namespace }),
  };
}
