import type { PageRow } from "../protocol.ts";

/** How far the timeline reaches. */
export type Range = "month" | "quarter" | "year" | "years" | "all";

export const ranges: readonly Range[] = ["month", "quarter", "year", "years", "all"];

/** What the width of the timeline stands for; milliseconds since the epoch. */
export interface Scale {
  readonly start: number;
  readonly end: number;
}

/** A part of the width, both from 0 to 1, and whether it goes on beyond. */
export interface Bar {
  readonly start: number;
  readonly end: number;
  readonly clippedStart: boolean;
  readonly clippedEnd: boolean;
}

/** A bar for the validity of a row, the one of its CA behind, and the part that outlives the CA. */
export interface Bars {
  readonly own: Bar;
  readonly ca?: Bar;
  readonly beyond?: Bar;
}

const DAY = 24 * 60 * 60 * 1000;
const YEAR = 365.25 * DAY;
const AHEAD: Readonly<Record<Exclude<Range, "all">, number>> = {
  month: 30 * DAY,
  quarter: 90 * DAY,
  year: YEAR,
  years: 5 * YEAR,
};
/** Dates like the year 9999 would leave the rest no width. */
const FURTHEST = 30 * YEAR;

/** A fourth of the time ahead is shown of the past; `all` spans the rows' own dates, within thirty years. */
export function scaleOf(range: Range, now: number, rows: readonly PageRow[]): Scale {
  if (range !== "all") return { start: now - AHEAD[range] / 4, end: now + AHEAD[range] };
  let [start, end] = [now - 30 * DAY, now + 30 * DAY];
  for (const { notBefore = now, notAfter = now } of rows) {
    start = Math.min(start, notBefore);
    end = Math.max(end, notAfter);
  }
  const margin = (Math.min(end, now + FURTHEST) - Math.max(start, now - FURTHEST)) / 50;
  return {
    start: Math.max(start, now - FURTHEST) - margin,
    end: Math.min(end, now + FURTHEST) + margin,
  };
}

/** Where a moment lies, from 0 to 1; outside of the scale at its nearest end. */
export function at({ start, end }: Scale, moment: number): number {
  return Math.min(1, Math.max(0, (moment - start) / (end - start)));
}

/** @returns nothing for a row without an end, or that ends before it begins */
export function barsOf(scale: Scale, row: PageRow, ca: PageRow | undefined): Bars | undefined {
  const { notAfter, notBefore = scale.start } = row;
  if (notAfter === undefined || notAfter < (row.notBefore ?? notAfter)) return undefined;
  const own = bar(scale, notBefore, notAfter);
  if (ca?.notAfter === undefined) return { own };
  const behind = bar(scale, ca.notBefore ?? scale.start, ca.notAfter);
  if (!outlives(row, ca)) return { own, ca: behind };
  return { own, ca: behind, beyond: bar(scale, Math.max(ca.notAfter, notBefore), notAfter) };
}

/** Whether a certificate ends later than its CA, and so stops working before its own end. */
export function outlives(row: PageRow, ca: PageRow | undefined): boolean {
  return ca?.notAfter !== undefined && row.notAfter !== undefined && row.notAfter > ca.notAfter;
}

function bar(scale: Scale, from: number, to: number): Bar {
  return {
    start: at(scale, from),
    end: at(scale, to),
    clippedStart: from < scale.start,
    clippedEnd: to > scale.end,
  };
}

export interface Tick {
  readonly at: number;
  readonly label: string;
}

/** Steps in months, or in days where they are negative. */
const STEPS: readonly number[] = [-1, -7, -14, 1, 2, 3, 6, 12, 24, 60, 120, 240];

/** At most `most` marks at round dates, labelled in `language`, in UTC. */
export function ticksOf(scale: Scale, most: number, language: string): readonly Tick[] {
  for (const step of STEPS) {
    const dates = step < 0 ? dayMarks(scale, -step) : monthMarks(scale, step);
    if (dates.length > most) continue;
    const format = formatOf(step, language);
    return dates.map(date => ({ at: at(scale, date), label: format.format(date) }));
  }
  return [];
}

function formatOf(step: number, language: string): Intl.DateTimeFormat {
  const parts: Intl.DateTimeFormatOptions =
    step < 0
      ? { day: "numeric", month: "short" }
      : step < 12
        ? { month: "short", year: "numeric" }
        : { year: "numeric" };
  return new Intl.DateTimeFormat(language, { ...parts, timeZone: "UTC" });
}

function dayMarks({ start, end }: Scale, days: number): readonly number[] {
  const step = days * DAY;
  if ((end - start) / step > 1000) return new Array<number>(1000).fill(start);
  const marks: number[] = [];
  for (let date = Math.ceil(start / step) * step; date <= end; date += step) marks.push(date);
  return marks;
}

function monthMarks({ start, end }: Scale, months: number): readonly number[] {
  const first = new Date(start);
  const from = first.getUTCFullYear() * 12 + first.getUTCMonth() + 1;
  const marks: number[] = [];
  for (let month = Math.ceil(from / months) * months; ; month += months) {
    const date = Date.UTC(Math.floor(month / 12), month % 12);
    if (date > end || Number.isNaN(date)) return marks;
    marks.push(date);
  }
}
