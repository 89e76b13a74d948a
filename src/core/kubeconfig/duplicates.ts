import { say } from "../message.ts";
import { isNullish } from "../yaml/access.ts";
import { isFull } from "./mapping.ts";
import type { Entry, KubeconfigFile, NamedExtension, Refusal } from "./model.ts";

type Lists = Pick<KubeconfigFile, "clusters" | "users" | "contexts" | "extensions" | "preferenceExtensions">;

/**
 * Two entries of one list with one name: kubectl refuses the whole file, and its message dumps the list, secrets
 * included (client-go tools/clientcmd/api/v1/conversion.go). In the order of that conversion.
 */
export function duplicateNames(lists: Lists): readonly Refusal[] {
  const refusals: Refusal[] = [];
  duplicateExtensions(lists.preferenceExtensions, refusals);
  for (const list of [lists.clusters, lists.users, lists.contexts]) duplicateEntries(list, refusals);
  duplicateExtensions(lists.extensions, refusals);
  return refusals;
}

const conversions = {
  cluster: "*[]NamedCluster into *map[string]*api.Cluster",
  user: "*[]NamedAuthInfo into *map[string]*api.AuthInfo",
  context: "*[]NamedContext into *map[string]*api.Context",
} as const;

function duplicateEntries(entries: readonly Entry[], into: Refusal[]): void {
  const seen = new Map<string, NonNullable<Refusal["first"]>>();
  for (const { extensions, kind, name, nameSpan } of entries) {
    duplicateExtensions(extensions, into);
    const first = seen.get(name);
    if (first === undefined) seen.set(name, { name, span: nameSpan });
    else if (!isFull(into)) into.push({ ...refusal(name, nameSpan, conversions[kind]), first });
  }
}

/** A null extension leaves no trace in the map that finds duplicates, so a name may follow it once more. */
function duplicateExtensions(extensions: readonly NamedExtension[], into: Refusal[]): void {
  if (extensions.length < 2) return;
  const seen = new Set<string>();
  for (const { name, span, value } of extensions) {
    if (seen.has(name) && !isFull(into))
      into.push(refusal(name, span, "*[]NamedExtension into *map[string]runtime.Object"));
    if (value !== undefined && !isNullish(value)) seen.add(name);
  }
}

function refusal(name: string, span: Refusal["span"], conversion: string): Refusal {
  return {
    kind: "duplicate-name",
    span,
    message:
      name === ""
        ? say("Two entries of this list have no name. kubectl refuses the whole file: name them.")
        : say(
            "Another entry of this list has the name {0}. kubectl refuses the whole file: rename or remove one.",
            name,
          ),
    kubectl: `error converting ${conversion}: duplicate name "${name}" in list`,
  };
}
