import { decodeBase64, encodeBase64 } from "../bytes/base64.ts";
import type { ClusterEntry, KubeconfigFile, UserEntry } from "../kubeconfig/model.ts";
import { resolvePath } from "../kubeconfig/paths.ts";
import { filePairs } from "../kubeconfig/schema/values.ts";
import { say } from "../message.ts";
import type { FileView, PathStyle } from "../ports.ts";
import type { Change } from "./change.ts";
import { entryPath, type Plan, planOf, refuse } from "./plan.ts";

/** Put the content of the files that an entry names into it, as `kubectl config view --flatten` would. */
export function embedFiles(
  file: KubeconfigFile,
  entries: readonly (ClusterEntry | UserEntry)[],
  contents: FileView,
  style: PathStyle,
): Plan {
  const changes: Change[] = [];
  for (const entry of entries) {
    for (const { key, dataKey, path, data } of filePairs(entry)) {
      if (!path?.value) continue;
      const at = entryPath(entry, key);
      if (data?.value) {
        changes.push({ kind: "remove", path: at });
        continue;
      }
      const content = contents.get(resolvePath(file.source.path, path.value, style) ?? "");
      if (content?.kind !== "file") {
        return refuse(
          say('The file that {0} of "{1}" names cannot be read: {2}', key, entry.name, path.value),
        );
      }
      changes.push({ kind: "rekey", path: at, key: dataKey, value: encodeBase64(content.bytes) });
    }
  }
  return planOf(file, changes);
}

/** A file that is to be written before the kubeconfig that names it. */
export interface DetachedFile {
  /** As it stands in the kubeconfig. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

export type Detached = { readonly plan: Plan; readonly files: readonly DetachedFile[] };

/** Put what an entry holds into files that it then names. @param paths where each goes, as the entry will name it */
export function detachData(
  file: KubeconfigFile,
  entry: ClusterEntry | UserEntry,
  paths: Readonly<Record<string, string>>,
): Detached {
  const changes: Change[] = [];
  const files: DetachedFile[] = [];
  for (const { key, dataKey, path, data } of filePairs(entry)) {
    const to = paths[key];
    if (to === undefined || !data?.value) continue;
    const bytes = decodeBase64(data.value);
    if (!bytes.ok) {
      const reason = say('{0} of "{1}" is not valid base64.', dataKey, entry.name);
      return { plan: refuse(reason), files: [] };
    }
    files.push({ path: to, bytes: bytes.value });
    if (path) changes.push({ kind: "remove", path: entryPath(entry, key) });
    changes.push({ kind: "rekey", path: entryPath(entry, dataKey), key, value: to });
  }
  return { plan: planOf(file, changes), files };
}
