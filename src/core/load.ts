import type { Analysis } from "./analysis.ts";
import { analyzeSteps, readSourceSteps } from "./analyze.ts";
import { type AnalysisCache, createAnalysisCache } from "./kubeconfig/cache.ts";
import { loadFiles, referencedPaths } from "./kubeconfig/files.ts";
import type { KubeconfigFile, Source } from "./kubeconfig/model.ts";
import { verifySignatures } from "./kubeconfig/signatures.ts";
import type { FolderWorld } from "./pki/walk.ts";
import { type Breathe, breathing } from "./steps.ts";
import type { Thresholds } from "./thresholds.ts";

export interface LoadOptions {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly thresholds: Thresholds;
  /** Larger files that a kubeconfig names are not read. Bytes. */
  readonly maxBytes: number;
  /** Whether a file that a kubeconfig names may be looked at; all may where it is left out. */
  readonly mayOpen?: (path: string) => boolean;
  /** What earlier calls decoded of the same configuration. */
  readonly cache?: AnalysisCache;
  /** Awaited between steps of what may take long, so that others of the host have their turn. */
  readonly breathe?: Breathe;
  /** Leave signatures unchecked: who issued what is then told by names and key ids. */
  readonly datesOnly?: boolean | undefined;
}

/**
 * Reads kubeconfigs that kubectl would merge, in their order of precedence, loads the files that they name, and analyses
 * them. Every way from a text to findings leads through here. Never throws.
 */
export async function loadAndAnalyze(
  sources: readonly Source[],
  { files, style }: Pick<FolderWorld, "files" | "style">,
  {
    now,
    thresholds,
    maxBytes,
    mayOpen = () => true,
    cache = createAnalysisCache(),
    breathe,
    datesOnly,
  }: LoadOptions,
): Promise<Analysis> {
  const read: KubeconfigFile[] = [];
  for (const source of sources) read.push(await breathing(readSourceSteps(source, cache), breathe));
  const view = await loadFiles(files, referencedPaths(read, style).filter(mayOpen), maxBytes);
  const { signatures } = cache;
  const analyzeNow = () =>
    breathing(
      analyzeSteps(sources, { now: now(), thresholds, files: view, style, cache, signatures }),
      breathe,
    );
  const analysis = await analyzeNow();
  if (datesOnly === true) return analysis;
  const { surprises } = signatures;
  await verifySignatures(analysis, signatures);
  // Names and key ids are no proof: where a signature says otherwise, everything is judged by it.
  return signatures.surprises === surprises ? analysis : analyzeNow();
}
