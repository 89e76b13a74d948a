import type { Analysis } from "../../src/core/analysis.ts";
import type { TreeFile, TreeNode, TreeSource } from "../../src/core/features/tree/index.ts";
import { english, type Message, render } from "../../src/core/message.ts";
import { THRESHOLDS } from "./analyze.ts";

/** A configuration as the tree takes it; files are shown by the ids of their sources. */
export function treeSourceOf(analysis: Analysis, failures: readonly TreeFile[] = []): TreeSource {
  const files = analysis.files.map(({ source: { id, path = id } }) => ({
    id,
    label: id,
    path,
    added: false,
  }));
  return {
    id: "tree",
    kind: files.length + failures.length > 1 ? "effective" : "file",
    label: "configuration",
    detail: [],
    files: [...files, ...failures],
    analysis,
    thresholds: THRESHOLDS,
  };
}

/** What a tree says, a line for each node: `icon label | description`, deeper ones indented. */
export function treeLines(nodes: Iterable<TreeNode>, level = 0): readonly string[] {
  const lines: string[] = [];
  for (const node of nodes) {
    const description = node.description.map(textOf).join(" · ");
    lines.push(
      `${"  ".repeat(level)}${node.icon} ${textOf(node.label)}${description && ` | ${description}`}`,
    );
    lines.push(...treeLines(node.children(), level + 1));
  }
  return lines;
}

function textOf(text: Message | string): string {
  return typeof text === "string" ? text : render(text, english);
}
