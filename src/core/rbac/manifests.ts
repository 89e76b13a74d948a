import { isNamespaceName, isRoleName, objectName } from "../manifests/names.ts";
import { say } from "../message.ts";
import type { Failure, Result } from "../result.ts";
import { yamlScalar } from "../yaml/write.ts";

/** One who gets rights: the common name of a certificate, or one of its organizations. */
export interface RbacSubject {
  readonly kind: "User" | "Group";
  readonly name: string;
}

export type RbacScope =
  | { readonly type: "namespaces"; readonly namespaces: readonly string[] }
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
  /** A new Role in each namespace, or ClusterRole for the whole cluster. */
  | { readonly type: "new-role"; readonly rules: readonly PolicyRule[] };

export interface RbacRequest {
  /** Each binding names all of them. */
  readonly subjects: readonly RbacSubject[];
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
  | "subjects-missing"
  | "subject-empty"
  | "subject-unwritable"
  | "namespaces-missing"
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

/** The manifests that give users and groups their rights, or why there are none. Nothing is applied. */
export function rbacManifests(request: RbacRequest): RbacResult {
  const refusal = subjectsRefusal(request) ?? scopeRefusal(request) ?? grantRefusal(request);
  if (refusal !== undefined) return refusal;
  const { grant, scope } = request;
  const subjects = distinct(request.subjects);
  const suffix = grant.type === "cluster-role" ? grant.name : "role";
  const name = objectName(...subjects.flatMap(nameParts), suffix);
  const places = scope.type === "cluster" ? [undefined] : [...new Set(scope.namespaces)];
  const documents = places.flatMap(namespace => {
    const place: Place = { name, namespace };
    const bound = binding(place, subjects, roleRef(place, grant));
    return grant.type === "new-role" ? [role(place, grant.rules.filter(isUsable)), bound] : [bound];
  });
  return { ok: true, value: { text: documents.join("---\n"), fileName: `${name}.yaml` } };
}

function subjectsRefusal({ subjects }: RbacRequest): RbacResult | undefined {
  if (subjects.length === 0) return refused("subjects-missing", "Choose a user or a group.");
  if (subjects.some(({ name }) => name === "")) {
    return refused("subject-empty", "A user or group without a name cannot be given rights.");
  }
  const unwritable = subjects.find(({ name }) => /\p{Cs}/u.test(name));
  return (
    unwritable &&
    refused(
      "subject-unwritable",
      "The name {0} holds half of a character (a lone surrogate), which no manifest can carry.",
      unwritable.name.replace(/\p{Cs}/gu, "\ufffd"),
    )
  );
}

function scopeRefusal({ scope }: RbacRequest): RbacResult | undefined {
  if (scope.type === "cluster") return undefined;
  if (scope.namespaces.length === 0) return refused("namespaces-missing", "Choose at least one namespace.");
  const invalid = scope.namespaces.find(each => !isNamespaceName(each));
  return invalid === undefined
    ? undefined
    : refused(
        "namespace-invalid",
        "{0} is not the name of a namespace: lower-case letters, digits and dashes, at most 63.",
        invalid,
      );
}

function grantRefusal({ grant }: RbacRequest): RbacResult | undefined {
  if (grant.type === "cluster-role") {
    return isRoleName(grant.name)
      ? undefined
      : refused("role-invalid", "{0} is not the name of a role.", grant.name);
  }
  return grant.rules.some(isUsable)
    ? undefined
    : refused("rules-empty", "A role without rules gives no rights.");
}

/** Each once, in their order. */
function distinct(subjects: readonly RbacSubject[]): readonly RbacSubject[] {
  return [...new Map(subjects.map(each => [`${each.kind} ${each.name}`, each])).values()];
}

/** A group is said to be one, so that it is not taken for the user of its name. */
function nameParts({ kind, name }: RbacSubject): readonly string[] {
  return kind === "Group" ? ["group", name] : [name];
}

function isUsable({ resources, verbs }: PolicyRule): boolean {
  return resources.length > 0 && verbs.length > 0;
}

/** What the objects are called, and the namespace they are in: none for the whole cluster. */
interface Place {
  readonly name: string;
  readonly namespace: string | undefined;
}

interface RoleRef {
  readonly kind: "ClusterRole" | "Role";
  readonly name: string;
}

function roleRef({ name, namespace }: Place, grant: RbacGrant): RoleRef {
  if (grant.type === "cluster-role") return { kind: "ClusterRole", name: grant.name };
  return { kind: namespace === undefined ? "ClusterRole" : "Role", name };
}

function role(place: Place, rules: readonly PolicyRule[]): string {
  const list = rules.flatMap(({ apiGroups, resources, verbs }) => [
    `  - apiGroups: ${flow(apiGroups)}`,
    `    resources: ${flow(resources)}`,
    `    verbs: ${flow(verbs)}`,
  ]);
  return lines([...head("Role", place), "rules:", ...list]);
}

function binding(place: Place, subjects: readonly RbacSubject[], ref: RoleRef): string {
  return lines([
    ...head("RoleBinding", place),
    "roleRef:",
    `  apiGroup: ${GROUP}`,
    `  kind: ${ref.kind}`,
    `  name: ${yamlScalar(ref.name)}`,
    "subjects:",
    ...subjects.flatMap(({ kind, name }) => [
      `  - apiGroup: ${GROUP}`,
      `    kind: ${kind}`,
      `    name: ${yamlScalar(name)}`,
    ]),
  ]);
}

function head(kind: "Role" | "RoleBinding", { name, namespace }: Place): readonly string[] {
  const metadata = [`  name: ${yamlScalar(name)}`];
  if (namespace !== undefined) metadata.push(`  namespace: ${yamlScalar(namespace)}`);
  const whole = namespace === undefined ? `Cluster${kind}` : kind;
  return [`apiVersion: ${GROUP}/v1`, `kind: ${whole}`, "metadata:", ...metadata];
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
