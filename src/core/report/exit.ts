import type { Severity } from "../finding.ts";
import type { ReportRow, RowState } from "./model.ts";

/** What a script is told: 0 fine, 1 something ends soon, 2 something has ended or is broken. */
export type Verdict = 0 | 1 | 2;

const VERDICTS: Readonly<Record<RowState, Verdict>> = {
  ok: 0,
  expiring: 1,
  critical: 1,
  "not-yet-valid": 2,
  expired: 2,
  "never-valid": 2,
  missing: 2,
  broken: 2,
  leftover: 0,
};

/** The worst of the rows. What a working cluster may lack counts as fine. */
export function verdictOfRows(rows: readonly ReportRow[]): Verdict {
  return worst(rows.map(row => (row.state === "missing" && row.optional === true ? 0 : VERDICTS[row.state])));
}

/** 2 for an error, 1 for a warning, 0 for everything else. */
export function verdictOfSeverities(severities: readonly Severity[]): Verdict {
  return worst(severities.map(severity => (severity === "error" ? 2 : severity === "warning" ? 1 : 0)));
}

function worst(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes(2)) return 2;
  return verdicts.includes(1) ? 1 : 0;
}
