import { english, type Message, render, say, type Translate } from "../message.ts";
import { fingerprintOf } from "../x509/fingerprint.ts";
import type { Report, ReportRow } from "./model.ts";
import type { Presentation } from "./presentation.ts";
import { printable } from "./table.ts";

/**
 * An iCalendar file (RFC 5545) with an event at each expiry to come and reminders before it, by default at the
 * two thresholds of the report. The same row has the same UID in every export, so that a calendar moves the
 * event when the certificate was renewed.
 * @param reminders milliseconds before the expiry
 */
export function calendar(
  report: Report,
  presentation: Presentation = {},
  reminders: readonly number[] = [report.thresholds.warning, report.thresholds.critical],
): string {
  const { translate = english } = presentation;
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Kubeconfig Inspector//Expiration report//EN",
    "CALSCALE:GREGORIAN",
    "METHOD:PUBLISH",
    ...report.rows
      .filter(({ state, notAfter = 0 }) => !WITHOUT_EVENT.has(state) && notAfter > report.now)
      .flatMap(row => event(row, row.notAfter ?? 0, report.now, reminders, presentation, translate)),
    "END:VCALENDAR",
  ];
  return lines.map(line => `${folded(line)}\r\n`).join("");
}

/** What no reminder helps. */
const WITHOUT_EVENT: ReadonlySet<ReportRow["state"]> = new Set(["leftover", "never-valid"]);

function event(
  row: ReportRow,
  at: number,
  now: number,
  reminders: readonly number[],
  presentation: Presentation,
  translate: Translate,
): readonly string[] {
  const summary = text(render(say("{0} expires", row.name), translate));
  const description = text(
    describe(row, presentation)
      .map(each => render(each, translate))
      .join("\n"),
  );
  return [
    "BEGIN:VEVENT",
    `UID:${fingerprintOf({ der: new TextEncoder().encode(row.id) }).slice(0, 40)}@kubeconfig-inspector`,
    `DTSTAMP:${utc(now)}`,
    `DTSTART:${utc(at)}`,
    `SUMMARY:${summary}`,
    `DESCRIPTION:${description}`,
    "TRANSP:TRANSPARENT",
    ...reminders.flatMap(before => [
      "BEGIN:VALARM",
      "ACTION:DISPLAY",
      `TRIGGER:${period(before)}`,
      `DESCRIPTION:${summary}`,
      "END:VALARM",
    ]),
    "END:VEVENT",
  ];
}

function describe(row: ReportRow, { label }: Presentation): readonly Message[] {
  const lines = [say("File: {0}", label?.(row.file) ?? row.file)];
  if (row.identity !== undefined) lines.push(say("User: {0}", row.identity.user));
  if (row.contexts.length > 0) lines.push(say("Contexts: {0}", row.contexts.join(", ")));
  if (row.caName !== undefined) lines.push(say("Certificate authority: {0}", row.caName));
  return lines;
}

/** RFC 5545 3.3.5, form 2. */
function utc(ms: number): string {
  return new Date(ms).toISOString().replace(/[-:]|\.\d{3}/g, "");
}

/** RFC 5545 3.3.6: a duration before. */
function period(before: number): string {
  const minutes = Math.round(before / 60_000);
  return minutes % 1440 === 0 ? `-P${minutes / 1440}D` : `-PT${minutes}M`;
}

/** RFC 5545 3.3.11. Other control characters are not allowed, and are shown as escapes, as in every other format. */
function text(value: string): string {
  const lines = value.split(/\r?\n/).map(line => printable(line).replace(/[\\;,]/g, "\\$&"));
  return lines.join("\\n");
}

/** RFC 5545 3.1: lines of 75 octets at most, never cut inside a character. */
function folded(line: string): string {
  let out = "";
  let octets = 0;
  for (const char of line) {
    const size = octetsOf(char.codePointAt(0) ?? 0);
    if (octets + size > 75) {
      out += "\r\n ";
      octets = 1;
    }
    out += char;
    octets += size;
  }
  return out;
}

function octetsOf(codePoint: number): number {
  if (codePoint < 0x80) return 1;
  if (codePoint < 0x800) return 2;
  return codePoint < 0x10000 ? 3 : 4;
}
