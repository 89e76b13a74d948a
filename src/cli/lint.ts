import type { Analysis } from "../core/analysis.ts";
import { documentationOf } from "../core/features/docs.ts";
import { LineIndex } from "../core/line-index.ts";
import { isSigningRequest } from "../core/manifests/signing-request.ts";
import { render, say } from "../core/message.ts";
import { verdictOfSeverities } from "../core/report/exit.ts";
import { type LintResult, lintFinding, lintUnusable } from "../core/report/lint-result.ts";
import { lintJson, lintText } from "../core/report/lint-text.ts";
import { sarif } from "../core/report/sarif.ts";
import type { LintCommand } from "./arguments.ts";
import { gather, type Manifests } from "./check-expiration.ts";
import { labelOf } from "./labels.ts";
import type { CliWorld } from "./world.ts";

const DAY = 86_400_000;

/** What is wrong. @returns the exit code: 2 with an error, 1 with a warning, else 0 */
export async function lint(command: LintCommand, world: CliWorld): Promise<number> {
  const thresholds = { warning: 30 * DAY, critical: 7 * DAY };
  const gathered = await gather(command.paths, { now: world.now(), thresholds }, world);
  const results: LintResult[] = gathered.unusable.map(({ path, reason }) => lintUnusable(path, reason));
  const add = (each: Iterable<LintResult>) => {
    for (const result of each) results.push(result);
  };
  for (const analysis of gathered.analyses) add(resultsOf(analysis));
  for (const { folder, analyses, findings } of gathered.folders) {
    for (const analysis of analyses) add(resultsOf(analysis));
    const lines = new Map(folder.kubeconfigs.map(({ path, text }) => [path, new LineIndex(text)]));
    add(findings.map(each => lintFinding(each, each.span.end > 0 ? lines.get(each.source) : undefined)));
  }
  for (const each of gathered.manifests) add(resultsOfManifests(each));
  world.out(rendered(results, command, world));
  return verdictOfSeverities(results.map(result => result.severity));
}

function resultsOf({ files, findings }: Analysis): readonly LintResult[] {
  const lines = new Map(files.map(({ source }) => [source.id, new LineIndex(source.text)]));
  return findings.flatMap(finding => {
    const index = lines.get(finding.source);
    return index === undefined ? [] : [lintFinding(finding, index)];
  });
}

/** What is wrong in them; that there is nothing to look at, where that is so. */
function resultsOfManifests({
  path,
  text,
  what,
  findings,
  embedded,
  objects,
}: Manifests): readonly LintResult[] {
  const lines = new LineIndex(text);
  if (findings.length > 0) return findings.map(finding => lintFinding(finding, lines));
  if (embedded.length > 0 || objects.some(isSigningRequest)) return [];
  const message = say("This is {0}, and holds no kubeconfig: there is nothing to check.", render(what));
  return [
    {
      ...lintUnusable(path, message),
      code: "wrong-kind",
      severity: "information",
      help: documentationOf("wrong-kind"),
    },
  ];
}

function rendered(results: readonly LintResult[], { format }: LintCommand, world: CliWorld): string {
  const label = labelOf(world);
  const labelled = results.map(result => ({ ...result, file: label(result.file) }));
  if (format === "sarif") {
    return sarif(labelled, { version: world.version, uri: uriOf });
  }
  return format === "json" ? lintJson(labelled) : lintText(labelled);
}

/** Relative paths stay relative; an absolute one becomes a `file:` URI. */
function uriOf(file: string): string {
  const path = file.replaceAll("\\", "/").split("/").map(encodeURIComponent).join("/");
  if (/^[A-Za-z]:\//.test(file.replaceAll("\\", "/"))) return `file:///${path.replace("%3A", ":")}`;
  return path.startsWith("/") ? `file://${path}` : path;
}
