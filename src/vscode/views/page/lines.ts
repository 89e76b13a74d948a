import { filterRows, groupRows, sortRows } from "../../../core/report/arrange.ts";
import type { RowState } from "../../../core/report/model.ts";
import type { PageRow } from "../protocol.ts";
import type { ViewState } from "./state.ts";

/** One line of the table. */
export type Line =
  | {
      readonly kind: "group";
      readonly key: string;
      readonly label: string;
      readonly size: number;
      readonly open: boolean;
    }
  | { readonly kind: "row"; readonly key: string; readonly row: PageRow };

/** The rows that are shown, in their order. */
export function shownRows(rows: readonly PageRow[], view: ViewState): readonly PageRow[] {
  const states = view.states.length === 0 ? {} : { states: new Set(view.states) };
  return sortRows(filterRows(rows, { text: view.filter, ...states }), view.sort, view.descending);
}

/** The lines of the table: the rows, below the heads of their groups where they are grouped. */
export function linesOf(rows: readonly PageRow[], { group, closed }: ViewState): readonly Line[] {
  if (group === "none") return rows.map(lineOf);
  return groupRows(rows, group).flatMap(({ label, rows: each }): readonly Line[] => {
    const open = !closed.includes(label);
    const head: Line = { kind: "group", key: `group ${label}`, label, size: each.length, open };
    return open ? [head, ...each.map(lineOf)] : [head];
  });
}

/** How many rows there are of each state, whatever is chosen. */
export function countStates(rows: readonly PageRow[]): ReadonlyMap<RowState, number> {
  const counts = new Map<RowState, number>();
  for (const { state } of rows) counts.set(state, (counts.get(state) ?? 0) + 1);
  return counts;
}

function lineOf(row: PageRow): Line {
  return { kind: "row", key: `row ${row.id}`, row };
}
