import { strict as assert } from "node:assert";
import { barsOf, scaleOf, ticksOf } from "../../../../src/vscode/views/page/timeline.ts";
import type { PageRow } from "../../../../src/vscode/views/protocol.ts";

const DAY = 24 * 60 * 60 * 1000;
const now = Date.UTC(2026, 0, 1);

function row(from: number | undefined, to: number | undefined, rest: Partial<PageRow> = {}): PageRow {
  return {
    id: "1",
    kind: "client-certificate",
    kindName: "client certificate",
    name: "jane",
    state: "ok",
    contexts: [],
    file: "config",
    externallyManaged: false,
    findings: [],
    ...(from === undefined ? {} : { notBefore: now + from * DAY }),
    ...(to === undefined ? {} : { notAfter: now + to * DAY }),
    ...rest,
  };
}

/** A hundred days from now on. */
const scale = { start: now, end: now + 100 * DAY };
const whole = { clippedStart: false, clippedEnd: false };

describe("the timeline of the report", () => {
  it("shows a fourth of the time ahead of what is past", () => {
    assert.deepEqual(scaleOf("quarter", now, []), { start: now - 22.5 * DAY, end: now + 90 * DAY });
  });

  it("spans every row when asked for everything, but not the year 9999", () => {
    const rows = [row(-100, 100), row(-10, 365_000)];
    const { start, end } = scaleOf("all", now, rows);
    const years = (ms: number) => Math.round((ms - now) / DAY / 365.25);
    assert.deepEqual([years(start), years(end)], [-1, 31]);
  });

  const cases: readonly {
    readonly title: string;
    readonly row: PageRow;
    readonly ca?: PageRow;
    readonly bars: ReturnType<typeof barsOf>;
  }[] = [
    { title: "a row without an end has none", row: row(0, undefined), bars: undefined },
    { title: "nor has one that ends before it begins", row: row(20, 10), bars: undefined },
    {
      title: "a row that goes on beyond both ends is clipped",
      row: row(-1, 101),
      bars: { own: { start: 0, end: 1, clippedStart: true, clippedEnd: true } },
    },
    {
      title: "a leaf stands before its CA",
      row: row(10, 20),
      ca: row(0, 50),
      bars: { own: { start: 0.1, end: 0.2, ...whole }, ca: { start: 0, end: 0.5, ...whole } },
    },
    {
      title: "what outlives the CA is set apart",
      row: row(10, 80),
      ca: row(0, 50),
      bars: {
        own: { start: 0.1, end: 0.8, ...whole },
        ca: { start: 0, end: 0.5, ...whole },
        beyond: { start: 0.5, end: 0.8, ...whole },
      },
    },
    {
      title: "a leaf that begins after its CA is over lies beyond as a whole",
      row: row(60, 80),
      ca: row(0, 50),
      bars: {
        own: { start: 0.6, end: 0.8, ...whole },
        ca: { start: 0, end: 0.5, ...whole },
        beyond: { start: 0.6, end: 0.8, ...whole },
      },
    },
  ];
  for (const { title, row: each, ca, bars } of cases) {
    it(title, () => assert.deepEqual(barsOf(scale, each, ca), bars));
  }

  it("marks round dates, as many as there is room for", () => {
    const year = { start: Date.UTC(2026, 0, 15), end: Date.UTC(2027, 0, 15) };
    const labels = (most: number) => ticksOf(year, most, "en").map(({ label }) => label);
    assert.deepEqual(
      [labels(4), labels(2), labels(1)],
      [["Apr 2026", "Jul 2026", "Oct 2026", "Jan 2027"], ["Jul 2026", "Jan 2027"], ["2027"]],
    );
  });

  it("marks days where the scale is short", () => {
    assert.deepEqual(
      ticksOf({ start: now, end: now + 3 * DAY }, 5, "en").map(({ label }) => label),
      ["Jan 1", "Jan 2", "Jan 3", "Jan 4"],
    );
  });
});
