import { type Message, say } from "../../message.ts";
import type { Attempt, PathAttempt, ResourceAttempt } from "../../rbac/index.ts";

/** Something that is asked of an authorizer by itself, so that it is sure. */
export interface RightsQuestion {
  readonly what: Message;
  /** Without a namespace. */
  readonly attempt: Omit<ResourceAttempt, "namespace"> | PathAttempt;
  /** Whether it is about what lies in namespaces. */
  readonly namespaced: boolean;
  /** Why whoever may do it is to be trusted with more than it seems. */
  readonly danger?: Message;
}

export interface RightsAnswer {
  readonly question: RightsQuestion;
  readonly allowed: "everywhere" | "namespace" | "no";
}

/** What a question asks in a namespace, or of the whole cluster where there is none. */
export function attemptOf({ attempt, namespaced }: RightsQuestion, namespace: string | undefined): Attempt {
  return "path" in attempt || !namespaced || namespace === undefined ? attempt : { ...attempt, namespace };
}

const GROUPS = {
  apps: "apps",
  rbac: "rbac.authorization.k8s.io",
  certificates: "certificates.k8s.io",
  admission: "admissionregistration.k8s.io",
} as const;

/**
 * What people mostly want to know of somebody, the ordinary first, then what lets one take over more: kubernetes
 * "Role Based Access Control Good Practices", privilege escalation risks.
 */
export const RIGHTS_QUESTIONS: readonly RightsQuestion[] = [
  { what: say("list pods"), attempt: { verb: "list", resource: "pods" }, namespaced: true },
  {
    what: say("read the logs of pods"),
    attempt: { verb: "get", resource: "pods", subresource: "log" },
    namespaced: true,
  },
  { what: say("list ConfigMaps"), attempt: { verb: "list", resource: "configmaps" }, namespaced: true },
  {
    what: say("create Deployments"),
    attempt: { verb: "create", resource: "deployments", group: GROUPS.apps },
    namespaced: true,
  },
  { what: say("delete pods"), attempt: { verb: "delete", resource: "pods" }, namespaced: true },
  { what: say("list namespaces"), attempt: { verb: "list", resource: "namespaces" }, namespaced: false },
  { what: say("list nodes"), attempt: { verb: "list", resource: "nodes" }, namespaced: false },
  {
    what: say("do everything"),
    attempt: { verb: "*", resource: "*", group: "*" },
    namespaced: true,
    danger: say("every verb on every resource of every API group, as the ClusterRole cluster-admin has it."),
  },
  {
    what: say("list Secrets"),
    attempt: { verb: "list", resource: "secrets" },
    namespaced: true,
    danger: say("reads every password, key and token that is kept in them."),
  },
  {
    what: say("create pods"),
    attempt: { verb: "create", resource: "pods" },
    namespaced: true,
    danger: say(
      "a pod can run as any service account of its namespace and mount any Secret there; where Pod Security does not forbid it, it can take over its node.",
    ),
  },
  {
    what: say("run commands in containers"),
    attempt: { verb: "create", resource: "pods", subresource: "exec" },
    namespaced: true,
    danger: say("acts with the rights of each pod, and reads what is mounted there."),
  },
  {
    what: say("issue tokens of service accounts"),
    attempt: { verb: "create", resource: "serviceaccounts", subresource: "token" },
    namespaced: true,
    danger: say("becomes any service account, with all that it may do."),
  },
  {
    what: say("impersonate users"),
    attempt: { verb: "impersonate", resource: "users" },
    namespaced: false,
    danger: say("acts as anybody, administrators too."),
  },
  {
    what: say("impersonate groups"),
    attempt: { verb: "impersonate", resource: "groups" },
    namespaced: false,
    danger: say("with the right to impersonate a user, acts in any group, system:masters too."),
  },
  {
    what: say("escalate ClusterRoles"),
    attempt: { verb: "escalate", resource: "clusterroles", group: GROUPS.rbac },
    namespaced: false,
    danger: say("where it may change a role, writes rights into it that it does not have itself."),
  },
  {
    what: say("bind ClusterRoles"),
    attempt: { verb: "bind", resource: "clusterroles", group: GROUPS.rbac },
    namespaced: true,
    danger: say("where it may create a binding, gives any role to anybody, cluster-admin to itself."),
  },
  {
    what: say("reach kubelets through nodes/proxy"),
    attempt: { verb: "get", resource: "nodes", subresource: "proxy" },
    namespaced: false,
    danger: say("runs commands in every pod of a node, past admission and the audit log."),
  },
  {
    what: say("approve certificate signing requests"),
    attempt: {
      verb: "update",
      resource: "certificatesigningrequests",
      subresource: "approval",
      group: GROUPS.certificates,
    },
    namespaced: false,
    danger: say("where it may approve for a signer of client certificates, gets one for any user."),
  },
  {
    what: say("create mutating webhooks"),
    attempt: { verb: "create", resource: "mutatingwebhookconfigurations", group: GROUPS.admission },
    namespaced: false,
    danger: say("sees and changes whatever anybody writes to the API server."),
  },
  {
    what: say("create PersistentVolumes"),
    attempt: { verb: "create", resource: "persistentvolumes" },
    namespaced: false,
    danger: say("a volume of the type hostPath opens the files of a node."),
  },
];
