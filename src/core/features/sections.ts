import type { Entry, KubeconfigFile } from "../kubeconfig/model.ts";
import type { Span } from "../text.ts";
import type { YamlNode } from "../yaml/node.ts";

export type SectionName = "clusters" | "users" | "contexts";

/** A list of a kubeconfig as it stands in the text. */
export interface Section {
  readonly key: Span;
  /** The key and its value. */
  readonly span: Span;
  readonly value: YamlNode;
}

/** The list that counts: of a key that stands twice, the last. */
export function sectionAt(file: KubeconfigFile, name: SectionName): Section | undefined {
  const root = file.document.root;
  if (root?.kind !== "map") return undefined;
  const entry = root.entries.findLast(({ key }) => key.kind === "scalar" && key.text === name);
  if (entry === undefined) return undefined;
  const key = entry.key.span;
  const end = Math.max(key.end, entry.value.span.end);
  return { key, span: { start: key.start, end }, value: entry.value };
}

export function entriesOf(file: KubeconfigFile, name: SectionName): readonly Entry[] {
  return file[name];
}

export function sectionOf(entry: Entry): SectionName {
  switch (entry.kind) {
    case "cluster":
      return "clusters";
    case "user":
      return "users";
    case "context":
      return "contexts";
  }
}
