import * as vscode from "vscode";
import { contextParts } from "../../core/features/summary.ts";
import type { ResolvedContext } from "../../core/kubeconfig/facts-model.ts";
import type { Platform } from "../../core/ports.ts";
import { textOf } from "../convert.ts";
import { line } from "../text/iconless.ts";
import { shortPath } from "../world/paths.ts";
import type { AnalyzedGroup } from "./groups.ts";

/** A context as a line of a list. */
export interface ContextLine {
  readonly context: ResolvedContext;
  readonly label: string;
  /** Who goes where and until when. */
  readonly description: string;
  /** What the first line of a configuration stands below. */
  readonly heading?: string;
}

/** The contexts of a configuration that kubectl sees, the current one first. */
export function contextLines(
  { analysis, kind, members }: AnalyzedGroup,
  platform: Platform,
): readonly ContextLine[] {
  const [first] = members;
  const file = first === undefined ? "" : shortPath(first.uri, platform);
  const heading = kind === "effective" ? vscode.l10n.t("kubectl configuration") : file;
  return analysis.contexts
    .filter(({ shadowedBy }) => shadowedBy === undefined)
    .sort((a, b) => Number(b.current) - Number(a.current))
    .map((context, index) => {
      const facts = context.user.kind === "found" ? analysis.users.get(context.user.entry) : undefined;
      const parts = contextParts(context, facts, analysis.now).map(textOf);
      if (context.current) parts.unshift(vscode.l10n.t("current"));
      return {
        context,
        label: line(context.entry.name),
        description: line(parts.join(" · ")),
        ...(index === 0 && { heading }),
      };
    });
}
