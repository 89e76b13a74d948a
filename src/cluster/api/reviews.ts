import type { AccessRule, Attempt, Person } from "../../core/rbac/index.ts";
import type { Result } from "../../core/result.ts";
import type { ClusterClient } from "../client.ts";
import type { Impersonation } from "../connection/model.ts";
import type { ClusterFailure } from "../http/failure.ts";
import { field, isObject, objectsIn, textField, textsIn } from "../json.ts";

/** Who the API server takes somebody for: authentication.k8s.io, UserInfo. */
export interface UserInfo {
  readonly username: string;
  readonly uid?: string;
  readonly groups: readonly string[];
  readonly extra: ReadonlyMap<string, readonly string[]>;
}

const VERSIONS = ["v1", "v1beta1", "v1alpha1"] as const;

/** SelfSubjectReview, `v1` since Kubernetes 1.28, else what came before it. */
export async function whoAmI(
  client: ClusterClient,
  signal?: AbortSignal,
): Promise<Result<UserInfo, ClusterFailure>> {
  let answer: Result<unknown, ClusterFailure> | undefined;
  for (const version of VERSIONS) {
    const apiVersion = `authentication.k8s.io/${version}`;
    answer = await client.call({
      method: "POST",
      path: `/apis/${apiVersion}/selfsubjectreviews`,
      body: { apiVersion, kind: "SelfSubjectReview" },
      signal,
    });
    if (answer.ok) return { ok: true, value: userInfoOf(field(answer.value, "status", "userInfo")) };
    if (answer.code !== "not-found") return answer;
  }
  if (answer === undefined || answer.ok) throw new Error("No version was tried");
  return answer;
}

export function userInfoOf(info: unknown): UserInfo {
  const uid = textField(info, "uid");
  const extra = field(info, "extra");
  return {
    username: textField(info, "username") ?? "",
    ...(uid !== undefined && uid !== "" && { uid }),
    groups: textsIn(info, "groups"),
    extra: new Map(Object.keys(extra).map(name => [name, textsIn(extra, name)])),
  };
}

export interface Verdict {
  readonly allowed: boolean;
  /** What the server says of it, if anything. */
  readonly reason?: string;
}

/** As whom a review is asked. */
export interface AskedAs {
  /** Somebody else, whom the user may impersonate; nobody else, not even whom the kubeconfig names, for `null`. */
  readonly as?: Impersonation | null | undefined;
  readonly signal?: AbortSignal | undefined;
}

const AUTHORIZATION = "/apis/authorization.k8s.io/v1";

/** SelfSubjectAccessReview. @param as somebody else, whom the user may impersonate */
export async function mayI(
  client: ClusterClient,
  attempt: Attempt,
  { as, signal }: AskedAs = {},
): Promise<Result<Verdict, ClusterFailure>> {
  const spec = "path" in attempt ? { nonResourceAttributes: attempt } : { resourceAttributes: attempt };
  const answer = await client.call({
    method: "POST",
    path: `${AUTHORIZATION}/selfsubjectaccessreviews`,
    body: { apiVersion: "authorization.k8s.io/v1", kind: "SelfSubjectAccessReview", spec },
    signal,
    as,
  });
  return answer.ok ? { ok: true, value: verdictOf(answer.value) } : answer;
}

/**
 * SubjectAccessReview: what somebody else would be allowed, asked without being them. Who administers a namespace alone may
 * still ask about it (LocalSubjectAccessReview).
 * @param who with the groups that the API server adds at a login, as it adds none here
 */
export async function mayTheyDo(
  client: ClusterClient,
  who: Person,
  attempt: Attempt,
  signal?: AbortSignal,
): Promise<Result<Verdict, ClusterFailure>> {
  const namespace = "path" in attempt ? undefined : attempt.namespace;
  const review = (kind: string, place = "") =>
    client.call({
      method: "POST",
      path: `${AUTHORIZATION}${place}/${kind.toLowerCase()}s`,
      body: {
        apiVersion: "authorization.k8s.io/v1",
        kind,
        spec: {
          ...("path" in attempt ? { nonResourceAttributes: attempt } : { resourceAttributes: attempt }),
          user: who.user,
          groups: who.groups,
        },
        ...(namespace !== undefined && place !== "" && { metadata: { namespace } }),
      },
      signal,
    });
  const answer = await review("SubjectAccessReview");
  if (answer.ok) return { ok: true, value: verdictOf(answer.value) };
  if (answer.code !== "forbidden" || namespace === undefined) return answer;
  const local = await review("LocalSubjectAccessReview", `/namespaces/${encodeURIComponent(namespace)}`);
  return local.ok ? { ok: true, value: verdictOf(local.value) } : answer;
}

function verdictOf(answer: unknown): Verdict {
  const status = field(answer, "status");
  const reason = textField(status, "reason") || textField(status, "evaluationError");
  return { allowed: status["allowed"] === true, ...(reason && { reason }) };
}

export interface Rules {
  readonly rules: readonly AccessRule[];
  /** The server cannot tell all: a webhook decides as well. */
  readonly incomplete: boolean;
  /** What it says of that. */
  readonly error?: string;
}

/** SelfSubjectRulesReview: what somebody may do in one namespace. @param as somebody else, whom the user may impersonate */
export async function rulesIn(
  client: ClusterClient,
  namespace: string,
  { as, signal }: AskedAs = {},
): Promise<Result<Rules, ClusterFailure>> {
  const answer = await client.call({
    method: "POST",
    path: `${AUTHORIZATION}/selfsubjectrulesreviews`,
    body: { apiVersion: "authorization.k8s.io/v1", kind: "SelfSubjectRulesReview", spec: { namespace } },
    signal,
    as,
  });
  if (!answer.ok) return answer;
  const status = field(answer.value, "status");
  const error = textField(status, "evaluationError");
  return {
    ok: true,
    value: {
      rules: [...objectsIn(status, "resourceRules"), ...objectsIn(status, "nonResourceRules")].map(ruleOf),
      incomplete: isObject(status) && status["incomplete"] === true,
      ...(error && { error }),
    },
  };
}

/** A PolicyRule, ResourceRule or NonResourceRule, whose fields are called the same. */
export function ruleOf(rule: unknown): AccessRule {
  return {
    verbs: textsIn(rule, "verbs"),
    groups: textsIn(rule, "apiGroups"),
    resources: textsIn(rule, "resources"),
    names: textsIn(rule, "resourceNames"),
    paths: textsIn(rule, "nonResourceURLs"),
  };
}
