import type { SortKey } from "../../../core/report/arrange.ts";
import type { RowState } from "../../../core/report/model.ts";
import { stateOrder } from "../../../core/report/state.ts";
import { type Range, ranges } from "./timeline.ts";

export type Grouping = "none" | "file" | "state";

/** What a person has set on the page; it outlives the window. */
export interface ViewState {
  readonly scope: string;
  readonly filter: string;
  /** Only these states; none means all. */
  readonly states: readonly RowState[];
  readonly group: Grouping;
  readonly sort: SortKey;
  readonly descending: boolean;
  readonly range: Range;
  /** The labels of the groups that are closed. */
  readonly closed: readonly string[];
  /** Whether what was issued is shown. */
  readonly issued: boolean;
}

export const initial: ViewState = {
  scope: "all",
  filter: "",
  states: [],
  group: "none",
  sort: "state",
  descending: false,
  range: "year",
  closed: [],
  issued: true,
};

export const groupings: readonly Grouping[] = ["none", "file", "state"];
const sortKeys: readonly SortKey[] = ["name", "expires", "state", "identity", "ca", "context", "file"];

/** What was kept, as far as it still means something. */
export function restored(kept: unknown): ViewState {
  if (typeof kept !== "object" || kept === null) return initial;
  const from = new Map<string, unknown>(Object.entries(kept));
  const text = (key: string, otherwise: string) => {
    const value = from.get(key);
    return typeof value === "string" ? value : otherwise;
  };
  const list = (key: string) => {
    const value = from.get(key);
    return Array.isArray(value) ? value.filter(each => typeof each === "string") : [];
  };
  return {
    scope: text("scope", initial.scope),
    filter: text("filter", initial.filter),
    states: stateOrder.filter(state => list("states").includes(state)),
    group: groupings.find(each => each === from.get("group")) ?? initial.group,
    sort: sortKeys.find(each => each === from.get("sort")) ?? initial.sort,
    descending: from.get("descending") === true,
    range: ranges.find(each => each === from.get("range")) ?? initial.range,
    closed: list("closed"),
    issued: from.get("issued") !== false,
  };
}
