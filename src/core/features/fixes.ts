import type { Analysis } from "../analysis.ts";
import { insertBefore } from "../edits/insert.ts";
import { removeItem, removeKey } from "../edits/remove.ts";
import { scalarText } from "../edits/scalar.ts";
import type { Finding } from "../finding.ts";
import type { Entry, KubeconfigFile } from "../kubeconfig/model.ts";
import { readKubeconfig } from "../kubeconfig/read.ts";
import { type Message, say } from "../message.ts";
import type { FindingCode } from "../rules/index.ts";
import { applyEdits, type TextEdit } from "../text.ts";
import type { MapNode } from "../yaml/node.ts";
import { type Place, placeAt } from "./place.ts";
import { sectionAt, sectionOf } from "./sections.ts";

/** A change that takes a finding away. The edits belong to the finding's own file. */
export interface Fix {
  readonly title: Message;
  readonly edits: readonly TextEdit[];
  /** Set for the one that a person most likely wants. */
  readonly preferred: boolean;
}

interface Problem {
  readonly file: KubeconfigFile;
  readonly finding: Finding;
}

const V1 = "client.authentication.k8s.io/v1";

/** Which finding has which fixes. Findings are known by code and data, never by their message. */
const FIXES: Readonly<Partial<Record<FindingCode, (problem: Problem) => Iterable<Fix>>>> = {
  "misspelt-key": renameKey,
  "context-user-missing": nameSuggested,
  "context-cluster-missing": nameSuggested,
  "current-context-missing": nameSuggested,
  "exec-interactive-mode-invalid": nameSuggested,
  "ca-with-insecure": removeInsecure,
  "exec-api-version-removed": useApiVersion,
  "exec-interactive-mode-missing": addInteractiveMode,
  "duplicate-name": removeEntry,
  "unreferenced-user": removeEntry,
  "unreferenced-cluster": removeEntry,
};

/** The safe fixes of a finding, each the smallest edit. Reading the outcome again has shown no new refusal. */
export function fixes(analysis: Analysis, finding: Finding): readonly Fix[] {
  const file = analysis.files.find(each => each.source.id === finding.source);
  const make = FIXES[finding.code];
  if (file === undefined || make === undefined) return [];
  return [...make({ file, finding })].filter(fix => isSafe(file, fix.edits));
}

/** An anchor that is gone, a key that stands twice: the file must be no worse than it was. */
function isSafe(file: KubeconfigFile, edits: readonly TextEdit[]): boolean {
  if (edits.length === 0) return false;
  const { source } = file;
  const after = readKubeconfig({ ...source, text: applyEdits(source.text, edits) });
  const noWorse = after.refusals.length <= file.refusals.length;
  return noWorse && after.document.notices.length <= file.document.notices.length;
}

function suggestionOf({ data }: Finding): string | undefined {
  const suggestion = data?.["suggestion"];
  return typeof suggestion === "string" ? suggestion : undefined;
}

function* renameKey({ file, finding }: Problem): Iterable<Fix> {
  const key = suggestionOf(finding);
  if (key === undefined) return;
  const written = file.source.text.slice(finding.span.start, finding.span.end);
  const edits = [{ span: finding.span, newText: scalarText(key, written) }];
  yield { title: say("Rename the key to {0}", key), edits, preferred: true };
}

function* nameSuggested({ file, finding }: Problem): Iterable<Fix> {
  const name = suggestionOf(finding);
  if (name === undefined) return;
  const written = file.source.text.slice(finding.span.start, finding.span.end);
  const edits = [{ span: finding.span, newText: scalarText(name, written) }];
  yield { title: say('Change to "{0}"', name), edits, preferred: true };
}

function* removeInsecure(problem: Problem): Iterable<Fix> {
  const found = keyAt(problem, "insecure-skip-tls-verify");
  if (found === undefined) return;
  const edits = removeKey(problem.file.source.text, found.map, found.index);
  yield { title: say("Remove {0}", "insecure-skip-tls-verify"), edits, preferred: true };
}

function* useApiVersion(problem: Problem): Iterable<Fix> {
  const { file, finding } = problem;
  const text = file.source.text;
  const written = text.slice(finding.span.start, finding.span.end);
  const v1: TextEdit = { span: finding.span, newText: scalarText(V1, written) };
  const mode = interactiveModeEdits(problem);
  yield { title: say("Use {0}", V1), edits: [v1, ...mode], preferred: true };
  const v1beta1: TextEdit = { span: finding.span, newText: scalarText(`${V1}beta1`, written) };
  yield { title: say("Use {0}", `${V1}beta1`), edits: [v1beta1], preferred: false };
}

function* addInteractiveMode(problem: Problem): Iterable<Fix> {
  const edits = interactiveModeEdits(problem);
  yield { title: say("Add {0}", "interactiveMode: IfAvailable"), edits, preferred: true };
}

/** v1 gives no default to interactiveMode: client-go tools/clientcmd/api/v1/defaults.go. */
function interactiveModeEdits(problem: Problem): readonly TextEdit[] {
  const text = problem.file.source.text;
  const mode = keyAt(problem, "interactiveMode");
  const value = mode?.entry.value;
  if (mode !== undefined && value?.kind === "scalar") {
    if (value.text !== "" && value.value.type !== "null") return [];
    const space = value.span.start === mode.entry.key.span.end + 1 ? " " : "";
    return [
      { span: value.span, newText: `${space}${scalarText("IfAvailable", text[value.span.start] ?? "")}` },
    ];
  }
  const version = mode === undefined ? keyAt(problem, "apiVersion") : undefined;
  return version ? [insertBefore(text, version.map, version.entry, "interactiveMode", "IfAvailable")] : [];
}

/** A key of the mapping that the finding stands in. */
function keyAt({ file, finding }: Problem, name: string) {
  const map = innermostMap(placeAt(file.document, finding.span.start));
  const index = map?.entries.findLastIndex(({ key }) => key.kind === "scalar" && key.text === name) ?? -1;
  const entry = map?.entries[index];
  return map === undefined || entry === undefined ? undefined : { map, index, entry };
}

function innermostMap(place: Place | undefined): MapNode | undefined {
  return place?.around.findLast(node => node.kind === "map");
}

function* removeEntry({ file, finding }: Problem): Iterable<Fix> {
  const all: readonly Entry[] = [...file.clusters, ...file.users, ...file.contexts];
  const { start, end } = finding.span;
  const entry = all.find(({ nameSpan, span }) =>
    [nameSpan, span].some(s => s.start === start && s.end === end),
  );
  const list = entry && sectionAt(file, sectionOf(entry))?.value;
  if (entry === undefined || list?.kind !== "seq") return;
  const edits = removeItem(file.source.text, list, entry.index);
  yield { title: removeTitle(entry), edits, preferred: finding.code !== "duplicate-name" };
}

function removeTitle({ kind, name }: Entry): Message {
  switch (kind) {
    case "cluster":
      return say('Remove the cluster "{0}"', name);
    case "user":
      return say('Remove the user "{0}"', name);
    case "context":
      return say('Remove the context "{0}"', name);
  }
}
