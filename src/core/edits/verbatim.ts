import type { Entry, KubeconfigFile } from "../kubeconfig/model.ts";
import { readKubeconfig } from "../kubeconfig/read.ts";
import { get } from "../yaml/access.ts";
import type { YamlNode } from "../yaml/node.ts";
import { nodesBelow } from "./anchors.ts";
import { type Change, canonical, type JsonMap } from "./change.ts";
import { editsFor } from "./edits-for.ts";
import { endWithOwn } from "./headings.ts";
import { columnOf, lineStart, lineStop, startsLine } from "./lines.ts";
import { entryPath, namePath, sectionOf } from "./plan.ts";
import { itemSpans } from "./spans.ts";
import { entryValue } from "./values.ts";

/** An entry of a file and what it is to be elsewhere. */
export interface Moved {
  readonly entry: Entry;
  readonly name: string;
  readonly value: JsonMap;
}

/**
 * The lines of entries as their file has them, but for what is to be another: so the comments in them come along. Only of
 * entries that have any, in a block, without anchors and keys that nobody knows. Lines begin with the dash.
 */
export function verbatim(
  file: KubeconfigFile,
  moved: readonly Moved[],
): ReadonlyMap<Entry, readonly string[]> {
  const fit = moved.filter(({ entry }) => linesOf(file, entry) !== undefined);
  if (fit.length === 0) return new Map();
  const edited = editsFor(
    file.source,
    fit.flatMap(each => changesOf(file, each)),
  );
  if (!edited.ok) return new Map();
  const now = readKubeconfig({ ...file.source, text: edited.text });
  return new Map(
    fit.flatMap(({ entry }) => {
      const lines = linesOf(now, entry);
      return lines === undefined ? [] : [[entry, lines] as const];
    }),
  );
}

/** The fields that differ, each where it stands. */
function changesOf(file: KubeconfigFile, { entry, name, value }: Moved): readonly Change[] {
  const own = entryValue(file, entry);
  const renamed: readonly Change[] =
    name === entry.name ? [] : [{ kind: "set", path: namePath(entry), value: name }];
  const others = Object.entries(value).filter(
    ([key, item]) => canonical({ [key]: own[key] ?? null }) !== canonical({ [key]: item }),
  );
  return [
    ...renamed,
    ...others.map(([key, item]): Change => ({ kind: "set", path: entryPath(entry, key), value: item })),
  ];
}

function linesOf(
  { source: { text }, document: { root } }: KubeconfigFile,
  entry: Entry,
): readonly string[] | undefined {
  const list = root?.kind === "map" ? get(root, sectionOf(entry.kind)) : undefined;
  const item = list?.kind === "seq" && !list.flow ? list.items[entry.index] : undefined;
  if (list?.kind !== "seq" || item === undefined || !isPlainEntry(item)) return undefined;
  const spans = itemSpans(text, list);
  const { start } = spans[entry.index] ?? item.span;
  if (!startsLine(text, start)) return undefined;
  const own = text.slice(lineStart(text, start), lineStop(text, endWithOwn(text, spans, entry.index)));
  if (!/(?:^|\s)#/m.test(own)) return undefined;
  const column = columnOf(text, start);
  const indented = new RegExp(`^\\ufeff?[ ]{0,${column}}`);
  return own.split(/\r?\n/).map(line => line.replace(indented, ""));
}

/** A name and a value in a block, that nothing else shares. */
function isPlainEntry(item: YamlNode): boolean {
  if (item.kind !== "map" || item.flow || item.entries.length !== 2) return false;
  for (const node of nodesBelow(item)) {
    if (node.kind === "alias" || node.properties !== undefined) return false;
  }
  return true;
}
