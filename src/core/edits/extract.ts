import { merge } from "../kubeconfig/merge.ts";
import type { ContextEntry, Entry, KubeconfigFile } from "../kubeconfig/model.ts";
import { say } from "../message.ts";
import type { PathStyle } from "../ports.ts";
import type { NotDone } from "../result.ts";
import type { NewEntry } from "./add.ts";
import type { JsonMap } from "./change.ts";
import { mapLines } from "./print.ts";
import { fileStyle } from "./style.ts";
import { entryValue, movedTo } from "./values.ts";

export type Text = { readonly ok: true; readonly text: string } | NotDone;

export interface ExtractOptions {
  /** Where the new file is to stand; paths in it are written for that place. Unknown: they become absolute. */
  readonly to?: string;
  readonly style: PathStyle;
}

/**
 * The text of a file of its own for one context: with its cluster and user as the configuration resolves them, and the
 * context as the current one. Holds the secrets of the user.
 */
export function extractContext(
  files: readonly KubeconfigFile[],
  context: ContextEntry,
  { to, style }: ExtractOptions,
): Text {
  const effective = merge(files);
  const cluster = effective.clusters.get(context.cluster?.value ?? "");
  const user = effective.users.get(context.user?.value ?? "");
  if (cluster === undefined)
    return { ok: false, reason: say('The cluster of the context "{0}" is missing.', context.name) };
  if (user === undefined)
    return { ok: false, reason: say('The user of the context "{0}" is missing.', context.name) };
  const entries = [cluster, user, context].map((entry): NewEntry => {
    const file = files.find(each => each.source.id === entry.source);
    const value: JsonMap = file ? movedTo(entryValue(file, entry), file.source.path, to, style) : {};
    return { kind: entry.kind, name: entry.name, value };
  });
  return { ok: true, text: newFileText(entries, context.name) };
}

/** The text of a new kubeconfig. */
export function newFileText(entries: readonly NewEntry[], currentContext: string): string {
  const listOf = (kind: Entry["kind"]) =>
    entries.filter(entry => entry.kind === kind).map(({ name, value }) => ({ name, [kind]: value }));
  const config: JsonMap = {
    apiVersion: "v1",
    kind: "Config",
    "current-context": currentContext,
    clusters: listOf("cluster"),
    contexts: listOf("context"),
    users: listOf("user"),
  };
  return `${mapLines(config, 0, fileStyle("", undefined)).join("\n")}\n`;
}
