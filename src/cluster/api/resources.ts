import { inParallel } from "../../core/in-parallel.ts";
import type { Result } from "../../core/result.ts";
import type { ClusterClient } from "../client.ts";
import type { ClusterFailure } from "../http/failure.ts";
import { field, objectsIn, textField, textsIn } from "../json.ts";

/** A kind of objects that a server has. */
export interface ApiResource {
  /** With its subresource, `pods/exec`. */
  readonly name: string;
  /** The core group is the empty text. */
  readonly group: string;
  readonly namespaced: boolean;
  readonly verbs: readonly string[];
}

/** Groups of one server: one with more has them left out. */
const MOST_GROUPS = 200;
const TOGETHER = 6;

/**
 * Every resource of a server, in the version of each group that it prefers, the core group first. A group whose server
 * does not answer is left out.
 */
export async function apiResources(
  client: ClusterClient,
  signal?: AbortSignal,
): Promise<Result<readonly ApiResource[], ClusterFailure>> {
  const groups = await client.call({ path: "/apis", signal });
  if (!groups.ok) return groups;
  const versions = objectsIn(groups.value, "groups").flatMap(group => {
    const version = textField(field(group, "preferredVersion"), "groupVersion");
    return version !== undefined && /^[-a-z0-9.]+\/[a-z0-9]+$/.test(version) ? [version] : [];
  });
  const paths = ["/api/v1", ...versions.slice(0, MOST_GROUPS).map(version => `/apis/${version}`)];
  const lists = await inParallel(TOGETHER, paths, path => client.call({ path, signal }));
  const [core] = lists;
  if (core?.ok === false) return core;
  return { ok: true, value: lists.flatMap(list => (list.ok ? resourcesOf(list.value) : [])) };
}

function resourcesOf(list: unknown): readonly ApiResource[] {
  const version = textField(list, "groupVersion") ?? "";
  const group = version.includes("/") ? version.slice(0, version.indexOf("/")) : "";
  return objectsIn(list, "resources").map(resource => ({
    name: textField(resource, "name") ?? "",
    group,
    namespaced: resource["namespaced"] === true,
    verbs: textsIn(resource, "verbs"),
  }));
}
