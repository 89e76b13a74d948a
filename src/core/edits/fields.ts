import type { EntryKind, KubeconfigFile } from "../kubeconfig/model.ts";
import { type Message, say } from "../message.ts";
import type { Change, Json } from "./change.ts";
import { entryNamed, entryPath, type Plan, planOf, refuse } from "./plan.ts";

/** Make a context the current one of a file, which need not define it itself; `undefined` clears it. */
export function useContext(file: KubeconfigFile, name: string | undefined): Plan {
  const present = file.currentContext?.value ?? "";
  if (present === (name ?? "")) return planOf(file, []);
  return planOf(file, [{ kind: "set", path: ["current-context"], value: name ?? "" }]);
}

/** Set the namespace of a context, or take it away: kubectl then uses `default`. */
export function setNamespace(file: KubeconfigFile, context: string, namespace: string | undefined): Plan {
  return setFields(file, "context", context, { namespace });
}

/**
 * Give fields of an entry other values; `undefined` takes a field away. Keys are those of the file
 * (`insecure-skip-tls-verify`). What has that value already is left alone.
 */
export function setFields(
  file: KubeconfigFile,
  kind: EntryKind,
  name: string,
  fields: Readonly<Record<string, Json | undefined>>,
): Plan {
  const entry = entryNamed(file, kind, name);
  if (entry === undefined) return refuse(missing(kind, name));
  const changes = Object.entries(fields).map(([key, value]): Change => {
    const path = entryPath(entry, key);
    return value === undefined ? { kind: "remove", path } : { kind: "set", path, value };
  });
  return planOf(file, changes);
}

export function missing(kind: EntryKind, name: string): Message {
  switch (kind) {
    case "cluster":
      return say('The cluster "{0}" is not in the file any more.', name);
    case "user":
      return say('The user "{0}" is not in the file any more.', name);
    case "context":
      return say('The context "{0}" is not in the file any more.', name);
  }
}

export function taken(kind: EntryKind, name: string): Message {
  switch (kind) {
    case "cluster":
      return say('There is a cluster "{0}" already. Choose another name.', name);
    case "user":
      return say('There is a user "{0}" already. Choose another name.', name);
    case "context":
      return say('There is a context "{0}" already. Choose another name.', name);
  }
}
