/** Random roles and bindings, as objects to be created, over a few names so that they meet. */

type Random = () => number;

export interface RandomRbac {
  /** In the order in which they are created: path and object. */
  readonly objects: readonly { readonly path: string; readonly object: object }[];
}

export const NAMESPACES = ["random-a", "random-b"] as const;
export const USERS = ["u0", "u1", "system:serviceaccount:random-a:s0", "system:serviceaccount:random-b:s0"];
export const GROUPS = ["g0", "g1", "g2", "system:serviceaccounts:random-b"];

const API = "rbac.authorization.k8s.io";
const VERBS = ["get", "list", "create", "delete", "*"];
const API_GROUPS = ["", "apps", "batch", "*"];
export const RESOURCES = ["pods", "secrets", "pods/exec", "deployments", "*/scale", "*"];
export const PATHS = ["/metrics", "/logs/*", "/random", "*"];

export function randomRbac(random: Random): RandomRbac {
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  const some = <T>(from: readonly T[]): readonly T[] => [...new Set([pick(from), pick(from)])];
  const resourceRule = () => ({
    verbs: some(VERBS),
    apiGroups: some(API_GROUPS),
    resources: some(RESOURCES),
    ...(random() < 0.3 && { resourceNames: some(["one", "two", "three"]) }),
  });
  const rule = (kind: string) =>
    kind === "ClusterRole" && random() < 0.3
      ? { verbs: some(VERBS), nonResourceURLs: some(PATHS) }
      : resourceRule();
  const role = (kind: string, name: string, namespace?: string) => ({
    apiVersion: `${API}/v1`,
    kind,
    metadata: { name, namespace },
    rules: Array.from({ length: Math.floor(random() * 3) }, () => rule(kind)),
  });
  const subject = (isInNamespace: boolean) => {
    const kind = pick(["User", "User", "Group", "Group", "ServiceAccount"]);
    if (kind === "User") return { apiGroup: API, kind, name: pick(USERS) };
    if (kind === "Group") return { apiGroup: API, kind, name: pick(GROUPS) };
    const namespace = isInNamespace && random() < 0.3 ? undefined : pick(NAMESPACES);
    return { kind, name: "s0", namespace };
  };
  const binding = (kind: string, name: string, role: object, namespace?: string) => ({
    apiVersion: `${API}/v1`,
    kind,
    metadata: { name, namespace },
    roleRef: { apiGroup: API, ...role },
    subjects: Array.from({ length: 1 + Math.floor(random() * 2) }, () => subject(namespace !== undefined)),
  });
  const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);
  // One more than there are: bindings to roles that are not there.
  const roleName = () => `random-${Math.floor(random() * 7)}`;
  const clusterRef = () => ({ kind: "ClusterRole", name: roleName() });
  const anyRef = () => (random() < 0.5 ? clusterRef() : { kind: "Role", name: roleName() });
  const at = (kind: string, namespace?: string) =>
    `/apis/${API}/v1/${namespace === undefined ? "" : `namespaces/${namespace}/`}${kind}`;
  return {
    objects: [
      ...numbers(6).map(index => ({
        path: at("clusterroles"),
        object: role("ClusterRole", `random-${index}`),
      })),
      ...NAMESPACES.flatMap(namespace =>
        numbers(6).map(index => ({
          path: at("roles", namespace),
          object: role("Role", `random-${index}`, namespace),
        })),
      ),
      ...numbers(6).map(index => ({
        path: at("clusterrolebindings"),
        object: binding("ClusterRoleBinding", `random-${index}`, clusterRef()),
      })),
      ...NAMESPACES.flatMap(namespace =>
        numbers(8).map(index => ({
          path: at("rolebindings", namespace),
          object: binding("RoleBinding", `random-${index}`, anyRef(), namespace),
        })),
      ),
    ],
  };
}
