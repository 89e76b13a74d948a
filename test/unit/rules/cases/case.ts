import type { AnalyzeTextOptions, FoundText } from "../../../support/analyze.ts";

/** A kubeconfig, and every finding it must have. */
export interface RuleCase {
  readonly name: string;
  readonly text: string;
  readonly options?: AnalyzeTextOptions;
  readonly expected: readonly FoundText[];
}

export interface ConfigParts {
  /** The inside of a flow mapping: `server: "https://h"`. */
  readonly cluster?: string;
  readonly user?: string;
  readonly context?: string;
  readonly currentContext?: string;
  /** More items of the lists, as block items. */
  readonly clusters?: string;
  readonly users?: string;
  readonly contexts?: string;
  /** More keys of the root. */
  readonly more?: string;
}

/** A kubeconfig with nothing to say about but what `parts` bring in: context dev of cluster prod and user jane. */
export function config(parts: ConfigParts = {}): string {
  return [
    `current-context: ${parts.currentContext ?? "dev"}`,
    "clusters:",
    `- name: prod\n  cluster: {${parts.cluster ?? 'server: "https://10.0.0.1:6443"'}}`,
    ...(parts.clusters === undefined ? [] : [parts.clusters]),
    "users:",
    `- name: jane\n  user: {${parts.user ?? "token: t0ken"}}`,
    ...(parts.users === undefined ? [] : [parts.users]),
    "contexts:",
    `- name: dev\n  context: {${parts.context ?? "cluster: prod, user: jane"}}`,
    ...(parts.contexts === undefined ? [] : [parts.contexts]),
    ...(parts.more === undefined ? [] : [parts.more]),
    "",
  ].join("\n");
}
