import type { Analysis, ResolvedContext } from "../core/analysis.ts";
import { visible } from "../core/features/markdown.ts";
import { contextParts } from "../core/features/summary.ts";
import { textOf } from "./convert.ts";

/** Who goes where and until when, in one line. */
export function describeContext(
  { analysis }: { readonly analysis: Analysis },
  context: ResolvedContext,
): string {
  const facts = context.user.kind === "found" ? analysis.users.get(context.user.entry) : undefined;
  return contextParts(context, facts, analysis.now)
    .map(part => visible(textOf(part)))
    .join(" · ");
}
