import * as vscode from "vscode";
import { isPowerful } from "../../../core/rbac/index.ts";
import type { Known } from "../../services.ts";
import { type ContextLine, contextLines } from "../../sources/context-lines.ts";
import type { AnalyzedGroup } from "../../sources/groups.ts";

/** A context that kubectl sees, as a line of a list. */
export interface KnownContext extends ContextLine {
  readonly group: AnalyzedGroup;
}

/**
 * Every context, in two sections: those of an API server are proposed first, and of these the ones whose user surely
 * may do anything.
 * @param server its address; where absent, the contexts of each configuration are a section
 */
export function sectionsByServer(
  server: string | undefined,
  { sources, platform }: Known,
): readonly KnownContext[] {
  const all = sources.groups.flatMap(group =>
    contextLines(group, platform).map((each): KnownContext => ({ ...each, group })),
  );
  if (server === undefined) return all;
  const own = all.filter(each => serverOf(each) === server);
  const others = all.filter(each => !own.includes(each));
  return [
    ...section(
      [...own.filter(mayDoAnything), ...own.filter(each => !mayDoAnything(each))],
      vscode.l10n.t("of the same API server"),
    ),
    ...section(others, vscode.l10n.t("of other API servers")),
  ];
}

function section(contexts: readonly KnownContext[], heading: string): readonly KnownContext[] {
  return contexts.map(({ heading: _, ...each }, index) => ({ ...each, ...(index === 0 && { heading }) }));
}

function serverOf({ context: { cluster } }: KnownContext): string | undefined {
  return cluster.kind === "found" ? cluster.entry.server?.value : undefined;
}

function mayDoAnything({ group, context: { user } }: KnownContext): boolean {
  const identities = user.kind === "found" ? group.analysis.users.get(user.entry)?.identities : undefined;
  return identities?.[0]?.groups.some(isPowerful) === true;
}
