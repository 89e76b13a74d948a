import * as vscode from "vscode";
import { visible } from "../../core/features/markdown.ts";
import { moment, type Timing } from "../../core/features/time.ts";
import type { Platform } from "../../core/ports.ts";
import { type ReportInput, reportSteps } from "../../core/report/build.ts";
import { kindName, stateName } from "../../core/report/columns.ts";
import type { Generation } from "../../core/report/kubeadm-text.ts";
import { residualTime } from "../../core/report/kubeadm-text.ts";
import type { Report, ReportRow } from "../../core/report/model.ts";
import { textOf } from "../convert.ts";
import type { ReadFolder } from "../pki/folders.ts";
import type { AnalyzedGroup } from "../sources/groups.ts";
import { treeSource } from "../tree/tree-source.ts";
import { isAddress, pathOrAddress, shortPath, uriOfFile } from "../world/paths.ts";
import { pathOf } from "../world/pki-world.ts";
import { inSlices, Slices } from "../world/slices.ts";
import type { PageRow, Scope } from "./protocol.ts";
import type { ServersOfGroups } from "./services.ts";

/** Everything that a report may be about. */
export interface ReportInputs {
  readonly groups: readonly AnalyzedGroup[];
  readonly servers: Pick<ServersOfGroups, "all">;
  readonly folders: readonly ReadFolder[];
}

export const EVERYTHING = "all";

/** Everything, then each configuration, then each folder. */
export function scopesOf(
  { groups, folders }: Pick<ReportInputs, "groups" | "folders">,
  timing: Timing,
  platform: Platform,
): readonly Scope[] {
  return [
    { id: EVERYTHING, label: vscode.l10n.t("All sources") },
    ...groups.map(group => {
      const { label, detail } = treeSource(group, timing.thresholds, platform);
      const name = visible([textOf(label), ...detail.map(textOf)].join(" · "));
      return { id: group.id, label: name };
    }),
    ...folders.map(({ id, place }) => ({ id, label: visible(shortPath(place.uri, platform)) })),
  ];
}

/** The report on one scope; on everything where there is no such scope. Files are paths, or addresses elsewhere. */
export async function reportOn(
  scope: string,
  { groups, folders, servers }: ReportInputs,
  timing: Timing,
): Promise<Report> {
  const serversOf = (group: AnalyzedGroup) => ({ analysis: group.analysis, seen: servers.all(group) });
  const group = groups.find(({ id }) => id === scope);
  if (group !== undefined) {
    return build({ analyses: [group.analysis], folders: [], servers: [serversOf(group)] }, timing);
  }
  const folder = folders.find(({ id }) => id === scope);
  if (folder !== undefined) return build({ analyses: [], folders: [folder.facts] }, timing);
  const inFolders = new Set(folders.flatMap(({ facts }) => facts.analyses.flatMap(idsOf)).map(pathOfFile));
  const others = groups.filter(
    ({ kind, analysis }) =>
      kind === "effective" || !idsOf(analysis).every(id => inFolders.has(pathOfFile(id))),
  );
  const report = await build(
    {
      analyses: others.map(({ analysis }) => analysis),
      folders: folders.map(({ facts }) => facts),
      servers: groups.map(serversOf),
    },
    timing,
  );
  return withoutRepeats(report);
}

async function build(input: ReportInput, timing: Timing): Promise<Report> {
  const report = await inSlices(reportSteps(input, timing));
  return { ...report, rows: report.rows.map(row => ({ ...row, file: fileOf(row.file) })) };
}

/** A row's file as people know it. */
export function fileLabel(file: string, platform: Platform): string {
  return visible(shortPath(uriOfFile(file), platform));
}

/** The rows as the page takes them. */
export async function pageRows(
  report: Report,
  platform: Platform,
  generation: Generation,
): Promise<readonly PageRow[]> {
  const findings = new Map<string, string[]>();
  for (const { source: path, severity, message } of report.findings) {
    if (severity !== "error" && severity !== "warning") continue;
    const texts = findings.get(path);
    if (texts === undefined) findings.set(path, [visible(textOf(message))]);
    else texts.push(visible(textOf(message)));
  }
  const rows: PageRow[] = [];
  const slices = new Slices();
  for (const row of report.rows) {
    rows.push(pageRow(row, report, platform, generation, findings.get(row.file) ?? []));
    await slices.next();
  }
  return rows;
}

function pageRow(
  row: ReportRow,
  { now }: Report,
  platform: Platform,
  generation: Generation,
  findings: readonly string[],
): PageRow {
  const { id, kind, state, ca, detail, notBefore, notAfter, identity, caName, externallyManaged } = row;
  return {
    id,
    kind,
    state,
    externallyManaged,
    name: visible(row.name),
    kindName: textOf(kindName(row.kind)),
    contexts: row.contexts.map(visible),
    file: fileLabel(row.file, platform),
    findings,
    ...(detail !== undefined && { detail: visible(textOf(detail)) }),
    ...(identity !== undefined && {
      identity: { ...identity, user: visible(identity.user), groups: identity.groups.map(visible) },
    }),
    ...(caName !== undefined && { caName: visible(caName) }),
    ...(ca !== undefined && { ca }),
    ...(notBefore !== undefined && { notBefore, starts: moment(notBefore) }),
    ...(notAfter !== undefined && {
      notAfter,
      ends: moment(notAfter),
      residual: residualOf(row, notAfter, now, generation),
    }),
  };
}

/** As kubeadm writes it; what is over says for how long, where kubeadm says `<invalid>`. */
function residualOf({ state }: ReportRow, until: number, now: number, generation: Generation): string {
  if (state === "never-valid") return textOf(stateName(state));
  return until < now
    ? vscode.l10n.t("{0} ago", residualTime(now, until, generation))
    : residualTime(until, now, generation);
}

function idsOf({ files }: AnalyzedGroup["analysis"]): readonly string[] {
  return files.map(({ source }) => source.id);
}

function pathOfFile(file: string): string {
  return pathOf(uriOfFile(file));
}

function fileOf(file: string): string {
  return isAddress(file) ? pathOrAddress(uriOfFile(file)) : file;
}

/** Without the client certificates of kubeconfigs that kubeadm's rows are about, whose contexts those then have. */
function withoutRepeats(report: Report): Report {
  const placeOf = ({ file, span }: ReportRow) => (span === undefined ? undefined : `${span.start} ${file}`);
  const kubeadm = new Set(report.rows.filter(row => row.kubeadm).map(placeOf));
  kubeadm.delete(undefined);
  const repeats = new Map<string | undefined, ReportRow>();
  for (const row of report.rows)
    if (!row.kubeadm && kubeadm.has(placeOf(row))) repeats.set(placeOf(row), row);
  const gone = new Set(repeats.values());
  const rows = report.rows
    .filter(row => !gone.has(row))
    .map(row => {
      const other = row.kubeadm ? repeats.get(placeOf(row)) : undefined;
      return other === undefined ? row : { ...row, contexts: other.contexts };
    });
  return { ...report, rows };
}
