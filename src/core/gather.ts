import type { Analysis } from "./analysis.ts";
import { type EmbeddedFacts, factsOfManifests } from "./gather-manifests.ts";
import { looksLikeKubeconfig, readLikelySteps } from "./kubeconfig/detect.ts";
import { loadFiles } from "./kubeconfig/files.ts";
import type { Source } from "./kubeconfig/model.ts";
import { loadAndAnalyze } from "./load.ts";
import type { IssuedCertificate } from "./manifests/issued.ts";
import { componentPaths } from "./pki/components/paths.ts";
import { readComponentsSteps } from "./pki/components/read.ts";
import { kubeadmDirectories } from "./pki/kubeadm.ts";
import { withKubelet } from "./pki/kubelet.ts";
import type { KubeadmDirectory, PkiFolder } from "./pki/model.ts";
import { type FolderWorld, readPkiFolder, usualBounds, type WalkBounds } from "./pki/walk.ts";
import type { Finding } from "./rules/index.ts";
import { checkComponent, checkControlPlanes, checkPki } from "./rules/pki/check.ts";
import { summedUp } from "./rules/sum-up.ts";
import { type Breathe, breathing } from "./steps.ts";
import type { Thresholds } from "./thresholds.ts";

/**
 * How many clusters, users and contexts of a folder's kubeconfigs are kept together: what has more was made to fill the
 * memory. The one that exceeds it is the last that is read.
 */
const MOST_ENTRIES = 50_000;

/** A folder of certificates with everything that was found in it. */
export interface FolderFacts {
  readonly folder: PkiFolder;
  readonly kubeadm: readonly KubeadmDirectory[];
  /** Of the kubeconfigs of the folder, each by itself. */
  readonly analyses: readonly Analysis[];
  /** The kubeconfigs in manifests of the folder. */
  readonly embedded: readonly EmbeddedFacts[];
  /** The certificates of signing requests in manifests of the folder. */
  readonly issued: readonly IssuedCertificate[];
  /** Of the certificate files, components and manifests, by path. */
  readonly findings: readonly Finding[];
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
  read: PkiFolder,
  world: FolderWorld,
  options: GatherOptions,
): Promise<FolderFacts> {
  const kubeadm = kubeadmDirectories(read, world.style);
  const analyses: Analysis[] = [];
  const embedded: EmbeddedFacts[] = [];
  const issued: IssuedCertificate[] = [];
  const inManifests: Finding[] = [];
  let { truncated } = read;
  let entries = 0;
  for (const { path, text, mode, leftover } of read.kubeconfigs) {
    if (entries > MOST_ENTRIES) {
      truncated = true;
      break;
    }
    const document = await breathing(readLikelySteps(text), options.breathe);
    if (document === undefined || !looksLikeKubeconfig(document)) {
      const facts = await factsOfManifests(path, text, world, options);
      for (const each of facts.embedded) embedded.push(each);
      for (const each of facts.issued) issued.push(each);
      truncated ||= facts.truncated;
      if (leftover === undefined) for (const each of facts.findings) inManifests.push(each);
      continue;
    }
    const source = { id: path, path, text, document, ...(mode === undefined ? {} : { mode }) };
    const analysis = await gatherKubeconfigs([source], world, options);
    analyses.push(leftover === undefined ? analysis : ofLeftover(analysis));
    for (const { clusters, contexts, users } of analysis.files) {
      entries += clusters.length + contexts.length + users.length;
    }
  }
  const folder = truncated === read.truncated ? read : { ...read, truncated };
  if (options.datesOnly === true) return { folder, kubeadm, analyses, embedded, issued, findings: [] };
  const { now, breathe } = options;
  const timing = { now, warning: options.thresholds.warning, ...(breathe === undefined ? {} : { breathe }) };
  const findings = summedUp([
    ...(await checkPki(folder, kubeadm, timing)),
    ...(await checkComponents(folder, world, options)),
    ...inManifests,
  ]);
  return { folder, kubeadm, analyses, embedded, issued, findings };
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
