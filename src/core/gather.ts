import type { Analysis } from "./analysis.ts";
import { analyzeSteps, readSourceSteps } from "./analyze.ts";
import { type AnalysisCache, createAnalysisCache } from "./kubeconfig/cache.ts";
import { looksLikeKubeconfigSteps } from "./kubeconfig/detect.ts";
import { loadFiles, referencedPaths } from "./kubeconfig/files.ts";
import type { KubeconfigFile, Source } from "./kubeconfig/model.ts";
import { verifySignatures } from "./kubeconfig/signatures.ts";
import { componentPaths } from "./pki/components/paths.ts";
import { readComponentsSteps } from "./pki/components/read.ts";
import { kubeadmDirectories } from "./pki/kubeadm.ts";
import { withKubelet } from "./pki/kubelet.ts";
import type { KubeadmDirectory, PkiFolder } from "./pki/model.ts";
import { type FolderWorld, readPkiFolder, usualBounds, type WalkBounds } from "./pki/walk.ts";
import type { Finding } from "./rules/index.ts";
import { checkComponent, checkControlPlanes, checkPki } from "./rules/pki/check.ts";
import { type Breathe, breathing } from "./steps.ts";
import type { Thresholds } from "./thresholds.ts";

/** A folder of certificates with everything that was found in it. */
export interface FolderFacts {
  readonly folder: PkiFolder;
  readonly kubeadm: readonly KubeadmDirectory[];
  /** Of the kubeconfigs of the folder, each by itself. */
  readonly analyses: readonly Analysis[];
  /** Of the certificate files and components, by path. */
  readonly findings: readonly Finding[];
}

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

export interface GatherOptions {
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly thresholds: Thresholds;
  readonly bounds?: WalkBounds;
  /** Leave out the problems, which read and verify more: the rows tell the dates. */
  readonly datesOnly?: boolean;
  /** Awaited between steps of what may take long, so that others of the host have their turn. */
  readonly breathe?: Breathe;
}

/** As `loadAndAnalyze`, at a moment that is given. */
export function gatherKubeconfigs(
  sources: readonly Source[],
  world: FolderWorld,
  { now, thresholds, bounds = usualBounds, breathe, datesOnly }: GatherOptions,
): Promise<Analysis> {
  const options = { now: () => now, thresholds, maxBytes: bounds.certificateBytes, datesOnly };
  return loadAndAnalyze(sources, world, { ...options, ...(breathe && { breathe }) });
}

/** Reads a folder of certificates: what kubeadm knows, every other file, its kubeconfigs. Never throws. */
export async function gatherFolder(
  path: string,
  world: FolderWorld,
  options: GatherOptions,
): Promise<FolderFacts> {
  const read = await readPkiFolder(path, world, options.bounds, options.breathe);
  const folder = await withKubelet(read, kubeadmDirectories(read, world.style), world);
  return factsOfFolder(folder, world, options);
}

/** What is to be said of a folder that was read. */
export async function factsOfFolder(
  folder: PkiFolder,
  world: FolderWorld,
  options: GatherOptions,
): Promise<FolderFacts> {
  const kubeadm = kubeadmDirectories(folder, world.style);
  const analyses: Analysis[] = [];
  for (const { path, text, mode, leftover } of folder.kubeconfigs) {
    if (!(await breathing(looksLikeKubeconfigSteps(text), options.breathe))) continue;
    const source = { id: path, path, text, ...(mode === undefined ? {} : { mode }) };
    const analysis = await gatherKubeconfigs([source], world, options);
    analyses.push(leftover === undefined ? analysis : ofLeftover(analysis));
  }
  if (options.datesOnly === true) return { folder, kubeadm, analyses, findings: [] };
  const { now, breathe } = options;
  const timing = { now, warning: options.thresholds.warning, ...(breathe === undefined ? {} : { breathe }) };
  const findings = [
    ...(await checkPki(folder, kubeadm, timing)),
    ...(await checkComponents(folder, world, options)),
  ];
  return { folder, kubeadm, analyses, findings };
}

/** Folders that are looked at together, each with what their control planes have not in common as they should. */
export function compared(folders: readonly FolderFacts[]): readonly FolderFacts[] {
  const findings = checkControlPlanes(folders.map(({ folder }) => folder));
  if (findings.length === 0) return folders;
  return folders.map(each => {
    const paths = new Set(each.folder.files.map(({ path }) => path));
    const own = findings.filter(({ source }) => paths.has(source));
    return own.length === 0 ? each : { ...each, findings: [...each.findings, ...own] };
  });
}

/** Nothing uses it, so nothing fails; but what it holds is worth as much to a thief. */
function ofLeftover(analysis: Analysis): Analysis {
  const findings = analysis.findings.flatMap((each): readonly Finding[] =>
    each.code === "readable-by-others" ? [{ ...each, severity: "information" }] : [],
  );
  return { ...analysis, findings };
}

/** What is wrong with the files that the manifests and kubelet configurations of a folder name. */
async function checkComponents(
  { kubeconfigs }: PkiFolder,
  world: FolderWorld,
  { now, bounds = usualBounds, breathe }: GatherOptions,
): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const { path, text, leftover } of kubeconfigs) {
    if (leftover !== undefined) continue;
    for (const component of await breathing(readComponentsSteps(text), breathe)) {
      const paths = componentPaths(component, path);
      const files = await loadFiles(world.files, paths, bounds.certificateBytes);
      findings.push(...checkComponent(component, { manifest: path, files, now }));
    }
  }
  return findings;
}
