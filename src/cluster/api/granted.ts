import { type Attempt, authenticated, type RbacObject } from "../../core/rbac/index.ts";
import type { ClusterClient } from "../client.ts";
import { field, objectsIn, textField, textsIn } from "../json.ts";
import { readRole } from "./apply.ts";
import { mayI, mayTheyDo } from "./reviews.ts";

/** Somebody whom a binding names. */
export interface Grantee {
  readonly kind: "User" | "Group" | "ServiceAccount";
  /** `system:serviceaccount:…` of a service account. */
  readonly name: string;
}

/** Whether somebody may now do what a binding lets them; unknown where nobody tells. */
export interface Granted {
  readonly grantee: Grantee;
  readonly attempt: Attempt;
  readonly allowed: boolean | undefined;
}

export interface GrantedOptions {
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds: the server learns of a new binding a moment after it has stored it. */
  readonly patience: number;
  readonly wait: (ms: number) => Promise<void>;
}

/** Milliseconds between two questions. */
const PAUSE = 200;

/** Ask the server whether each one whom bindings name may do the first thing that their role lets them. Never rejects. */
export async function whatIsGranted(
  client: ClusterClient,
  objects: readonly RbacObject[],
  { signal, patience, wait }: GrantedOptions,
): Promise<readonly Granted[]> {
  const granted: Granted[] = [];
  for (const binding of objects) {
    const attempt = await attemptOf(client, binding, objects, signal);
    if (attempt === undefined) continue;
    for (const grantee of granteesOf(binding)) {
      let allowed = await mayTheyNow(client, grantee, attempt, signal);
      for (let waited = 0; allowed === false && waited < patience; waited += PAUSE) {
        await wait(PAUSE);
        allowed = await mayTheyNow(client, grantee, attempt, signal);
      }
      granted.push({ grantee, attempt, allowed });
    }
  }
  return granted;
}

/** By SubjectAccessReview, or where the user may not ask that, as somebody whom it may impersonate. */
async function mayTheyNow(
  client: ClusterClient,
  { kind, name }: Grantee,
  attempt: Attempt,
  signal: AbortSignal | undefined,
): Promise<boolean | undefined> {
  const person = kind === "Group" ? { user: "", groups: [name] } : authenticated({ user: name, groups: [] });
  const reviewed = await mayTheyDo(client, person, attempt, signal);
  if (reviewed.ok) return reviewed.value.allowed;
  // Groups can only be impersonated beside a user.
  if (kind === "Group") return undefined;
  // The server itself adds the groups of a service account where none is named.
  const as = { user: name, groups: [], extra: [] };
  const tried = await mayI(client, attempt, { as, ...(signal && { signal }) });
  return tried.ok ? tried.value.allowed : undefined;
}

function granteesOf({ value, namespace = "" }: RbacObject): readonly Grantee[] {
  return objectsIn(value, "subjects").flatMap((subject): readonly Grantee[] => {
    const [kind, name = ""] = [textField(subject, "kind"), textField(subject, "name")];
    if (kind === "User" || kind === "Group") return [{ kind, name }];
    if (kind !== "ServiceAccount") return [];
    const account = `system:serviceaccount:${textField(subject, "namespace") ?? namespace}:${name}`;
    return [{ kind, name: account }];
  });
}

/** The first thing that the role of a binding lets somebody do, where it is bound. */
async function attemptOf(
  client: ClusterClient,
  { kind, namespace, value }: RbacObject,
  objects: readonly RbacObject[],
  signal: AbortSignal | undefined,
): Promise<Attempt | undefined> {
  const ref = field(value, "roleRef");
  const name = textField(ref, "name");
  if ((kind !== "RoleBinding" && kind !== "ClusterRoleBinding") || name === undefined) return undefined;
  const isRole = textField(ref, "kind") === "Role";
  const place = isRole && namespace !== undefined ? { namespace } : {};
  const role = { kind: isRole ? "Role" : "ClusterRole", name, ...place } as const;
  const own = objects.find(
    each => each.kind === role.kind && each.name === name && each.namespace === place.namespace,
  );
  const found = own === undefined ? await readRole(client, role, signal) : undefined;
  return firstAttempt(own?.value ?? (found?.ok ? found.value : undefined), namespace);
}

function firstAttempt(role: unknown, namespace: string | undefined): Attempt | undefined {
  const rule = objectsIn(role, "rules").find(
    each => textsIn(each, "resources").length > 0 && textsIn(each, "verbs").length > 0,
  );
  const [resource, verb] = [textsIn(rule, "resources")[0], textsIn(rule, "verbs")[0]];
  if (resource === undefined || verb === undefined) return undefined;
  const [group, name] = [textsIn(rule, "apiGroups")[0], textsIn(rule, "resourceNames")[0]];
  const [plural = "", subresource] = resource.split("/");
  return {
    verb,
    resource: plural,
    ...(group && { group }),
    ...(subresource && { subresource }),
    ...(name && { name }),
    ...(namespace !== undefined && { namespace }),
  };
}
