import { merge } from "../kubeconfig/merge.ts";
import type { ContextEntry, Entry, KubeconfigFile } from "../kubeconfig/model.ts";
import { readKubeconfig } from "../kubeconfig/read.ts";
import { say } from "../message.ts";
import type { PathStyle } from "../ports.ts";
import type { NotDone } from "../result.ts";
import { itemTexts, type NewEntry } from "./add.ts";
import { canonical, type JsonMap } from "./change.ts";
import { headingOf } from "./headings.ts";
import { entryNamed, sectionOf } from "./plan.ts";
import { mapLines, pairLines } from "./print.ts";
import { fileStyle } from "./style.ts";
import { entryValue, movedTo } from "./values.ts";
import { verbatim } from "./verbatim.ts";

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
    if (file === undefined) return { kind: entry.kind, name: entry.name, value };
    const written = verbatim(file, [{ entry, name: entry.name, value }]).get(entry);
    const comment = headingOf(file, entry);
    return { kind: entry.kind, name: entry.name, value, comment, ...(written && { written }) };
  });
  const text = newFileText(entries, context.name);
  if (isAsMeant(text, entries)) return { ok: true, text };
  const plain = entries.map(({ written: _, ...entry }) => entry);
  return { ok: true, text: newFileText(plain, context.name) };
}

/** Whether a text that was put together of others' lines says what it should. */
function isAsMeant(text: string, entries: readonly NewEntry[]): boolean {
  const file = readKubeconfig({ id: "", text });
  return (
    file.refusals.length === 0 &&
    entries.every(({ kind, name, value }) => {
      const entry = entryNamed(file, kind, name);
      return entry !== undefined && canonical(entryValue(file, entry)) === canonical(value);
    })
  );
}

/** The text of a new kubeconfig. */
export function newFileText(entries: readonly NewEntry[], currentContext: string): string {
  const style = fileStyle("", undefined);
  const listOf = (kind: Entry["kind"]) => {
    const own = entries.filter(entry => entry.kind === kind);
    const items = own.map(({ name, value }): JsonMap => ({ name, [kind]: value }));
    return pairLines(sectionOf(kind), items, 0, { ...style, ...itemTexts(own) });
  };
  const head: JsonMap = { apiVersion: "v1", kind: "Config", "current-context": currentContext };
  const lines = [...mapLines(head, 0, style), ...listOf("cluster"), ...listOf("context"), ...listOf("user")];
  return `${lines.join("\n")}\n`;
}
