import type { Analysis } from "./analysis.ts";
import { caRelations } from "./kubeconfig/ca-relation.ts";
import { type AnalysisCache, createAnalysisCache } from "./kubeconfig/cache.ts";
import { certificateUses } from "./kubeconfig/certificate-uses.ts";
import { mergedClientConfig } from "./kubeconfig/clientcmd/config.ts";
import { tlsVerdict } from "./kubeconfig/clientcmd/tls.ts";
import { worldOf } from "./kubeconfig/clientcmd/world.ts";
import { clusterFacts, userFactsSteps } from "./kubeconfig/facts.ts";
import type {
  ClusterFacts,
  EffectiveConfig,
  ResolvedContext,
  SignatureVerdicts,
  UserFacts,
} from "./kubeconfig/facts-model.ts";
import type { Lookup } from "./kubeconfig/material.ts";
import { merge } from "./kubeconfig/merge.ts";
import type { ClusterEntry, ContextEntry, KubeconfigFile, Source, UserEntry } from "./kubeconfig/model.ts";
import { readKubeconfigSteps } from "./kubeconfig/read.ts";
import { type Resolution, resolveContext } from "./kubeconfig/resolve.ts";
import type { FileView, PathStyle } from "./ports.ts";
import { check } from "./rules/index.ts";
import { atOnce, type Steps } from "./steps.ts";
import type { Thresholds } from "./thresholds.ts";

export interface AnalyzeOptions {
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly thresholds: Thresholds;
  /** What is known of the files that the sources name: see `referencedPaths`. */
  readonly files: FileView;
  readonly style: PathStyle;
  /** What earlier analyses of the same configuration decoded. */
  readonly cache?: AnalysisCache;
  /** Check keys as Go does, at some milliseconds a key, rather than by the public part that they state. */
  readonly exactKeys?: boolean;
  /** What `verifySignatures` found out; without it relations to a CA are told by names and key ids. */
  readonly signatures?: SignatureVerdicts;
}

/**
 * Everything there is to know of one kubeconfig, or of several that kubectl merges, in their order of precedence. Never
 * throws, runs nothing and reads nothing: what lies in other files comes from `options.files`.
 */
export function analyze(sources: readonly Source[], options: AnalyzeOptions): Analysis {
  return atOnce(analyzeSteps(sources, options));
}

/** As `analyze`, step by step. */
export function* analyzeSteps(sources: readonly Source[], options: AnalyzeOptions): Steps<Analysis> {
  const cache = options.cache ?? createAnalysisCache();
  const files: KubeconfigFile[] = [];
  for (const source of sources) files.push(yield* readSourceSteps(source, cache));
  const effective = merge(files);
  const lookup: Lookup = {
    files: options.files,
    style: options.style,
    cache,
    paths: new Map(sources.map(source => [source.id, source.path])),
  };
  const exact = options.exactKeys ?? false;
  const clusters = yield* factsOfClusters(files, lookup);
  const users = yield* factsOfUsers(files, effective, lookup, exact);
  const config = mergedClientConfig(files, effective);
  const world = worldOf(lookup);
  const resolution: Resolution = {
    effective,
    clusters,
    users,
    relation: caRelations(options.now, options.signatures, cache.relations),
    usable: context => tlsVerdict(config, context.name, world, exact).ok,
  };
  const facts = {
    files,
    effective,
    contexts: yield* resolveContexts(files, resolution),
    clusters,
    users,
    certificates: certificateUses(files, clusters, users),
    now: options.now,
  };
  const findings = yield* check({ facts, thresholds: options.thresholds });
  cache.sweep();
  return { ...facts, findings };
}

/** Reads a kubeconfig the way `analyze` does with the same cache, which will then not read it again. */
export function* readSourceSteps(source: Source, cache: AnalysisCache): Steps<KubeconfigFile> {
  const known = cache.known(source);
  if (known !== undefined) return known;
  const contents = cache.contentsOf(source);
  const file = yield* readKubeconfigSteps(source, { defectOf: contents.defectOf });
  cache.keep(file, contents);
  return file;
}

function* resolveContexts(
  files: readonly KubeconfigFile[],
  resolution: Resolution,
): Steps<readonly ResolvedContext[]> {
  const contexts: ResolvedContext[] = [];
  for (const file of files) {
    for (const entry of file.contexts) {
      contexts.push(resolveContext(entry, resolution));
      yield;
    }
  }
  return contexts;
}

function* factsOfClusters(
  files: readonly KubeconfigFile[],
  lookup: Lookup,
): Steps<ReadonlyMap<ClusterEntry, ClusterFacts>> {
  const facts = new Map<ClusterEntry, ClusterFacts>();
  for (const file of files) {
    for (const entry of file.clusters) {
      facts.set(entry, clusterFacts(entry, lookup));
      yield;
    }
  }
  return facts;
}

function* factsOfUsers(
  files: readonly KubeconfigFile[],
  effective: EffectiveConfig,
  lookup: Lookup,
  exact: boolean,
): Steps<ReadonlyMap<UserEntry, UserFacts>> {
  const contexts = contextsByUser(files, effective);
  const facts = new Map<UserEntry, UserFacts>();
  for (const file of files) {
    for (const entry of file.users) {
      const using = effective.users.get(entry.name) === entry ? (contexts.get(entry.name) ?? []) : [];
      facts.set(entry, yield* userFactsSteps(entry, lookup, using, exact));
      yield;
    }
  }
  return facts;
}

/** Contexts by the name of their user, effective ones first. */
function contextsByUser(
  files: readonly KubeconfigFile[],
  effective: EffectiveConfig,
): ReadonlyMap<string, readonly ContextEntry[]> {
  const byUser = new Map<string, ContextEntry[]>();
  for (const wanted of [false, true]) {
    for (const entry of files.flatMap(file => file.contexts)) {
      const name = entry.user?.value;
      if (!name || effective.shadowed.has(entry) !== wanted) continue;
      const list = byUser.get(name);
      if (list) list.push(entry);
      else byUser.set(name, [entry]);
    }
  }
  return byUser;
}
