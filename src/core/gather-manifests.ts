import type { Analysis } from "./analysis.ts";
import { loadAndAnalyze } from "./load.ts";
import { type EmbeddedKubeconfig, embeddedIn, MOST_EMBEDDED } from "./manifests/embedded.ts";
import { type IssuedCertificate, issuedIn } from "./manifests/issued.ts";
import { type ManifestObject, MOST_OBJECTS, readObjectsSteps } from "./manifests/objects.ts";
import { meets } from "./manifests/placeholder.ts";
import { render, say } from "./message.ts";
import type { FolderWorld } from "./pki/walk.ts";
import type { Finding, FindingCode } from "./rules/index.ts";
import { checkObject } from "./rules/pki/check.ts";
import { summedUp } from "./rules/sum-up.ts";
import { type Breathe, breathing } from "./steps.ts";
import type { Thresholds } from "./thresholds.ts";

/** A kubeconfig in a manifest with what was found out about it. */
export interface EmbeddedFacts {
  /** The manifest, as findings name it. */
  readonly source: string;
  readonly embedded: EmbeddedKubeconfig;
  /** As of a file of its own, with places in the kubeconfig. */
  readonly analysis: Analysis;
}

/** What a text of manifests holds for us. */
export interface ManifestFacts {
  readonly objects: readonly ManifestObject[];
  readonly embedded: readonly EmbeddedFacts[];
  /** The certificates of signing requests, in the order of the text. */
  readonly issued: readonly IssuedCertificate[];
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
  /** Those of the text, where they have been read. */
  readonly objects?: readonly ManifestObject[];
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
  options: ManifestOptions,
): Promise<ManifestFacts> {
  const { breathe } = options;
  const objects = options.objects ?? (await breathing(readObjectsSteps(text), breathe));
  const embedded: EmbeddedFacts[] = [];
  const issued: IssuedCertificate[] = [];
  const findings: Finding[] = [];
  let full = false;
  const ids = new Map<string, number>();
  for (const object of objects) {
    for (const each of await checkObject({ object, source })) findings.push(each);
    const certificate = issuedIn(object, source);
    if (certificate !== undefined) issued.push(certificate);
    if (full) continue;
    for (const each of await breathing(embeddedIn(object), breathe)) {
      full = embedded.length === MOST_EMBEDDED;
      if (full) break;
      const analysis = await analysisOf(each, idOf(source, each, ids), world, options);
      embedded.push({ source, embedded: each, analysis });
      for (const { related: _, ...finding } of analysis.findings)
        findings.push({ ...finding, source, span: each.outer(finding.span) });
    }
  }
  const truncated = full || objects.length >= MOST_OBJECTS;
  return { objects, embedded, issued, findings: summedUp(findings), truncated };
}

/** As of a file of its own, without what cannot be said of it in a manifest. */
async function analysisOf(
  embedded: EmbeddedKubeconfig,
  id: string,
  world: Pick<FolderWorld, "files" | "style">,
  { now, thresholds, breathe }: ManifestOptions,
): Promise<Analysis> {
  const { text, document } = embedded;
  const analysis = await loadAndAnalyze([{ id, text, ...(document && { document }) }], world, {
    now: () => now,
    thresholds,
    maxBytes: 0,
    mayOpen: () => false,
    ...(breathe && { breathe }),
  });
  return { ...analysis, findings: analysis.findings.flatMap(finding => toSay(embedded, finding)) };
}

/** `secrets.yaml#team/c1-kubeconfig data.value`: the same again for the same object, and another for each of a text. */
function idOf(source: string, { object, key }: EmbeddedKubeconfig, taken: Map<string, number>): string {
  const namespace = object.namespace === "" ? "" : `${object.namespace}/`;
  const id = `${source}#${namespace}${object.name} ${key}`;
  const before = taken.get(id) ?? 0;
  taken.set(id, before + 1);
  return before === 0 ? id : `${id}\n${before + 1}`;
}

/** What one value says by itself, whatever becomes of others that are still to be filled in. */
const OF_ONE_VALUE: ReadonlySet<FindingCode> = new Set<FindingCode>([
  "bad-base64",
  "bad-pem",
  "wrong-pem-kind",
  "certificate-malformed",
  "certificate-expired",
  "certificate-never-valid",
  "certificate-not-yet-valid",
  "certificate-expiring",
  "ca-expired",
  "ca-not-yet-valid",
  "ca-expiring",
  "ca-not-a-ca",
  "weak-key",
  "weak-signature",
  "key-malformed",
  "token-expired",
  "token-never-valid",
  "token-not-yet-valid",
  "token-expiring",
]);

/** A finding in the words of the tool that wrote the kubeconfig; none on what it does not have, or is to be filled in. */
function toSay({ toFill, fieldAt }: EmbeddedKubeconfig, finding: Finding): readonly Finding[] {
  if (toFill.length > 0 && (!OF_ONE_VALUE.has(finding.code) || meets(toFill, finding.span))) return [];
  if (fieldAt === undefined) return [finding];
  // The types are those of that tool, and its own rule speaks of them.
  if (finding.code === "wrong-type") return [];
  const field = fieldAt(finding.span);
  if (field === undefined) return [];
  const message = say(
    "{0} (Argo CD connects with the same client; the field is {1} here.)",
    render(finding.message),
    field,
  );
  return [{ ...finding, message }];
}
