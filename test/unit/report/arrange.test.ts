import { strict as assert } from "node:assert";
import { filterRows, groupRows, sortRows } from "../../../src/core/report/arrange.ts";
import { verdictOfRows } from "../../../src/core/report/exit.ts";
import { stateOf } from "../../../src/core/report/state.ts";
import { missing, NOW, report, row } from "./support.ts";

const DAY = 86_400_000;
const names = (rows: readonly { readonly name: string }[]) => rows.map(each => each.name);

const rows = [
  row("b", { notAfter: NOW + 3 * DAY, state: "critical", file: "/2", contexts: ["Prod"] }),
  missing("c", { file: "/1" }),
  row("a", {
    notAfter: NOW + 90 * DAY,
    file: "/1",
    identity: { user: "jane", groups: ["Ops"], source: "client-certificate" },
  }),
];

describe("rows", () => {
  it("are sorted by a key, unknown ends last", () => {
    assert.deepEqual(
      [
        names(sortRows(rows, "name")),
        names(sortRows(rows, "expires")),
        names(sortRows(rows, "state")),
        names(sortRows(rows, "file", true)),
      ],
      [
        ["a", "b", "c"],
        ["b", "a", "c"],
        ["c", "b", "a"],
        ["b", "c", "a"],
      ],
    );
  });

  it("are filtered by state and by words", () => {
    const found = [
      { states: new Set(["missing"] as const) },
      { text: "OPS jane" },
      { text: "prod jane" },
      { text: " " },
    ];
    assert.deepEqual(
      found.map(filter => names(filterRows(rows, filter))),
      [["c"], ["a"], [], ["b", "c", "a"]],
    );
  });

  it("are grouped by file, or by state with the most urgent first", () => {
    const shape = (by: "file" | "state") =>
      groupRows(rows, by).map(({ label, rows }) => [label, names(rows)]);
    assert.deepEqual(shape("file"), [
      ["/2", ["b"]],
      ["/1", ["c", "a"]],
    ]);
    assert.deepEqual(shape("state"), [
      ["missing", ["c"]],
      ["critical", ["b"]],
      ["ok", ["a"]],
    ]);
  });
});

describe("the state of a row", () => {
  it("follows from its dates and the thresholds", () => {
    const { thresholds } = report([]);
    const states = [
      [-9, -5],
      [-300, 7],
      [-300, 8],
      [-300, 31],
      [0, 0.75],
      [-0.7, 0.05],
      [1, 99],
      [1, -1],
      [-1, -5],
      [9, 5],
    ].map(([from = 0, to = 0]) =>
      stateOf({ now: NOW, thresholds }, { notBefore: NOW + from * DAY, notAfter: NOW + to * DAY }),
    );
    assert.deepEqual(states, [
      ...["expired", "critical", "expiring", "ok"],
      ...["ok", "critical"],
      ...["not-yet-valid", "never-valid", "never-valid", "never-valid"],
    ]);
    assert.equal(stateOf({ now: NOW, thresholds }, {}), "broken");
  });

  it("decides what a script is told", () => {
    const verdicts = [
      [row("a")],
      [row("a"), row("b", { state: "expiring" })],
      [row("b", { state: "critical" }), row("a", { state: "expired" })],
      [missing("a")],
      [missing("super-admin.conf", { optional: true })],
      [],
    ];
    assert.deepEqual(verdicts.map(verdictOfRows), [0, 1, 2, 2, 0, 0]);
  });
});
