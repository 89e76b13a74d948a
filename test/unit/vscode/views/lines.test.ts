import { strict as assert } from "node:assert";
import { linesOf, shownRows } from "../../../../src/vscode/views/page/lines.ts";
import { initial, restored, type ViewState } from "../../../../src/vscode/views/page/state.ts";
import type { PageRow } from "../../../../src/vscode/views/protocol.ts";

function row(id: string, state: PageRow["state"], file: string, notAfter = 1): PageRow {
  return {
    id,
    kind: "ca",
    kindName: "CA",
    name: id,
    state,
    contexts: [],
    file,
    notAfter,
    externallyManaged: false,
    findings: [],
  };
}

const rows = [row("a", "ok", "one", 3), row("b", "expired", "two", 1), row("c", "ok", "two", 2)];

/** The keys of the lines, those of groups with their size. */
function keys(view: Partial<ViewState>): readonly string[] {
  const state = { ...initial, ...view };
  return linesOf(shownRows(rows, state), state).map(line =>
    line.kind === "group" ? `${line.open ? "-" : "+"} ${line.label} ${line.size}` : line.row.id,
  );
}

describe("the lines of the report", () => {
  const cases: readonly [string, Partial<ViewState>, readonly string[]][] = [
    ["come by urgency", {}, ["b", "c", "a"]],
    ["come by another column, either way", { sort: "name", descending: true }, ["c", "b", "a"]],
    ["are those of the chosen states", { states: ["ok"] }, ["c", "a"]],
    ["are those that the filter matches", { filter: "two b" }, ["b"]],
    ["stand below their state", { group: "state" }, ["- expired 1", "b", "- ok 2", "c", "a"]],
    ["are hidden in a closed group", { group: "file", closed: ["two"] }, ["+ two 2", "- one 1", "a"]],
  ];
  for (const [title, view, expected] of cases) it(title, () => assert.deepEqual(keys(view), expected));
});

describe("the kept state of the report", () => {
  it("survives as it was", () => {
    const state: ViewState = {
      ...initial,
      scope: "effective",
      filter: "jane",
      states: ["expired"],
      group: "file",
      closed: ["x"],
      issued: false,
    };
    assert.deepEqual(restored(JSON.parse(JSON.stringify(state))), state);
  });

  it("is the usual one as far as it means nothing", () => {
    const kept = { scope: 3, states: ["nonsense", "ok"], group: "moon", sort: null, range: {}, closed: [1] };
    assert.deepEqual(
      [restored(undefined), restored(kept)],
      [initial, { ...initial, states: ["ok"], closed: [] }],
    );
  });
});
