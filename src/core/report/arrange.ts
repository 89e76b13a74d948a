import type { ReportRow, RowState } from "./model.ts";
import { stateOrder } from "./state.ts";

export type SortKey = "name" | "expires" | "state" | "identity" | "ca" | "context" | "file";

export interface Filter {
  /** Only these states; absent means all. */
  readonly states?: ReadonlySet<RowState>;
  readonly kinds?: ReadonlySet<ReportRow["kind"]>;
  /** Words that must all occur in name, identity, groups, contexts, CA or file, whatever their case. */
  readonly text?: string;
}

/** What of a row decides on its place. */
export type Arrangeable = Pick<
  ReportRow,
  "name" | "kind" | "state" | "identity" | "contexts" | "file" | "notAfter" | "caName"
>;

export interface Group<Row extends Arrangeable = ReportRow> {
  readonly label: string;
  readonly rows: readonly Row[];
}

/** The rows in another order; rows that are equal under `key` stay as they were, unknown ends come last. */
export function sortRows<Row extends Arrangeable>(
  rows: readonly Row[],
  key: SortKey,
  descending = false,
): readonly Row[] {
  const compare = comparators[key];
  return rows.toSorted((a, b) => (descending ? compare(b, a) : compare(a, b)));
}

export function filterRows<Row extends Arrangeable>(rows: readonly Row[], filter: Filter): readonly Row[] {
  const words = (filter.text ?? "").toLowerCase().split(/\s+/).filter(Boolean);
  return rows.filter(
    row =>
      (filter.states?.has(row.state) ?? true) &&
      (filter.kinds?.has(row.kind) ?? true) &&
      (words.length === 0 || holdsAll(searchText(row), words)),
  );
}

/** Groups in the order in which they first occur; by state, the most urgent first. */
export function groupRows<Row extends Arrangeable>(
  rows: readonly Row[],
  by: "file" | "state",
): readonly Group<Row>[] {
  const groups = new Map<string, Row[]>();
  if (by === "state") for (const state of stateOrder) groups.set(state, []);
  for (const row of rows) {
    const label = by === "file" ? row.file : row.state;
    const group = groups.get(label);
    if (group === undefined) groups.set(label, [row]);
    else group.push(row);
  }
  return [...groups].filter(([, each]) => each.length > 0).map(([label, each]) => ({ label, rows: each }));
}

const comparators: Readonly<Record<SortKey, (a: Arrangeable, b: Arrangeable) => number>> = {
  name: by(row => row.name),
  expires: (a, b) => (a.notAfter ?? Number.MAX_VALUE) - (b.notAfter ?? Number.MAX_VALUE),
  state: (a, b) => stateOrder.indexOf(a.state) - stateOrder.indexOf(b.state) || comparators.expires(a, b),
  identity: by(row => row.identity?.user ?? ""),
  ca: by(row => row.caName ?? ""),
  context: by(row => row.contexts[0] ?? ""),
  file: by(row => row.file),
};

function by(text: (row: Arrangeable) => string): (a: Arrangeable, b: Arrangeable) => number {
  return (a, b) => compareText(text(a), text(b));
}

/** By code unit, which for the names of kubeadm is the order of Go's strings. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function searchText(row: Arrangeable): string {
  const { name, identity, contexts, caName = "", file } = row;
  const who = identity === undefined ? [] : [identity.user, ...identity.groups];
  return [name, ...who, ...contexts, caName, file].join("\n").toLowerCase();
}

function holdsAll(text: string, words: readonly string[]): boolean {
  return words.every(word => text.includes(word));
}
