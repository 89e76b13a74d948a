import type { Analysis, Thresholds } from "../analysis.ts";
import { analyze } from "../analyze.ts";
import { looksLikeKubeconfig } from "../kubeconfig/detect.ts";
import { loadFiles, referencedPaths } from "../kubeconfig/files.ts";
import type { Source } from "../kubeconfig/model.ts";
import { readKubeconfig } from "../kubeconfig/read.ts";
import { checkPki } from "../pki/checks/index.ts";
import { checkComponent } from "../pki/components/check.ts";
import { componentPaths } from "../pki/components/paths.ts";
import { readComponent } from "../pki/components/read.ts";
import { kubeadmDirectories } from "../pki/kubeadm.ts";
import { withKubelet } from "../pki/kubelet.ts";
import type { PkiFolder, PkiProblem } from "../pki/model.ts";
import { type FolderWorld, readPkiFolder, usualBounds, type WalkBounds } from "../pki/walk.ts";
import type { FolderFacts } from "./build.ts";

export interface GatherOptions {
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly thresholds: Thresholds;
  readonly bounds?: WalkBounds;
  /** Leave out the problems, which read and verify more: the rows tell the dates. */
  readonly datesOnly?: boolean;
  /** Awaited between two certificates, so that others of the host have their turn. */
  readonly breathe?: () => Promise<void>;
}

/** Analyzes kubeconfigs that kubectl would merge, with the files that they name. Never throws. */
export async function gatherKubeconfigs(
  sources: readonly Source[],
  world: FolderWorld,
  { now, thresholds, bounds = usualBounds }: GatherOptions,
): Promise<Analysis> {
  const paths = sources.flatMap(source => referencedPaths([readKubeconfig(source)], world.style));
  const files = await loadFiles(world.files, paths, bounds.certificateBytes);
  return analyze(sources, { now, thresholds, files, style: world.style });
}

/** Reads a folder of certificates: what kubeadm knows, every other file, its kubeconfigs. Never throws. */
export async function gatherFolder(
  path: string,
  world: FolderWorld,
  options: GatherOptions,
): Promise<FolderFacts> {
  const read = await readPkiFolder(path, world, options.bounds);
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
  for (const { path, text, mode } of folder.kubeconfigs) {
    if (!looksLikeKubeconfig(text)) continue;
    const source = { id: path, path, text, ...(mode === undefined ? {} : { mode }) };
    analyses.push(await gatherKubeconfigs([source], world, options));
  }
  if (options.datesOnly === true) return { folder, kubeadm, analyses, problems: [] };
  const { now, breathe } = options;
  const timing = { now, warning: options.thresholds.warning, ...(breathe === undefined ? {} : { breathe }) };
  const problems = [
    ...(await checkPki(folder, kubeadm, timing)),
    ...(await checkComponents(folder, world, options)),
  ];
  return { folder, kubeadm, analyses, problems };
}

/** What is wrong with the files that the manifests and kubelet configurations of a folder name. */
async function checkComponents(
  { kubeconfigs }: PkiFolder,
  world: FolderWorld,
  { now, bounds = usualBounds }: GatherOptions,
): Promise<readonly PkiProblem[]> {
  const problems: PkiProblem[] = [];
  for (const { path, text } of kubeconfigs) {
    const component = readComponent(text);
    if (component === undefined) continue;
    const paths = componentPaths(component, path);
    const files = await loadFiles(world.files, paths, bounds.certificateBytes);
    problems.push(...checkComponent(component, { manifest: path, files, now }));
  }
  return problems;
}
