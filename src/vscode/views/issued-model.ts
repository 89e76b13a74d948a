import * as vscode from "vscode";
import { visible } from "../../core/features/markdown.ts";
import { moment, standing, type Timing } from "../../core/features/time.ts";
import type { IssuedPlace } from "../../core/features/tree/issued.ts";
import type { Location } from "../../core/finding.ts";
import { compareEnds, type IssuedRecord, isValidAt } from "../../core/ledger/record.ts";
import { stateOf } from "../../core/report/state.ts";
import { textOf } from "../convert.ts";
import type { ReadLedger } from "../ledger/ledger.ts";
import type { IssuedLocator } from "../ledger/locate.ts";
import type { AnalyzedGroup } from "../sources/groups.ts";
import type { PageIssued, PageIssuedRow } from "./protocol.ts";
import { EVERYTHING } from "./report-model.ts";

/** How many rows the page has; the view and the export have all. */
const MOST = 500;

/** What was issued, as the report is about it. */
export interface IssuedInput {
  readonly ledgers: readonly ReadLedger[];
  readonly groups: readonly AnalyzedGroup[];
  readonly locate: IssuedLocator;
}

/** What the ledgers say that a scope is about: all, what went into a configuration, what CAs of a folder issued. */
export function issuedIn(scope: string, { ledgers, groups, locate }: IssuedInput): readonly IssuedRecord[] {
  if (scope === EVERYTHING) return ledgers.flatMap(({ records }) => records);
  const group = groups.find(({ id }) => id === scope);
  if (group === undefined) {
    return ledgers.filter(({ uri }) => uri.toString().startsWith(`${scope}/`)).flatMap(each => each.records);
  }
  const members = new Set(group.members.map(({ id }) => id));
  const isIn = (record: IssuedRecord) => members.has(locate(record)?.place.source ?? "");
  return ledgers.flatMap(({ records }) => records.filter(isIn));
}

/** The section of the page, and where each of its rows leads. What is valid comes first, the soonest end before others. */
export function pageIssued(
  records: readonly IssuedRecord[],
  locate: IssuedLocator,
  timing: Timing,
): { readonly page: PageIssued; readonly places: readonly (Location | undefined)[] } {
  const shown = records.toSorted((a, b) => compareEnds(a, b, timing.now)).slice(0, MOST);
  const located = shown.map(record => ({ record, at: locate(record) }));
  const valid = records.filter(record => isValidAt(record, timing.now)).length;
  const more = records.length - shown.length;
  const page = {
    summary: vscode.l10n.t("Issued here: {0}, of which {1} are valid", records.length, valid),
    rows: located.map(({ record, at }) => rowOf(record, at, timing)),
    ...(more > 0 && { more: vscode.l10n.t("and {0} more", more) }),
  };
  return { page, places: located.map(({ at }) => at?.place) };
}

function rowOf(record: IssuedRecord, at: IssuedPlace | undefined, timing: Timing): PageIssuedRow {
  const { user, subject, groups, issued, notBefore, notAfter, ca, file, serial } = record;
  return {
    name: visible(user || subject),
    groups: visible(groups.join(", ")),
    state: stateOf(timing, { notBefore, notAfter }),
    ends: moment(notAfter),
    left: textOf(standing(timing.now, { notBefore, notAfter })),
    issued: moment(issued),
    ca: visible(ca.name),
    serial,
    file: visible(at?.label ?? file),
    opens: at !== undefined,
  };
}
