import type { Report, ReportRow } from "../../../src/core/report/model.ts";

export const NOW = Date.parse("2026-11-22T00:00:00Z");
const DAY = 86_400_000;

/** A row with everything ordinary but what is given. */
export function row(name: string, given: Partial<ReportRow> = {}): ReportRow {
  return {
    id: name,
    kind: "pki-file",
    name,
    kubeadm: true,
    state: "ok",
    contexts: [],
    file: `/etc/kubernetes/pki/${name}.crt`,
    notBefore: NOW - DAY,
    notAfter: NOW + 100 * DAY,
    caName: "ca",
    externallyManaged: false,
    ...given,
  };
}

/** A row of something that is not there. */
export function missing(name: string, given: Partial<ReportRow> = {}): ReportRow {
  const { notBefore, notAfter, ...rest } = row(name, { state: "missing", ...given });
  return rest;
}

export function report(rows: readonly ReportRow[], given: Partial<Report> = {}): Report {
  return { now: NOW, thresholds: { warning: 30 * DAY, critical: 7 * DAY }, rows, findings: [], ...given };
}
