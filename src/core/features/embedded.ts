import type { EmbeddedFacts } from "../gather-manifests.ts";
import { meets } from "../manifests/placeholder.ts";
import { say } from "../message.ts";
import { touches } from "../text.ts";
import type { Thresholds } from "../thresholds.ts";
import { type Block, type Hover, heading, note, row, table } from "./hover/blocks.ts";
import { hover } from "./hover/index.ts";
import { contextParts } from "./summary.ts";

/** More contexts than a hover shows. */
const MOST = 10;

/** What there is to say at an offset of a manifest that stands in a kubeconfig: as in a file of its own, or of it as a whole. */
export function embeddedHover(
  { embedded, analysis }: EmbeddedFacts,
  offset: number,
  thresholds: Thresholds,
): Hover | undefined {
  const [file] = analysis.files;
  if (file === undefined || !touches(embedded.span, offset)) return undefined;
  const inner = embedded.inner(offset);
  const isUnknown = inner === undefined || meets(embedded.toFill, { start: inner, end: inner });
  const found = isUnknown ? undefined : hover(analysis, file.source.id, inner, thresholds);
  if (found !== undefined) return { blocks: found.blocks, span: embedded.outer(found.span) };
  return { blocks: [...wholeBlocks({ embedded, analysis })], span: embedded.span };
}

function* wholeBlocks({ embedded, analysis }: Pick<EmbeddedFacts, "embedded" | "analysis">): Iterable<Block> {
  yield heading(say("Kubeconfig in {0}", embedded.key));
  const rows = analysis.contexts.slice(0, MOST).map(context => {
    const user = context.user.kind === "found" ? analysis.users.get(context.user.entry) : undefined;
    return row(say("{0}", context.entry.name), [...contextParts(context, user, analysis.now)]);
  });
  yield* table(rows);
  const more = analysis.contexts.length - MOST;
  if (more > 0) yield note(say("and {0} more", more));
  for (const finding of analysis.findings.slice(0, MOST)) yield { kind: "finding", finding };
}
