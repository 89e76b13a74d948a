import type { Analysis } from "./analysis.ts";
import { loadAndAnalyze } from "./load.ts";
import { type EmbeddedKubeconfig, embeddedIn } from "./manifests/embedded.ts";
import { type ManifestObject, readObjectsSteps } from "./manifests/objects.ts";
import type { FolderWorld } from "./pki/walk.ts";
import type { Finding } from "./rules/index.ts";
import { checkObject } from "./rules/pki/check.ts";
import { type Breathe, breathing } from "./steps.ts";
import type { Thresholds } from "./thresholds.ts";

/** A kubeconfig in a manifest with what was found out about it. */
export interface EmbeddedFacts {
  readonly embedded: EmbeddedKubeconfig;
  readonly analysis: Analysis;
}

/** What a text of manifests holds for us. */
export interface ManifestFacts {
  readonly objects: readonly ManifestObject[];
  readonly embedded: readonly EmbeddedFacts[];
  /** In the text of the manifests, those on kubeconfigs in it included. */
  readonly findings: readonly Finding[];
}

export interface ManifestOptions {
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly thresholds: Thresholds;
  readonly breathe?: Breathe | undefined;
}

/**
 * Reads the objects of a text, and analyses the kubeconfigs in them. Files that these name are those of another machine: they
 * are not looked at. Never throws.
 * @param source what findings name as their source
 */
export async function factsOfManifests(
  source: string,
  text: string,
  world: Pick<FolderWorld, "files" | "style">,
  { now, thresholds, breathe }: ManifestOptions,
): Promise<ManifestFacts> {
  const objects = await breathing(readObjectsSteps(text), breathe);
  const embedded: EmbeddedFacts[] = [];
  const findings: Finding[] = [];
  for (const object of objects) {
    findings.push(...(await checkObject({ object, source })));
    for (const each of await breathing(embeddedIn(object), breathe)) {
      const analysis = await loadAndAnalyze([{ id: `${source}#${each.key}`, text: each.text }], world, {
        now: () => now,
        thresholds,
        maxBytes: 0,
        mayOpen: () => false,
        ...(breathe && { breathe }),
      });
      embedded.push({ embedded: each, analysis });
      for (const { related: _, ...finding } of analysis.findings)
        findings.push({ ...finding, source, span: each.outer(finding.span) });
    }
  }
  return { objects, embedded, findings };
}
