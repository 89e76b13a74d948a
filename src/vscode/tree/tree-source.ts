import type * as vscode from "vscode";
import type { ContextSeen, TreeFile, TreeSource } from "../../core/features/tree/index.ts";
import { type Message, say } from "../../core/message.ts";
import type { Platform } from "../../core/ports.ts";
import type { Thresholds } from "../../core/thresholds.ts";
import type { AnalyzedGroup } from "../sources/groups.ts";
import type { Member } from "../sources/reader.ts";
import { shortPath } from "../world/paths.ts";

/** A group as the tree's model takes it, with names that are short here. */
export function treeSource(
  group: AnalyzedGroup,
  thresholds: Thresholds,
  platform: Platform,
  seen?: SeenOfContexts,
): TreeSource {
  const files = group.members.map(member => fileOf(member, platform));
  return {
    ...titleOf(group, files),
    id: group.id,
    kind: group.kind,
    files,
    analysis: group.analysis,
    thresholds,
    ...(seen && { seen: context => seen.of(group.id, context) }),
  };
}

/** What API servers were seen to say of contexts. */
export interface SeenOfContexts {
  /** @param configuration the id of a group */
  of(configuration: string, context: string): ContextSeen;
  readonly onDidChange: vscode.Event<void>;
}

function titleOf(
  { kind, members }: AnalyzedGroup,
  files: readonly TreeFile[],
): { readonly label: Message | string; readonly detail: readonly (Message | string)[] } {
  const [member] = members;
  const path = files[0]?.label ?? "";
  if (kind === "effective") {
    const detail = files.length === 1 ? path : "KUBECONFIG";
    return { label: say("kubectl configuration"), detail: [detail] };
  }
  const [name = "", ...folders] = path.split(/[\\/]/).reverse();
  const folder = folders.reverse().join("/");
  return { label: name, detail: folder === "" || member?.uri.scheme === "untitled" ? [] : [folder] };
}

function fileOf({ id, uri, candidate, failure }: Member, platform: Platform): TreeFile {
  const label = shortPath(uri, platform);
  const path = uri.scheme === "file" ? uri.fsPath : uri.scheme === "untitled" ? label : uri.toString(true);
  return {
    id,
    label,
    path,
    added: candidate.added,
    ...(failure && { failure }),
    ...(candidate.odd && { odd: candidate.odd }),
  };
}
