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

/** What somebody wants to do: authorization.k8s.io, ResourceAttributes or NonResourceAttributes. */
export type Attempt =
  | {
      readonly verb: string;
      readonly resource: string;
      readonly group?: string;
      readonly subresource?: string;
      readonly name?: string;
      /** Left out: in all namespaces, or of none. */
      readonly namespace?: string;
    }
  | { readonly verb: string; readonly path: string };

export interface Verdict {
  readonly allowed: boolean;
  /** What the server says of it, if anything. */
  readonly reason?: string;
}

/** SelfSubjectAccessReview. @param as somebody else, whom the user may impersonate */
export async function mayI(
  client: ClusterClient,
  attempt: Attempt,
  { as, signal }: { readonly as?: Impersonation; readonly signal?: AbortSignal } = {},
): Promise<Result<Verdict, ClusterFailure>> {
  const spec = "path" in attempt ? { nonResourceAttributes: attempt } : { resourceAttributes: attempt };
  const answer = await client.call({
    method: "POST",
    path: "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews",
    body: { apiVersion: "authorization.k8s.io/v1", kind: "SelfSubjectAccessReview", spec },
    signal,
    ...(as && { as }),
  });
  return answer.ok ? { ok: true, value: verdictOf(answer.value) } : answer;
}

/** SubjectAccessReview: what somebody else would be allowed, asked without being them. */
export async function mayTheyDo(
  client: ClusterClient,
  who: { readonly user: string; readonly groups: readonly string[] },
  attempt: Attempt,
  signal?: AbortSignal,
): Promise<Result<Verdict, ClusterFailure>> {
  const what = "path" in attempt ? { nonResourceAttributes: attempt } : { resourceAttributes: attempt };
  const answer = await client.call({
    method: "POST",
    path: "/apis/authorization.k8s.io/v1/subjectaccessreviews",
    body: {
      apiVersion: "authorization.k8s.io/v1",
      kind: "SubjectAccessReview",
      spec: { ...what, user: who.user, groups: who.groups },
    },
    signal,
  });
  return answer.ok ? { ok: true, value: verdictOf(answer.value) } : answer;
}

function verdictOf(answer: unknown): Verdict {
  const status = field(answer, "status");
  const reason = textField(status, "reason") || textField(status, "evaluationError");
  return { allowed: status["allowed"] === true, ...(reason && { reason }) };
}

export interface Rule {
  readonly verbs: readonly string[];
  readonly groups: readonly string[];
  readonly resources: readonly string[];
  readonly names: readonly string[];
  readonly paths: readonly string[];
}

export interface Rules {
  readonly rules: readonly Rule[];
  /** The server cannot tell all: a webhook decides as well. */
  readonly incomplete: boolean;
  /** What it says of that. */
  readonly error?: string;
}

/** SelfSubjectRulesReview: what somebody may do in one namespace. @param as somebody else, whom the user may impersonate */
export async function rulesIn(
  client: ClusterClient,
  namespace: string,
  { as, signal }: { readonly as?: Impersonation; readonly signal?: AbortSignal } = {},
): Promise<Result<Rules, ClusterFailure>> {
  const answer = await client.call({
    method: "POST",
    path: "/apis/authorization.k8s.io/v1/selfsubjectrulesreviews",
    body: { apiVersion: "authorization.k8s.io/v1", kind: "SelfSubjectRulesReview", spec: { namespace } },
    signal,
    ...(as && { as }),
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

function ruleOf(rule: unknown): Rule {
  return {
    verbs: textsIn(rule, "verbs"),
    groups: textsIn(rule, "apiGroups"),
    resources: textsIn(rule, "resources"),
    names: textsIn(rule, "resourceNames"),
    paths: textsIn(rule, "nonResourceURLs"),
  };
}
