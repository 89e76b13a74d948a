import { commonName, organizations, uidOf } from "../name.ts";
import type { DistinguishedName } from "../types.ts";
import { type Judgement, type Reason, reason } from "./judgement.ts";

/** Whom a client certificate names. */
export interface ClientIdentity {
  /** The common name. */
  readonly user: string;
  /** One organization each; the order is kept, what stands twice is written once. */
  readonly groups: readonly string[];
  /** The UID attribute, which API servers read since Kubernetes 1.33. */
  readonly uid?: string;
}

/** ub-common-name and ub-organization-name (RFC 5280 A.1), in characters. Kubernetes itself has no limit. */
export const MAX_NAME_LENGTH = 64;

const MASTERS = "system:masters";
/** Bound to the role cluster-admin (kubeadm, ClusterAdminsGroupAndClusterRoleBinding). */
const CLUSTER_ADMINS = "kubeadm:cluster-admins";

/**
 * What stands against a client certificate for this identity. Refusals: `user-empty`, `group-empty`, `uid-empty`,
 * `name-too-long`, `name-characters`. Confirmations: `system-masters`, `cluster-admins`, `system-name`,
 * `name-spaces`, `name-invisible`.
 */
export function judgeIdentity({ user, groups, uid }: ClientIdentity): Judgement {
  const refusals: Reason[] = [];
  const confirmations: Reason[] = [];
  if (user === "") {
    refusals.push(
      reason("user-empty", "The user name is empty: the API server ignores a certificate without one."),
    );
  }
  if (groups.includes("")) {
    refusals.push(reason("group-empty", "A group name is empty."));
  }
  if (uid === "") {
    refusals.push(reason("uid-empty", "The UID is empty: the API server refuses such a certificate."));
  }
  const names = [user, ...new Set(groups), ...(uid === undefined ? [] : [uid])].filter(name => name !== "");
  refusals.push(...names.flatMap(refusalsOfName));
  confirmations.push(...names.flatMap(confirmationsOfName));
  confirmations.push(...systemNames(user, groups));
  return { refusals, confirmations };
}

/** The identity the API server would read from a subject. */
export function identityOf(subject: DistinguishedName): ClientIdentity {
  const uid = uidOf(subject);
  return {
    user: commonName(subject),
    groups: organizations(subject),
    ...(uid.ok && uid.value !== undefined && { uid: uid.value }),
  };
}

function refusalsOfName(name: string): Reason[] {
  const found: Reason[] = [];
  const length = [...name].length;
  if (length > MAX_NAME_LENGTH) {
    found.push(
      reason(
        "name-too-long",
        'The name "{0}" has {1} characters. RFC 5280 allows {2}, and openssl refuses more.',
        shown(name),
        length,
        MAX_NAME_LENGTH,
      ),
    );
  }
  if (/\p{Cc}|\p{Cs}/u.test(name)) {
    found.push(
      reason(
        "name-characters",
        'The name "{0}" contains a control character or half of a character. Remove it.',
        shown(name),
      ),
    );
  }
  return found;
}

function confirmationsOfName(name: string): Reason[] {
  const found: Reason[] = [];
  if (name !== name.trim()) {
    found.push(
      reason(
        "name-spaces",
        'The name "{0}" begins or ends with a space, and role bindings must spell it the same way.',
        shown(name),
      ),
    );
  }
  if (/[\p{Cf}\p{Co}\p{Cn}]/u.test(name)) {
    found.push(
      reason(
        "name-invisible",
        'The name "{0}" contains characters that cannot be seen: it may look like another name.',
        shown(name),
      ),
    );
  }
  return found;
}

/** Names that Kubernetes keeps for itself (k8s.io/apiserver pkg/authentication/user). */
function systemNames(user: string, groups: readonly string[]): Reason[] {
  const found: Reason[] = [];
  if (groups.includes(MASTERS)) {
    found.push(
      reason(
        "system-masters",
        "The group system:masters may do anything, past every RBAC rule, and Kubernetes cannot revoke the certificate before it ends.",
      ),
    );
  }
  if (groups.includes(CLUSTER_ADMINS)) {
    found.push(
      reason(
        "cluster-admins",
        "kubeadm gives the group kubeadm:cluster-admins the role cluster-admin, which may do anything in the cluster.",
      ),
    );
  }
  for (const name of new Set([user, ...groups])) {
    if (name.startsWith("system:") && name !== MASTERS) {
      found.push(
        reason(
          "system-name",
          '"{0}" begins with system:, which Kubernetes keeps for its own components.',
          shown(name),
        ),
      );
    }
  }
  if (user === MASTERS) {
    found.push(reason("system-name", "A user cannot be system:masters: that is the name of a group."));
  }
  return found;
}

/** A name for a message: not too long, nothing in it that could change the text around it. */
function shown(name: string): string {
  const safe = name.replace(/[\p{Cc}\p{Cs}\p{Cf}\p{Co}\p{Cn}]/gu, "\ufffd");
  const characters = [...safe];
  return characters.length > 80 ? `${characters.slice(0, 80).join("")}…` : safe;
}
