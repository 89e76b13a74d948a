import type { Analysis } from "../../src/core/analysis.ts";
import { analyze } from "../../src/core/analyze.ts";
import type { Block, Hover, Text } from "../../src/core/features/hover/blocks.ts";
import { hover } from "../../src/core/features/hover/index.ts";
import { render } from "../../src/core/message.ts";
import { NOW, sourceOf, THRESHOLDS } from "./analyze.ts";
import { cursor } from "./cursor.ts";

export interface EditorOptions {
  /** Contents by absolute path; the kubeconfigs lie in `/home/jane/.kube`. Others are missing. */
  readonly files?: Readonly<Record<string, string>>;
  /** Kubeconfigs that win over the text. */
  readonly earlier?: readonly string[];
  /** Kubeconfigs that lose to the text. */
  readonly later?: readonly string[];
}

/** The analysis of a text with the other files of its configuration: `config`, `config-1`, `config-2`… */
export function analysisOf(
  text: string,
  { files = {}, earlier = [], later = [] }: EditorOptions = {},
): Analysis {
  const encoder = new TextEncoder();
  return analyze(
    [...earlier, text, ...later].map((each, index) => sourceOf(each, index)),
    {
      now: NOW,
      thresholds: THRESHOLDS,
      style: "posix",
      files: {
        get: path => {
          const content = files[path];
          return content === undefined
            ? { kind: "missing" }
            : { kind: "file", bytes: encoder.encode(content) };
        },
      },
    },
  );
}

/** What a hover says at the cursor, and over which text, as a test compares it. */
export function hoverAt(marked: string, options: EditorOptions = {}) {
  const { text, offset } = cursor(marked);
  const { id } = sourceOf(text, options.earlier?.length);
  return shownHover(text, hover(analysisOf(text, options), id, offset, THRESHOLDS));
}

export function shownHover(text: string, found: Hover | undefined) {
  if (found === undefined) return undefined;
  return { over: text.slice(found.span.start, found.span.end), says: found.blocks.map(shownBlock) };
}

/** A table as an object from label to value, anything else as one line. A tone stands behind in brackets. */
function shownBlock(block: Block): unknown {
  switch (block.kind) {
    case "heading":
      return ["#", shownText(block.text), ...(block.aside ?? []).map(shownText)].join(" ");
    case "table":
      return Object.fromEntries(
        block.rows.map(row => [
          shownText(row.label),
          row.value.map(shownText).join(", ") + (row.tone === undefined ? "" : ` (${row.tone})`),
        ]),
      );
    case "code":
      return `$ ${block.text}`;
    case "note":
      return shownText(block.text) + (block.tone === undefined ? "" : ` (${block.tone})`);
    case "finding":
      return `! ${block.finding.code}`;
  }
}

export function shownText(text: Text): string {
  return typeof text === "string" ? text : render(text);
}

/** A user with this mapping, on a cluster with this one, in a context that is the current one. */
export function config(user: string, cluster = "server: https://10.0.0.1:6443"): string {
  return `apiVersion: v1
kind: Config
current-context: dev
clusters:
- name: east
  cluster:
    ${cluster}
contexts:
- name: dev
  context: {cluster: east, user: jane, namespace: web}
users:
- name: jane
  user:
    ${user}
`;
}
