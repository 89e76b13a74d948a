import type { Analysis } from "../analysis.ts";
import { encodeBase64 } from "../bytes/base64.ts";
import { utf8Bytes } from "../bytes/bytes.ts";
import { insertBefore } from "../edits/insert.ts";
import { removeKey } from "../edits/remove.ts";
import type { KubeconfigFile } from "../kubeconfig/model.ts";
import { readKubeconfigSteps } from "../kubeconfig/read.ts";
import { misplacedContent } from "../kubeconfig/secrecy.ts";
import { type Message, say } from "../message.ts";
import type { Finding, FindingCode } from "../rules/index.ts";
import { atOnce, type Steps } from "../steps.ts";
import { applyEdits, type Span, type TextEdit } from "../text.ts";
import type { MapNode } from "../yaml/node.ts";
import { scalarText } from "../yaml/write.ts";
import { entryFixed, removalFix, renamingFix } from "./entry-fixes.ts";
import { type Place, placeAt } from "./place.ts";
import { yamlFixes } from "./yaml-fixes.ts";

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
  /** Of the whole configuration. */
  readonly files: readonly KubeconfigFile[];
}

const V1 = "client.authentication.k8s.io/v1";

/** Which finding has which fixes. Findings are known by code and data, never by their message. */
const FIXES: Readonly<Partial<Record<FindingCode, (problem: Problem) => Iterable<Fix>>>> = {
  "yaml-refused": readableYaml,
  "wrong-type": retype,
  "misspelt-key": renameKey,
  "file-missing": nameSuggested,
  "context-user-missing": nameSuggested,
  "context-cluster-missing": nameSuggested,
  "current-context-missing": nameSuggested,
  "exec-interactive-mode-invalid": nameSuggested,
  "ca-with-insecure": removeInsecure,
  "exec-api-version-removed": useApiVersion,
  "exec-interactive-mode-missing": addInteractiveMode,
  "duplicate-name": renameOrRemove,
  "unreferenced-user": removeEntry,
  "unreferenced-cluster": removeEntry,
  "shadowed-entry": renameOrRemove,
  "server-without-scheme": addScheme,
  "content-in-path": moveContent,
};

/** The safe fixes of a finding, each the smallest edit. Takes as long as reading the file again for each. */
export function fixes(analysis: Analysis, finding: Finding): readonly Fix[] {
  return proposedFixes(analysis, finding).filter(fix => isSafe(analysis, finding, fix));
}

/** The same before anybody has looked at their outcome: `isSafe` has to be asked before one lands. */
export function proposedFixes(analysis: Analysis, finding: Finding): readonly Fix[] {
  const file = fileOf(analysis, finding);
  const make = FIXES[finding.code];
  return file === undefined || make === undefined ? [] : [...make({ file, finding, files: analysis.files })];
}

/** Reads the outcome: an anchor that is gone, a key that stands twice; the file must be no worse than it was. */
export function isSafe(analysis: Analysis, finding: Finding, fix: Fix): boolean {
  return atOnce(isSafeSteps(analysis, finding, fix));
}

/** As `isSafe`, step by step. */
export function* isSafeSteps(analysis: Analysis, finding: Finding, { edits }: Fix): Steps<boolean> {
  const file = fileOf(analysis, finding);
  if (file === undefined || edits.length === 0) return false;
  const { source, refusals, document } = file;
  const after = yield* readKubeconfigSteps({ ...source, text: applyEdits(source.text, edits) });
  const most = refusals.length - (REFUSALS.has(finding.code) ? 1 : 0);
  return after.refusals.length <= most && after.document.notices.length <= document.notices.length;
}

function fileOf(analysis: Analysis, finding: Finding): KubeconfigFile | undefined {
  return analysis.files.find(each => each.source.id === finding.source);
}

/** Findings that make kubectl refuse the file: their fix must leave one refusal less. */
const REFUSALS: ReadonlySet<FindingCode> = new Set(["wrong-type", "duplicate-name"]);

function suggestionOf({ data }: Finding): string | undefined {
  const suggestion = data?.["suggestion"];
  return typeof suggestion === "string" ? suggestion : undefined;
}

function* readableYaml({ file, finding }: Problem): Iterable<Fix> {
  for (const fix of yamlFixes(file.source.text, finding.span)) yield { ...fix, preferred: true };
}

/** Text that YAML takes for something else gets quotes; a quoted `true` or `false` loses them. */
function* retype({ file, finding }: Problem): Iterable<Fix> {
  const { start, end } = finding.span;
  const value = placeAt(file.document, start)?.value;
  if (value?.kind !== "scalar" || value.span.start !== start || value.span.end !== end) return;
  if (value.style === "plain") {
    const quote = (at: number): TextEdit => ({ span: { start: at, end: at }, newText: '"' });
    yield { title: say("Put it in quotes"), edits: [quote(start), quote(end)], preferred: true };
  } else if (value.text === "true" || value.text === "false") {
    const edits = [{ span: finding.span, newText: value.text }];
    yield { title: say("Remove the quotes"), edits, preferred: true };
  }
}

function* addScheme({ file, finding }: Problem): Iterable<Fix> {
  const value = placeAt(file.document, finding.span.start)?.value;
  if (value?.kind !== "scalar") return;
  const start = value.span.start + (value.style === "plain" ? 0 : 1);
  const edits = [{ span: { start, end: start }, newText: "https://" }];
  yield { title: say("Add {0}", "https://"), edits, preferred: false };
}

function* renameKey({ file, finding }: Problem): Iterable<Fix> {
  const key = suggestionOf(finding);
  if (key === undefined) return;
  const written = file.source.text.slice(finding.span.start, finding.span.end);
  const edits = [{ span: finding.span, newText: scalarText(key, written) }];
  yield { title: say("Rename the key to {0}", key), edits, preferred: true };
}

/** The value goes under the key that holds such a thing; PEM is encoded for it. */
function* moveContent({ file, finding }: Problem): Iterable<Fix> {
  const key = finding.data?.["to"];
  const place = placeAt(file.document, finding.span.start);
  const value = place?.value;
  if (typeof key !== "string" || place?.key === undefined || value?.kind !== "scalar") return;
  const { text } = file.source;
  const written = (span: Span) => text.slice(span.start, span.end);
  const edits = [{ span: place.key, newText: scalarText(key, written(place.key)) }];
  if (misplacedContent(value.text)?.kind === "pem") {
    const encoded = encodeBase64(utf8Bytes(`${value.text.trim()}\n`));
    edits.push({ span: value.span, newText: encoded });
  }
  yield { title: say("Move it to {0}", key), edits, preferred: true };
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

function* removeEntry({ file, finding, files }: Problem): Iterable<Fix> {
  const entry = entryFixed(file, finding.span);
  const fix = entry && removalFix(files, file, entry);
  if (fix !== undefined) yield { ...fix, preferred: !fix.losesSecret };
}

/** Two entries of one name: rather rename one than lose what it holds. */
function* renameOrRemove({ file, finding, files }: Problem): Iterable<Fix> {
  const entry = entryFixed(file, finding.span);
  if (entry === undefined) return;
  const renaming = renamingFix(files, file, entry);
  if (renaming !== undefined) yield { ...renaming, preferred: true };
  const removal = removalFix(files, file, entry);
  if (removal !== undefined) yield { ...removal, preferred: false };
}
