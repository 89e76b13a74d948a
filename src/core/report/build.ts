import type { Analysis } from "../analysis.ts";
import { equalBytes } from "../bytes/bytes.ts";
import type { Timing } from "../features/time.ts";
import type { FolderFacts } from "../gather.ts";
import type { EmbeddedFacts } from "../gather-manifests.ts";
import type { IssuedCertificate } from "../manifests/issued.ts";
import { isInUse, type Leftover } from "../pki/model.ts";
import { atOnce, type Steps } from "../steps.ts";
import { compareText } from "./arrange.ts";
import { linkAuthorities, type RowDraft } from "./draft.ts";
import { isAuthority } from "./kubeadm-info.ts";
import type { Report, ReportRow } from "./model.ts";
import { rowsOfEmbedded } from "./rows-of-embedded.ts";
import { rowsOfIssued } from "./rows-of-issued.ts";
import { rowsOfKubeconfig } from "./rows-of-kubeconfig.ts";
import { leadingCertificates, rowsOfFile, rowsOfKubeadm } from "./rows-of-pki.ts";
import { rowsOfServers, type SeenServersOf } from "./rows-of-servers.ts";

export interface ReportInput {
  readonly analyses: readonly Analysis[];
  readonly folders: readonly FolderFacts[];
  /** Kubeconfigs in manifests that stand in none of the folders. */
  readonly embedded?: readonly EmbeddedFacts[];
  /** The certificates of signing requests in such manifests. */
  readonly issued?: readonly IssuedCertificate[];
  /** What servers of the analyses were seen to show. */
  readonly servers?: readonly SeenServersOf[];
}

/**
 * The expiration report over kubeconfigs and folders of certificates. A certificate that several inputs show
 * in the same place has one row.
 */
export function buildReport(input: ReportInput, timing: Timing): Report {
  return atOnce(reportSteps(input, timing));
}

/** As `buildReport`, in steps of well below a millisecond, between which a host may do other things. */
export function* reportSteps(input: ReportInput, timing: Timing): Steps<Report> {
  const { analyses, folders, embedded = [], issued = [], servers = [] } = input;
  const drafts: RowDraft[] = [];
  for (const folder of folders) for (const row of yield* rowsOfFolder(folder, timing)) drafts.push(row);
  for (const analysis of analyses) {
    for (const row of rowsOfKubeconfig(analysis, timing)) drafts.push(row);
    yield;
  }
  for (const each of servers) for (const row of rowsOfServers(each, timing)) drafts.push(row);
  for (const row of [...rowsOfEmbedded(embedded, timing), ...rowsOfIssued(issued, timing)]) drafts.push(row);
  const kubeadm = onlyKubeadm(input);
  const rows = yield* linkAuthorities(withoutDuplicates(drafts));
  return {
    ...timing,
    rows: rows.toSorted(asListed),
    findings: folders.flatMap(each => each.findings),
    ...(kubeadm === undefined ? {} : { kubeadm }),
  };
}

/** Certificates before authorities, then by name, then by file. */
function asListed(a: ReportRow, b: ReportRow): number {
  return (
    Number(isAuthority(a)) - Number(isAuthority(b)) ||
    compareText(a.name, b.name) ||
    compareText(a.file, b.file)
  );
}

/** The kubeadm directory, when the report is about nothing else. */
function onlyKubeadm({ analyses, folders, embedded = [], issued = [] }: ReportInput): string | undefined {
  const [first] = folders;
  const others = analyses.length + embedded.length + issued.length;
  if (others > 0 || folders.length !== 1 || first === undefined) return undefined;
  return first.kubeadm.find(directory => directory.prefix === "")?.path;
}

function* rowsOfFolder(
  { folder, kubeadm, analyses, embedded, issued }: FolderFacts,
  timing: Timing,
): Steps<readonly RowDraft[]> {
  const listed = kubeadm.flatMap(directory => rowsOfKubeadm(directory, timing));
  const known = new Set(listed.map(({ row }) => row.file));
  const leading = leadingCertificates(folder.files.filter(isInUse));
  const files: RowDraft[] = [];
  for (const file of folder.files) {
    if (!known.has(file.path) && file.sameAs === undefined) {
      for (const row of rowsOfFile(file, timing, leading)) files.push(leftOver(row, file.leftover));
    }
    yield;
  }
  const aside = new Map(folder.kubeconfigs.map(({ path, leftover }) => [path, leftover]));
  const kubeconfigs = [
    ...analyses.flatMap(analysis => rowsOfKubeconfig(analysis, timing)),
    ...rowsOfEmbedded(embedded, timing),
    ...rowsOfIssued(issued, timing),
  ].map(draft => leftOver(draft, aside.get(draft.row.file)));
  return [
    ...withContexts(listed, kubeconfigs),
    ...files,
    ...kubeconfigs.filter(draft => !repeats(draft, listed)),
  ];
}

function leftOver(draft: RowDraft, leftover: Leftover | undefined): RowDraft {
  return leftover === undefined
    ? draft
    : { ...draft, row: { ...draft.row, state: "leftover", detail: leftover.why } };
}

/** Kubeadm's rows for kubeconfigs, with the contexts that the analysis knows. */
function withContexts(listed: readonly RowDraft[], kubeconfigs: readonly RowDraft[]): readonly RowDraft[] {
  return listed.map(draft => {
    const same = kubeconfigs.find(other => isSamePlace(draft.row, other.row));
    return same === undefined ? draft : { ...draft, row: { ...draft.row, contexts: same.row.contexts } };
  });
}

/** Whether kubeadm's rows already say it: the same place, or the CA of the PKI inside one of its kubeconfigs. */
function repeats({ row, certificate }: RowDraft, listed: readonly RowDraft[]): boolean {
  return listed.some(
    other =>
      isSamePlace(other.row, row) ||
      (row.kind === "ca" &&
        other.row.kind === "ca" &&
        certificate !== undefined &&
        other.certificate !== undefined &&
        equalBytes(certificate.der, other.certificate.der)),
  );
}

function isSamePlace(a: ReportRow, b: ReportRow): boolean {
  return a.span !== undefined && a.file === b.file && a.span.start === b.span?.start;
}

function withoutDuplicates(drafts: readonly RowDraft[]): readonly RowDraft[] {
  const seen = new Set<string>();
  return drafts.filter(({ row }) => {
    if (seen.has(row.id)) return false;
    seen.add(row.id);
    return true;
  });
}
