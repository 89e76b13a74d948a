import { humanDuration, shortHumanDuration } from "../x509/describe.ts";
import { isAuthority, residualSeconds } from "./kubeadm-info.ts";
import type { Report, ReportRow } from "./model.ts";
import type { Presentation } from "./presentation.ts";
import { alignCells, printable } from "./table.ts";

/**
 * As which kubeadm: since 1.31 residual times are written as `2y327d`, up to 1.30 as `2y`; up to 1.28 there is
 * no `super-admin.conf`.
 */
export type Generation = "1.31" | "1.30" | "1.28";

/**
 * Exactly what `kubeadm certs check-expiration` prints for a kubeadm directory, from the line
 * `CERTIFICATE …` on (cmd/kubeadm/app/cmd/certs.go). Any other report has the same two tables. A row that
 * makes kubeadm give up is marked `!BROKEN!`, as kubeadm marks `!MISSING!`.
 */
export function kubeadmText(
  report: Report,
  generation: Generation = "1.31",
  presentation: Presentation = {},
): string {
  const rows = kubeadmRows(report, generation);
  const name = nameIn(rows, presentation);
  const shown = (row: ReportRow) => `${name(row)}${row.state === "leftover" ? " (left over)" : ""}`;
  const line = (row: ReportRow) => cells(row, printable(shown(row)), report.now, generation);
  const certificates = [
    ["CERTIFICATE", "EXPIRES", "RESIDUAL TIME", "CERTIFICATE AUTHORITY", "EXTERNALLY MANAGED"],
    ...rows.filter(row => !isAuthority(row)).map(line),
  ];
  const authorities = [
    ["CERTIFICATE AUTHORITY", "EXPIRES", "RESIDUAL TIME", "EXTERNALLY MANAGED"],
    ...rows.filter(isAuthority).map(line),
  ];
  return `${alignCells(certificates)}\n\n${alignCells(authorities)}\n`;
}

/** The rows of kubeadm's tables: of a report on one kubeadm directory only what kubeadm lists. */
export function kubeadmRows(report: Report, generation: Generation = "1.31"): readonly ReportRow[] {
  if (report.kubeadm === undefined) return report.rows;
  const knowsSuperAdmin = generation !== "1.28";
  return report.rows.filter(row => row.kubeadm && (knowsSuperAdmin || row.name !== "super-admin.conf"));
}

/** Where rows of several kubeconfigs stand together, each says which it is of. */
function nameIn(rows: readonly ReportRow[], { label }: Presentation): (row: ReportRow) => string {
  const plain = (row: ReportRow) => row.kubeadm || row.span === undefined;
  const files = new Set(rows.filter(row => !plain(row)).map(row => row.file));
  return row => (plain(row) || files.size < 2 ? row.name : `${label?.(row.file) ?? row.file}: ${row.name}`);
}

function cells(row: ReportRow, name: string, now: number, generation: Generation): readonly string[] {
  const authority = isAuthority(row);
  if (row.state === "missing") return marked("!MISSING!", name, authority);
  if (row.state === "leftover" && row.notAfter === undefined) return marked("", name, authority);
  if (row.notAfter === undefined || row.state === "broken") return marked("!BROKEN!", name, authority);
  const managed = (row.externallyManaged ? "yes" : "no").padEnd(8);
  const dates = [expires(row.notAfter), timeLeft(row, now, generation)];
  return authority ? [name, ...dates, managed] : [name, ...dates, printable(row.caName ?? ""), managed];
}

function marked(mark: string, name: string, authority: boolean): readonly string[] {
  return [`${mark} ${name}`.trimStart(), "", "", "", ...(authority ? [] : [""])];
}

/** The residual time of a row; empty without an end. What ends before it begins has none, whatever kubeadm says. */
export function timeLeft(
  { state, notAfter }: Pick<ReportRow, "state" | "notAfter">,
  now: number,
  generation: Generation = "1.31",
): string {
  if (notAfter === undefined) return "";
  return state === "never-valid" ? "never valid" : residualTime(notAfter, now, generation);
}

/** Residual time as the generation writes it: `<invalid>` when past by two seconds or more. */
export function residualTime(until: number, now: number, generation: Generation = "1.31"): string {
  const ms = residualSeconds(until, now) * 1000;
  return generation === "1.31" ? humanDuration(ms) : shortHumanDuration(ms);
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** Go's layout `Jan 02, 2006 15:04 MST` in UTC. @param ms milliseconds since the epoch */
export function expires(ms: number): string {
  const date = new Date(ms);
  const two = (number: number) => String(number).padStart(2, "0");
  const day = `${MONTHS[date.getUTCMonth()]} ${two(date.getUTCDate())}`;
  const year = String(date.getUTCFullYear()).padStart(4, "0");
  return `${day}, ${year} ${two(date.getUTCHours())}:${two(date.getUTCMinutes())} UTC`;
}
