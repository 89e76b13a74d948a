import { say } from "../message.ts";
import type { Failure, Result } from "../result.ts";
import { yamlScalar } from "../yaml/write.ts";
import { isNamespaceName, isRoleName, objectName } from "./names.ts";

/** Who gets rights: the common name of a certificate, or one of its organizations. */
export interface RbacSubject {
  readonly kind: "User" | "Group";
  readonly name: string;
}

export type RbacScope =
  | { readonly type: "namespace"; readonly namespace: string }
  | { readonly type: "cluster" };

export interface PolicyRule {
  /** The core group is the empty text. */
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
}

export type RbacGrant =
  /** A ClusterRole that is there already: `view`, `edit`, `admin`, or any other. */
  | { readonly type: "cluster-role"; readonly name: string }
  /** A new Role, or ClusterRole for the whole cluster. */
  | { readonly type: "new-role"; readonly rules: readonly PolicyRule[] };

export interface RbacRequest {
  readonly subject: RbacSubject;
  readonly scope: RbacScope;
  readonly grant: RbacGrant;
}

export interface RbacManifests {
  /** YAML documents, to be opened and read. */
  readonly text: string;
  /** What the document may be called. */
  readonly fileName: string;
}

export type RbacResult = Result<RbacManifests, Failure & { readonly code: RbacRefusal }>;

export type RbacRefusal =
  | "subject-empty"
  | "subject-unwritable"
  | "namespace-invalid"
  | "role-invalid"
  | "rules-empty";

/** The ClusterRoles for people that every cluster has (kubernetes user-facing roles), least first. */
export const USER_ROLES = ["view", "edit", "admin"] as const;

const READ = ["get", "list", "watch"];

/** Rules to start a role of one's own from: look at what usually runs in a namespace, secrets left out. */
export const READ_RULES: readonly PolicyRule[] = [
  { apiGroups: [""], resources: ["pods", "pods/log", "services", "configmaps", "events"], verbs: READ },
  {
    apiGroups: ["apps"],
    resources: ["deployments", "replicasets", "statefulsets", "daemonsets"],
    verbs: READ,
  },
  { apiGroups: ["batch"], resources: ["jobs", "cronjobs"], verbs: READ },
];

const GROUP = "rbac.authorization.k8s.io";

/** The manifests that give a user or group its rights, or why there are none. Nothing is applied. */
export function rbacManifests({ subject, scope, grant }: RbacRequest): RbacResult {
  if (subject.name === "") {
    return refused("subject-empty", "A user or group without a name cannot be given rights.");
  }
  if (/\p{Cs}/u.test(subject.name)) {
    return refused(
      "subject-unwritable",
      "The name {0} holds half of a character (a lone surrogate), which no manifest can carry.",
      subject.name.replace(/\p{Cs}/gu, "\ufffd"),
    );
  }
  if (scope.type === "namespace" && !isNamespaceName(scope.namespace)) {
    return refused(
      "namespace-invalid",
      "{0} is not the name of a namespace: lower-case letters, digits and dashes, at most 63.",
      scope.namespace,
    );
  }
  if (grant.type === "cluster-role" && !isRoleName(grant.name)) {
    return refused("role-invalid", "{0} is not the name of a role.", grant.name);
  }
  if (grant.type === "new-role" && !grant.rules.some(isUsable)) {
    return refused("rules-empty", "A role without rules gives no rights.");
  }
  const suffix = grant.type === "cluster-role" ? grant.name : "role";
  const kind = subject.kind === "Group" ? ["group"] : [];
  const name = objectName(...kind, subject.name, suffix);
  const documents = [
    ...(grant.type === "new-role" ? [role(name, scope, grant.rules.filter(isUsable))] : []),
    binding(name, scope, subject, roleRef(name, scope, grant)),
  ];
  return { ok: true, value: { text: documents.join("---\n"), fileName: `${name}.yaml` } };
}

function isUsable({ resources, verbs }: PolicyRule): boolean {
  return resources.length > 0 && verbs.length > 0;
}

interface RoleRef {
  readonly kind: "ClusterRole" | "Role";
  readonly name: string;
}

function roleRef(name: string, scope: RbacScope, grant: RbacGrant): RoleRef {
  if (grant.type === "cluster-role") {
    return { kind: "ClusterRole", name: grant.name };
  }
  return { kind: scope.type === "cluster" ? "ClusterRole" : "Role", name };
}

function role(name: string, scope: RbacScope, rules: readonly PolicyRule[]): string {
  const kind = scope.type === "cluster" ? "ClusterRole" : "Role";
  const list = rules.flatMap(({ apiGroups, resources, verbs }) => [
    `  - apiGroups: ${flow(apiGroups)}`,
    `    resources: ${flow(resources)}`,
    `    verbs: ${flow(verbs)}`,
  ]);
  return lines([...head(kind, name, scope), "rules:", ...list]);
}

function binding(name: string, scope: RbacScope, subject: RbacSubject, ref: RoleRef): string {
  const kind = scope.type === "cluster" ? "ClusterRoleBinding" : "RoleBinding";
  return lines([
    ...head(kind, name, scope),
    "roleRef:",
    `  apiGroup: ${GROUP}`,
    `  kind: ${ref.kind}`,
    `  name: ${yamlScalar(ref.name)}`,
    "subjects:",
    `  - apiGroup: ${GROUP}`,
    `    kind: ${subject.kind}`,
    `    name: ${yamlScalar(subject.name)}`,
  ]);
}

function head(kind: string, name: string, scope: RbacScope): readonly string[] {
  const metadata = [`  name: ${yamlScalar(name)}`];
  if (scope.type === "namespace") {
    metadata.push(`  namespace: ${yamlScalar(scope.namespace)}`);
  }
  return [`apiVersion: ${GROUP}/v1`, `kind: ${kind}`, "metadata:", ...metadata];
}

function flow(texts: readonly string[]): string {
  return `[${texts.map(yamlScalar).join(", ")}]`;
}

function lines(all: readonly string[]): string {
  return `${all.join("\n")}\n`;
}

function refused(code: RbacRefusal, template: string, ...args: readonly string[]): RbacResult {
  return { ok: false, code, message: say(template, ...args) };
}
