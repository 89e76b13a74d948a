import { type AccessRule, type Attempt, ruleAllows } from "./access.ts";

/** Who asks for something: as a client certificate, a token or an impersonation names them. */
export interface Person {
  readonly user: string;
  readonly groups: readonly string[];
}

export interface RbacRole {
  readonly kind: "Role" | "ClusterRole";
  readonly name: string;
  /** Of a Role. */
  readonly namespace?: string;
  readonly rules: readonly AccessRule[];
}

export interface RbacBinding {
  readonly kind: "RoleBinding" | "ClusterRoleBinding";
  readonly name: string;
  /** Of a RoleBinding. */
  readonly namespace?: string;
  readonly role: Pick<RbacRole, "kind" | "name">;
  readonly subjects: readonly BoundSubject[];
}

/** Whom a binding names: rbac.authorization.k8s.io, Subject. */
export interface BoundSubject {
  readonly kind: string;
  readonly name: string;
  /** Of a ServiceAccount; that of the binding where it is left out. */
  readonly namespace?: string;
}

/** What RBAC of a cluster consists of, as far as it was read. */
export interface RbacObjects {
  readonly roles: readonly RbacRole[];
  readonly bindings: readonly RbacBinding[];
}

/** A rule that applies to somebody, and why. */
export interface EffectiveRule extends AccessRule {
  /** In every namespace, to what is in none, and to paths; else in the namespace that was asked for alone. */
  readonly everywhere: boolean;
  readonly binding: Pick<RbacBinding, "kind" | "name">;
  readonly role: Pick<RbacRole, "kind" | "name">;
}

export interface EffectiveRules {
  readonly rules: readonly EffectiveRule[];
  /** Bindings of the person whose role is not there, which give nothing. */
  readonly dangling: readonly RbacBinding[];
}

/**
 * The rules that RBAC applies to somebody in a namespace: kubernetes pkg/registry/rbac/validation, VisitRulesFor. What a
 * RoleBinding says of paths is left out, as the authorizer never looks there for them.
 * @param who with the groups that the API server adds, see {@link authenticated}
 */
export function effectiveRules(
  who: Person,
  namespace: string,
  { roles, bindings }: RbacObjects,
): EffectiveRules {
  const known = new Map(roles.map(role => [keyOf(role), role]));
  const rules: EffectiveRule[] = [];
  const dangling: RbacBinding[] = [];
  for (const binding of bindings) {
    const everywhere = binding.kind === "ClusterRoleBinding";
    if (!everywhere && binding.namespace !== namespace) continue;
    if (!binding.subjects.some(subject => isAbout(subject, who, binding.namespace))) continue;
    const role = known.get(roleKey(binding));
    if (role === undefined) {
      dangling.push(binding);
      continue;
    }
    for (const rule of role.rules) {
      if (!everywhere && rule.resources.length === 0) continue;
      rules.push({
        ...rule,
        paths: everywhere ? rule.paths : [],
        everywhere,
        binding: { kind: binding.kind, name: binding.name },
        role: { kind: role.kind, name: role.name },
      });
    }
  }
  return { rules, dangling };
}

/** Whether rules of {@link effectiveRules}, for the namespace of the attempt, allow it. */
export function allows(rules: readonly EffectiveRule[], attempt: Attempt): boolean {
  const isEverywhere = "path" in attempt || attempt.namespace === undefined;
  return rules.some(rule => (rule.everywhere || !isEverywhere) && ruleAllows(rule, attempt));
}

const ACCOUNT = /^system:serviceaccount:([^:]+):[^:]+$/;

/** Somebody as the API server sees them once they are logged in (apiserver pkg/endpoints/filters, impersonation). */
export function authenticated({ user, groups }: Person): Person {
  const [, namespace] = ACCOUNT.exec(user) ?? [];
  const own =
    namespace === undefined ? [] : ["system:serviceaccounts", `system:serviceaccounts:${namespace}`];
  const last = user === "system:anonymous" ? "system:unauthenticated" : "system:authenticated";
  return { user, groups: [...new Set([...groups, ...own, last])] };
}

/** kubernetes pkg/registry/rbac/validation, appliesToUser. */
function isAbout(subject: BoundSubject, { user, groups }: Person, namespace: string | undefined): boolean {
  switch (subject.kind) {
    case "User":
      return subject.name === user;
    case "Group":
      return groups.includes(subject.name);
    case "ServiceAccount": {
      const of = subject.namespace || namespace;
      return of !== undefined && user === `system:serviceaccount:${of}:${subject.name}`;
    }
    default:
      return false;
  }
}

function keyOf({ kind, name, namespace = "" }: RbacRole): string {
  return JSON.stringify([kind, kind === "ClusterRole" ? "" : namespace, name]);
}

/** A ClusterRoleBinding can bind no Role: it has no namespace to look in. */
function roleKey({ kind, role, namespace = "" }: RbacBinding): string {
  const isOfNamespace = kind === "RoleBinding" && role.kind === "Role";
  return JSON.stringify([role.kind, isOfNamespace ? namespace : "", role.name]);
}
