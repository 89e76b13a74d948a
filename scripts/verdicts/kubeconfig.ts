import { readFileSync } from "node:fs";
import type { Analysis } from "../../src/core/analysis.ts";
import { analyze, readSourceSteps } from "../../src/core/analyze.ts";
import { type AnalysisCache, createAnalysisCache } from "../../src/core/kubeconfig/cache.ts";
import {
  type ClientConfig,
  type ClientWorld,
  clientConfigOf,
  mergedExtras,
} from "../../src/core/kubeconfig/clientcmd/config.ts";
import { normalize } from "../../src/core/kubeconfig/clientcmd/normalize.ts";
import { type TlsVerdict, tlsVerdict } from "../../src/core/kubeconfig/clientcmd/tls.ts";
import {
  confirmUsable,
  invalidConfiguration,
  noContext,
  validate,
} from "../../src/core/kubeconfig/clientcmd/validate.ts";
import { worldOf } from "../../src/core/kubeconfig/clientcmd/world.ts";
import { loadFiles, referencedPaths } from "../../src/core/kubeconfig/files.ts";
import type { KubeconfigFile, Source } from "../../src/core/kubeconfig/model.ts";
import { compareCodePoints } from "../../src/core/kubeconfig/order.ts";
import type { FileView } from "../../src/core/ports.ts";
import { atOnce } from "../../src/core/steps.ts";
import { decodeText } from "../../src/core/yaml/decode.ts";
import { nodeFiles } from "../../src/platform/node.ts";

const maxBytes = 16 * 1024 * 1024;
const day = 86_400_000;

/** The keys of `kubeconfig-expected.jsonl` and `config` of `kubeconfig-normalized.jsonl`. */
export type KubeconfigVerdict = Readonly<Record<string, unknown>>;

/**
 * What client-go would say of a file, by the product's own analysis. Paths in it are read for real.
 * @param path what it is called in the verdict
 * @param file where it is
 */
export async function kubeconfigVerdict(
  path: string,
  file: string,
  cache?: AnalysisCache,
): Promise<KubeconfigVerdict> {
  const bytes = readOrError(file);
  if (typeof bytes === "string") {
    return { path, bytes: 0, loadErr: bytes, clusters: null, contexts: null, users: null, current: "" };
  }
  return { path, bytes: bytes.length, ...(await verdictOf(bytes, file, cache)) };
}

function readOrError(path: string): Uint8Array | string {
  try {
    return readFileSync(path);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** @param path what relative paths are relative to the directory of; absent: as of a file without a place */
export async function verdictOf(
  bytes: Uint8Array,
  path: string | undefined,
  cache: AnalysisCache = createAnalysisCache(),
): Promise<KubeconfigVerdict> {
  const { text, decoding } = decodeText(bytes);
  const source: Source = {
    id: "file",
    text,
    ...(path !== undefined && { path }),
    decoding,
  };
  const file = atOnce(readSourceSteps(source, cache));
  const files = await loadFiles(nodeFiles, referencedPaths([file], "posix"), maxBytes);
  const analysis = analyze([source], {
    now: Date.now(),
    thresholds: { warning: 30 * day, critical: 7 * day },
    files,
    style: "posix",
    cache,
    exactKeys: true,
  });
  return describe(analysis, file, files, cache);
}

function describe(
  analysis: Analysis,
  file: KubeconfigFile,
  files: FileView,
  cache: AnalysisCache,
): KubeconfigVerdict {
  const refusal = file.refusals[0];
  if (refusal !== undefined) {
    return { loadErr: refusal.kubectl, clusters: null, contexts: null, users: null, current: "" };
  }
  const config = clientConfigOf(file);
  const paths = new Map([[file.source.id, file.source.path]]);
  const world = worldOf({ files, style: "posix", cache, paths });
  const errors = [...validate(config, world)].sort(compareCodePoints);
  const usable = confirmUsable(config, "", world);
  return {
    ...(errors.length > 0 && { validate: errors }),
    ...(usable.length > 0 && { confirmUsable: usableText(usable) }),
    clusters: namesOf(analysis.effective.clusters),
    contexts: namesOf(analysis.effective.contexts),
    users: namesOf(analysis.effective.users),
    current: config.currentContext,
    ...(config.contexts.size > 0 && { perContextTLS: setUps(config, world) }),
    config: normalize(config, mergedExtras([file])),
  };
}

function usableText(errors: readonly string[]): string {
  return errors[0] === noContext ? noContext : invalidConfiguration(errors);
}

function setUps(config: ClientConfig, world: ClientWorld): Readonly<Record<string, string>> {
  const names = [...config.contexts.keys()];
  return Object.fromEntries(names.map(name => [name, setUpText(tlsVerdict(config, name, world, true))]));
}

function setUpText(verdict: TlsVerdict): string {
  if (verdict.ok) return "ok";
  return `${verdict.stage === "config" ? "ClientConfig" : "TLSConfigFor"}: ${verdict.error}`;
}

function namesOf(entries: ReadonlyMap<string, unknown>): readonly string[] | null {
  return entries.size === 0 ? null : [...entries.keys()].sort(compareCodePoints);
}
