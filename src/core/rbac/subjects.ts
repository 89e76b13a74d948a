import { type Message, say } from "../message.ts";
import type { RbacSubject } from "./manifests.ts";

/** Who gets the rights that a user or group is given, for a list to choose from. */
export function subjectMeaning({ kind, name }: RbacSubject): Message {
  if (kind === "Group") return groupMeaning(name);
  return name.startsWith("system:")
    ? say("this user, a name that Kubernetes keeps for its own components")
    : say("this user");
}

/**
 * Groups that Kubernetes fills or binds itself: k8s.io/apiserver pkg/authentication/user and
 * pkg/authentication/serviceaccount, cluster-bootstrap token/api, kubeadm constants.go.
 */
function groupMeaning(name: string): Message {
  const [, namespace] = /^system:serviceaccounts:(.+)$/s.exec(name) ?? [];
  if (namespace !== undefined) return say("every service account of the namespace {0}", namespace);
  if (name.startsWith("system:bootstrappers:")) return BOOTSTRAPPERS;
  const known = KNOWN_GROUPS.get(name);
  if (known !== undefined) return known;
  return name.startsWith("system:")
    ? say("everybody in this group, a name that Kubernetes keeps for its own components")
    : say("everybody in this group");
}

/** Whether members of a group may do anything in every cluster that kubeadm or the API server itself has set up. */
export function isPowerful(group: string): boolean {
  return group === "system:masters" || group === "kubeadm:cluster-admins";
}

const BOOTSTRAPPERS = say("every machine that joins with a bootstrap token");

const KNOWN_GROUPS: ReadonlyMap<string, Message> = new Map([
  ["system:masters", say("may do anything already, past every RBAC rule")],
  ["system:authenticated", say("everybody who has logged in, service accounts too")],
  ["system:unauthenticated", say("everybody who has not logged in")],
  ["system:nodes", say("the kubelet of every node")],
  ["system:serviceaccounts", say("every service account of the cluster")],
  ["system:bootstrappers", BOOTSTRAPPERS],
  ["kubeadm:cluster-admins", say("kubeadm has bound it to cluster-admin already")],
]);
