import type { Analysis } from "../analysis.ts";
import type { Entry } from "../kubeconfig/model.ts";
import { say } from "../message.ts";
import type { Span } from "../text.ts";
import { contextParts, type Parts, userParts } from "./summary.ts";

/** A line above an entry. */
export interface Lens {
  readonly span: Span;
  readonly about: "user" | "context";
  readonly parts: Parts;
}

/** Identity and residual time over each user and each context of a file, in the order of the text. */
export function lenses(analysis: Analysis, sourceId: string): readonly Lens[] {
  return [...userLenses(analysis, sourceId), ...contextLenses(analysis, sourceId)].sort(
    (a, b) => a.span.start - b.span.start,
  );
}

function* userLenses(analysis: Analysis, sourceId: string): Iterable<Lens> {
  for (const [entry, facts] of analysis.users) {
    if (entry.source !== sourceId) continue;
    const parts = [...userParts(facts, analysis.now), ...shadowPart(analysis, entry)];
    yield { span: lensSpan(entry), about: "user", parts };
  }
}

function* contextLenses(analysis: Analysis, sourceId: string): Iterable<Lens> {
  for (const context of analysis.contexts) {
    const { entry, user } = context;
    if (entry.source !== sourceId) continue;
    const facts = user.kind === "found" ? analysis.users.get(user.entry) : undefined;
    const parts = [
      ...(context.current ? [say("current")] : []),
      ...contextParts(context, facts, analysis.now),
      ...shadowPart(analysis, entry),
    ];
    yield { span: lensSpan(entry), about: "context", parts };
  }
}

function shadowPart(analysis: Analysis, entry: Entry): Parts {
  return analysis.effective.shadowed.has(entry) ? [say("shadowed by an earlier file")] : [];
}

/** The first character of the list item: a lens goes above its line. */
function lensSpan({ span }: Entry): Span {
  return { start: span.start, end: Math.min(span.start + 1, span.end) };
}
