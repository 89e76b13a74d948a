/** What is allowed: a rule of a role, as authorizers tell it as well (rbac.authorization.k8s.io, PolicyRule). */
export interface AccessRule {
  readonly verbs: readonly string[];
  /** The core group is the empty text. */
  readonly groups: readonly string[];
  /** With their subresources, `pods/exec`. */
  readonly resources: readonly string[];
  /** The only objects that it is about; all where empty. */
  readonly names: readonly string[];
  /** Not of resources: `/metrics`. */
  readonly paths: readonly string[];
}

/** What somebody wants to do to resources: authorization.k8s.io, ResourceAttributes. */
export interface ResourceAttempt {
  readonly verb: string;
  readonly resource: string;
  readonly group?: string;
  readonly subresource?: string;
  /** Left out: to objects of any name. */
  readonly name?: string;
  /** Left out: in all namespaces, or of none. */
  readonly namespace?: string;
}

/** Or at another path: authorization.k8s.io, NonResourceAttributes. */
export interface PathAttempt {
  readonly verb: string;
  readonly path: string;
}

export type Attempt = ResourceAttempt | PathAttempt;

/** Whether a rule is about an attempt, wherever it applies: kubernetes rbac.RuleAllows and rbac/v1 evaluation_helpers.go. */
export function ruleAllows(rule: AccessRule, attempt: Attempt): boolean {
  if (!matches(rule.verbs, attempt.verb)) return false;
  if ("path" in attempt) return rule.paths.some(each => isPathLike(each, attempt.path));
  return (
    matches(rule.groups, attempt.group ?? "") &&
    rule.resources.some(each => isResourceLike(each, attempt)) &&
    (rule.names.length === 0 || rule.names.includes(attempt.name ?? ""))
  );
}

function matches(texts: readonly string[], text: string): boolean {
  return texts.includes("*") || texts.includes(text);
}

function isResourceLike(rule: string, { resource, subresource = "" }: ResourceAttempt): boolean {
  if (rule === "*") return true;
  if (subresource === "") return rule === resource;
  return rule === `${resource}/${subresource}` || rule === `*/${subresource}`;
}

function isPathLike(rule: string, path: string): boolean {
  return rule === "*" || rule === path || (rule.endsWith("*") && path.startsWith(rule.replace(/\*+$/, "")));
}
