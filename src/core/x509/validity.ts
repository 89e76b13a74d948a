import { latin1 } from "../bytes/bytes.ts";
import type { GoError } from "../go/error.ts";
import { say } from "../message.ts";
import { type DerReader, Tag } from "./der.ts";
import { oddity, refusal } from "./problems.ts";
import type { Certificate, CertificateProblem } from "./types.ts";

type TimeReading =
  | { readonly ok: true; readonly time: number; readonly withoutSeconds: boolean; readonly utc: boolean }
  | GoError;

const UTC_TIME = /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?(Z|[+-]\d{4})$/;
const GENERALIZED_TIME = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(Z|[+-]\d{4})$/;

/** Whether a period ends before it begins: crypto/x509 Verify accepts such a certificate at no moment. */
export function neverValid({
  notBefore,
  notAfter,
}: {
  readonly notBefore?: number | undefined;
  readonly notAfter?: number | undefined;
}): boolean {
  return notBefore !== undefined && notAfter !== undefined && notAfter < notBefore;
}

/** Read a Validity (RFC 5280 4.1.2.5); a malformed time is absent and a problem. Undefined without a SEQUENCE. */
export function readValidity(
  tbs: DerReader,
  problems: CertificateProblem[],
): Pick<Certificate, "notBefore" | "notAfter"> | undefined {
  const sequence = tbs.enter(Tag.sequence);
  if (sequence === undefined) {
    return undefined;
  }
  const validity: { notBefore?: number; notAfter?: number } = {};
  for (const field of ["notBefore", "notAfter"] as const) {
    const reading = readTime(sequence);
    if (reading.ok) {
      validity[field] = reading.time;
      addTimeOddities(reading.withoutSeconds, reading.utc, problems);
    } else {
      problems.push(refusal("validity", reading.error));
      if (sequence.enterAny() !== undefined) {
      }
    }
  }
  return validity;
}

function addTimeOddities(withoutSeconds: boolean, utc: boolean, problems: CertificateProblem[]): void {
  if (withoutSeconds) {
    problems.push(
      oddity("validity", say("A time has no seconds, which RFC 5280 does not allow; kubectl accepts it")),
    );
  }
  if (!utc) {
    problems.push(
      oddity("validity", say("A time is not in UTC, which RFC 5280 does not allow; kubectl accepts it")),
    );
  }
}

/**
 * Read a Time (RFC 5280 4.1.2.5) as milliseconds since the epoch, with Go's leniency (cryptobyte ReadASN1UTCTime,
 * ReadASN1GeneralizedTime): an offset instead of `Z` and a UTCTime without seconds pass, fractions do not.
 */
function readTime(reader: DerReader): TimeReading {
  const tag = reader.peek();
  if (tag === Tag.utcTime) {
    const bytes = reader.content(tag);
    const reading = bytes && parseTime(latin1(bytes), UTC_TIME);
    return reading ?? { ok: false, error: "x509: malformed UTCTime" };
  }
  if (tag === Tag.generalizedTime) {
    const bytes = reader.content(tag);
    const reading = bytes && parseTime(latin1(bytes), GENERALIZED_TIME);
    return reading ?? { ok: false, error: "x509: malformed GeneralizedTime" };
  }
  return { ok: false, error: "x509: unsupported time format" };
}

function parseTime(text: string, pattern: RegExp): TimeReading | undefined {
  const match = pattern.exec(text);
  if (match === null) {
    return undefined;
  }
  const [, years = "", months, days, hours, minutes, seconds, zone = "Z"] = match;
  const year = years.length === 2 ? Number(years) + (Number(years) >= 50 ? 1900 : 2000) : Number(years);
  const [month, day, hour, minute, second] = [months, days, hours, minutes, seconds ?? "0"].map(Number);
  const offset = readOffset(zone);
  if (
    month === undefined ||
    day === undefined ||
    hour === undefined ||
    minute === undefined ||
    second === undefined ||
    offset === undefined ||
    hour > 23 ||
    minute > 59 ||
    second > 59
  ) {
    return undefined;
  }
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) {
    return undefined;
  }
  const time = date.setUTCHours(hour, minute, second) - offset;
  return { ok: true, time, withoutSeconds: seconds === undefined, utc: zone === "Z" };
}

/** Milliseconds east of UTC. Go reads hours up to 24 and writes a zero offset as `Z`, so +0000 does not survive. */
function readOffset(zone: string): number | undefined {
  if (zone === "Z") {
    return 0;
  }
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(3));
  if (hours > 24 || minutes > 59 || hours + minutes === 0) {
    return undefined;
  }
  return (hours * 60 + minutes) * (zone.startsWith("-") ? -60_000 : 60_000);
}
