import { readObjectsSteps } from "../manifests/objects.ts";
import { say } from "../message.ts";
import type { Failure, Result } from "../result.ts";
import { atOnce } from "../steps.ts";
import { HIDDEN } from "../text.ts";
import { toJson } from "../yaml/access.ts";

/** What gives rights: k8s.io/api/rbac/v1. */
export const RBAC_KINDS = {
  Role: { plural: "roles", namespaced: true },
  ClusterRole: { plural: "clusterroles", namespaced: false },
  RoleBinding: { plural: "rolebindings", namespaced: true },
  ClusterRoleBinding: { plural: "clusterrolebindings", namespaced: false },
} as const;

export type RbacKind = keyof typeof RBAC_KINDS;

export const RBAC_VERSION = "rbac.authorization.k8s.io/v1";

/** A role or a binding as a manifest has it. */
export interface RbacObject {
  readonly kind: RbacKind;
  readonly name: string;
  /** Of roles and bindings that are not of the whole cluster. */
  readonly namespace?: string;
  /** All of it, as JSON, with its namespace. */
  readonly value: { readonly [key: string]: unknown };
}

/**
 * The roles and bindings of a text, in their order.
 * @param namespace that of those that name none
 */
export function readRbacObjects(text: string, namespace: string): Result<readonly RbacObject[]> {
  const objects: RbacObject[] = [];
  for (const { apiVersion, kind, name, namespace: own, map, refusal } of atOnce(readObjectsSteps(text))) {
    if (refusal !== undefined) return { ok: false, code: "unreadable", message: refusal.message };
    if (apiVersion !== RBAC_VERSION || !isRbacKind(kind)) {
      return refused(
        "other-kind",
        "{0} {1} is neither a role nor a binding, and nothing else is applied here. Use kubectl apply.",
        kind,
        name,
      );
    }
    if (name === "") return refused("no-name", "A {0} has no name.", kind);
    const json = toJson(map);
    const value: unknown = json === undefined ? undefined : JSON.parse(json);
    if (!isMap(value)) return refused("unreadable", "{0} {1} cannot be written as JSON.", kind, name);
    objects.push(
      RBAC_KINDS[kind].namespaced
        ? { kind, name, ...inNamespace(value, own || namespace) }
        : { kind, name, value },
    );
  }
  return objects.length === 0
    ? refused("nothing", "There is no role and no binding in this document.")
    : { ok: true, value: objects };
}

function isRbacKind(kind: string): kind is RbacKind {
  return Object.hasOwn(RBAC_KINDS, kind);
}

function isMap(value: unknown): value is RbacObject["value"] {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function inNamespace(
  value: RbacObject["value"],
  namespace: string,
): Required<Pick<RbacObject, "namespace" | "value">> {
  const { metadata } = value;
  return { namespace, value: { ...value, metadata: { ...(isMap(metadata) && metadata), namespace } } };
}

function refused(code: string, template: string, ...args: readonly string[]): Failure {
  return {
    ok: false,
    code,
    message: say(template, ...args.map(text => text.slice(0, 120).replace(HIDDEN, "\ufffd"))),
  };
}
