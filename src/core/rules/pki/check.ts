import type { Draft } from "../../finding.ts";
import { type ComponentWorld, loadComponent } from "../../pki/components/load.ts";
import type { Component } from "../../pki/components/read.ts";
import { controlPlanes } from "../../pki/control-planes.ts";
import type { KubeadmDirectory, PkiFolder } from "../../pki/model.ts";
import { subjectsOf } from "../../pki/subjects.ts";
import type { Finding, FindingCode } from "../index.ts";
import { findingOf, type Rule } from "../rule.ts";
import { summedUp } from "../sum-up.ts";
import { certificateRules, componentRules, folderRules, manifestRules, planesRules } from "./list.ts";
import type { ManifestInput, PkiTiming } from "./rule.ts";

/**
 * What is wrong in a folder of certificates. Asynchronous, since signatures are verified; the host breathes between two
 * certificates. Sorted by path.
 */
export async function checkPki(
  folder: PkiFolder,
  kubeadm: readonly KubeadmDirectory[],
  timing: PkiTiming,
): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const each of folderRules) {
    for await (const draft of each.check({ folder, kubeadm })) findings.push(findingOf(each, draft));
  }
  for (const subject of subjectsOf(folder, kubeadm)) {
    for (const each of certificateRules) {
      for await (const draft of each.check({ subject, timing })) findings.push(findingOf(each, draft));
    }
    await timing.breathe?.();
  }
  return [...summedUp(findings)].sort((a, b) => (a.source < b.source ? -1 : a.source > b.source ? 1 : 0));
}

/** What is wrong between the control planes of folders that are looked at together, by the file it is said of. */
export function checkControlPlanes(folders: readonly PkiFolder[]): readonly Finding[] {
  const planes = folders.flatMap(controlPlanes);
  return planesRules.flatMap(each => findingsOf(each, each.check(planes)));
}

/** What is wrong with the files that a component names. Says nothing of a file that nobody looked at. */
export function checkComponent(component: Component, world: ComponentWorld): readonly Finding[] {
  const loaded = loadComponent(component, world);
  return componentRules
    .flatMap(each => findingsOf(each, each.check(loaded)))
    .sort((a, b) => a.span.start - b.span.start);
}

/** What is wrong with an object of a manifest. */
export async function checkObject(input: ManifestInput): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const each of manifestRules) {
    for await (const draft of each.check(input)) findings.push(findingOf(each, draft));
  }
  return findings;
}

function findingsOf(
  rule: Pick<Rule<FindingCode>, "code" | "severity">,
  drafts: Iterable<Draft>,
): readonly Finding[] {
  return [...drafts].map(draft => findingOf(rule, draft));
}
