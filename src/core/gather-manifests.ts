import type { Analysis } from "./analysis.ts";
import { loadAndAnalyze } from "./load.ts";
import { type EmbeddedKubeconfig, embeddedIn, MOST_EMBEDDED } from "./manifests/embedded.ts";
import { type ManifestObject, readObjectsSteps } from "./manifests/objects.ts";
import type { FolderWorld } from "./pki/walk.ts";
import type { Finding } from "./rules/index.ts";
import { checkObject } from "./rules/pki/check.ts";
import { summedUp } from "./rules/sum-up.ts";
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
  /** Whether the text holds more kubeconfigs than are looked at. */
  readonly truncated: boolean;
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
  let truncated = false;
  for (const object of objects) {
    for (const each of await checkObject({ object, source })) findings.push(each);
    for (const each of await breathing(embeddedIn(object), breathe)) {
      if (embedded.length === MOST_EMBEDDED) {
        truncated = true;
        break;
      }
      const { text: inner, document } = each;
      const own = { id: `${source}#${each.key}`, text: inner, ...(document && { document }) };
      const analysis = await loadAndAnalyze([own], world, {
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
  return { objects, embedded, findings: summedUp(findings), truncated };
}
