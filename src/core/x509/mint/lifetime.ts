import { type Message, say } from "../../message.ts";
import type { Failure, Result } from "../../result.ts";
import type { Certificate } from "../types.ts";
import { failure } from "./failure.ts";
import { type Judgement, type Reason, reason } from "./judgement.ts";
import { DAY, HOUR, MINUTE, SECOND } from "./world.ts";

/** How long a certificate shall be good from now on. Times are milliseconds. */
export type Lifetime =
  | { readonly type: "duration"; readonly duration: number }
  | { readonly type: "until"; readonly time: number };

export interface Validity {
  /** Milliseconds since the epoch, whole seconds. */
  readonly notBefore: number;
  readonly notAfter: number;
  /** That the CA ends first, where it does. */
  readonly notes: readonly Message[];
}

/** Clocks differ: kubeadm and the API server's signer backdate as much (pkg/controller/certificates/authority). */
const BACKDATE = 5 * MINUTE;

const UNITS: Readonly<Record<string, number>> = {
  s: SECOND,
  m: MINUTE,
  h: HOUR,
  d: DAY,
  w: 7 * DAY,
  y: 365 * DAY,
};
/** 9999-12-31T23:59:59Z, the last moment a certificate can name (RFC 5280 4.1.2.5). */
const LAST_MOMENT = Date.UTC(9999, 11, 31, 23, 59, 59);

/** A lifetime of `count` units: `m`, `h`, `d`, `w`, or `y` of 365 days as kubeadm counts. */
export function lasting(count: number, unit: "m" | "h" | "d" | "w" | "y"): Lifetime {
  return { type: "duration", duration: count * (UNITS[unit] ?? 0) };
}

/**
 * Read what a person typed: `36h`, `90d`, `1w`, `1y`, `1d12h`, kubeadm's `8760h0m0s`; a date, which counts to the end
 * of its day in UTC; or an ISO 8601 time with its zone. Code of a failure: `lifetime`.
 */
export function parseLifetime(text: string): Result<Lifetime> {
  const trimmed = text.trim();
  // Whoever writes M means months, which have no one length.
  if (/^(?:\d+[smhdwySHDWY])+$/.test(trimmed)) {
    return duration(trimmed.toLowerCase());
  }
  const time = parseTime(trimmed);
  return time === undefined
    ? failure("lifetime", "Type a duration like 36h, 90d, 1w or 1y, or a date like 2027-01-31.")
    : { ok: true, value: { type: "until", time } };
}

function duration(text: string): Result<Lifetime> {
  const parts = [...text.matchAll(/(\d+)([smhdwy])/g)];
  const sum = parts.reduce((all, [, count, unit = ""]) => all + Number(count) * (UNITS[unit] ?? 0), 0);
  if (sum === 0) return failure("lifetime", "The lifetime must be longer than zero.");
  return Number.isSafeInteger(sum)
    ? { ok: true, value: { type: "duration", duration: sum } }
    : failure("lifetime", "A certificate cannot last beyond the year 9999.");
}

function parseTime(text: string): number | undefined {
  const date = /^(\d{4}-\d\d-\d\d)(T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d))?$/i.exec(text);
  const day = date?.[1];
  if (day === undefined) {
    return undefined;
  }
  const midnight = Date.parse(`${day}T00:00:00Z`);
  if (Number.isNaN(midnight) || !new Date(midnight).toISOString().startsWith(day)) {
    return undefined;
  }
  const time = date?.[2] === undefined ? midnight + DAY - SECOND : Date.parse(text.toUpperCase());
  return Number.isNaN(time) ? undefined : time;
}

/** When a lifetime that starts now ends, in milliseconds since the epoch. */
export function endOf(lifetime: Lifetime, now: number): number {
  return wholeSeconds(lifetime.type === "until" ? lifetime.time : now + lifetime.duration);
}

/** The lifetime a certificate was given: its whole validity, less the backdating. Absent where it is malformed. */
export function lifetimeOf({ notBefore, notAfter }: Certificate): Lifetime | undefined {
  if (notBefore === undefined || notAfter === undefined || notAfter <= notBefore) {
    return undefined;
  }
  const whole = notAfter - notBefore;
  return { type: "duration", duration: whole % HOUR === BACKDATE ? whole - BACKDATE : whole };
}

/**
 * What stands against a lifetime, whoever signs. Refusals: `lifetime-over`, `lifetime-short` (under a minute),
 * `lifetime-beyond` the year 9999. Confirmation: `lifetime-long`, over a year.
 */
export function judgeLifetime(lifetime: Lifetime, now: number): Judgement {
  const end = endOf(lifetime, now);
  const refusals: Reason[] = [];
  if (end <= now) {
    refusals.push(reason("lifetime-over", "The certificate would already be over: choose a later end."));
  } else if (end - now < MINUTE) {
    refusals.push(reason("lifetime-short", "The certificate would be over within a minute."));
  } else if (end > LAST_MOMENT) {
    refusals.push(reason("lifetime-beyond", "A certificate cannot last beyond the year 9999."));
  }
  // A date a year ahead may be 366 days and the rest of a day away; kubeadm's year is one with the backdating.
  const long = lifetime.type === "until" ? end - now > 367 * DAY : lifetime.duration >= 366 * DAY;
  const confirmation = reason(
    "lifetime-long",
    "The certificate would be good for {0} days. Kubernetes cannot revoke a certificate: whoever gets hold of the key has its rights until then.",
    Math.round((end - now) / DAY),
  );
  return { refusals, confirmations: refusals.length === 0 && long ? [confirmation] : [] };
}

/** Why a CA cannot sign at a moment: it begins later, or is over. Codes: `ca-not-yet-valid`, `ca-expired`. */
export function refusalOfPeriod(
  { notBefore = 0, notAfter = 0 }: Certificate,
  now: number,
): Failure | undefined {
  if (now > notAfter) return failure("ca-expired", "The CA certificate expired at {0}.", utc(notAfter));
  if (now >= notBefore) return undefined;
  return failure(
    "ca-not-yet-valid",
    "The CA certificate is not valid before {0}, and the clock of this machine says {1}. Set the clock, or wait until then.",
    toTheSecond(notBefore),
    toTheSecond(now),
  );
}

/** What stands against a certificate of these CAs that is to end at a time. */
function refusalOfEnd(wanted: number, authorities: readonly Certificate[], now: number): Failure | undefined {
  const begins = Math.max(...authorities.map(({ notBefore = 0 }) => wholeSeconds(notBefore)));
  if (begins > now && wanted <= begins) {
    return failure(
      "lifetime-before-ca",
      "The certificate would end at {0}, before its CA begins at {1}. The clock of this machine says {2}: set it, or choose another CA.",
      toTheSecond(wanted),
      toTheSecond(begins),
      toTheSecond(now),
    );
  }
  const refused = authorities.map(ca => refusalOfPeriod(ca, now)).find(each => each !== undefined);
  if (refused !== undefined) return refused;
  const ends = Math.min(...authorities.map(({ notAfter = wanted }) => notAfter));
  return ends - now < MINUTE
    ? failure(
        "lifetime-short",
        "The CA ends at {0}, so the certificate would be over within a minute.",
        utc(ends),
      )
    : undefined;
}

/**
 * The validity of a certificate made now: backdated by five minutes, neither before nor after the CAs above it.
 * Codes of a failure: those of {@link judgeLifetime} and {@link refusalOfPeriod}, `lifetime-before-ca` where it would end
 * before a CA begins.
 * @param authorities the CAs of the chain; none for a root
 */
export function validityOf(
  lifetime: Lifetime,
  authorities: readonly Certificate[],
  now: number,
): Result<Validity> {
  const [refusal] = judgeLifetime(lifetime, now).refusals;
  if (refusal !== undefined) {
    return { ok: false, ...refusal };
  }
  const wanted = endOf(lifetime, now);
  const refused = refusalOfEnd(wanted, authorities, now);
  if (refused !== undefined) {
    return refused;
  }
  const notAfter = Math.min(wanted, ...authorities.map(ca => ca.notAfter ?? wanted));
  const backdated = wholeSeconds(now - BACKDATE);
  const notBefore = Math.max(backdated, ...authorities.map(ca => ca.notBefore ?? backdated));
  const capped = say(
    "The CA itself ends at {0}, so the certificate ends then, and not at {1}.",
    utc(notAfter),
    utc(wanted),
  );
  return { ok: true, value: { notBefore, notAfter, notes: utc(notAfter) === utc(wanted) ? [] : [capped] } };
}

/** What is left of a lifetime where each of the chains that may sign ends first; the lifetime itself where one does not. */
export function cutLifetime(
  lifetime: Lifetime,
  chains: readonly (readonly Certificate[])[],
  now: number,
): Lifetime {
  const wanted = endOf(lifetime, now);
  const ends = chains.map(authorities => {
    const validity = validityOf(lifetime, authorities, now);
    return validity.ok ? validity.value.notAfter : wanted;
  });
  const last = ends.length === 0 ? wanted : Math.max(...ends);
  return last < wanted ? { type: "until", time: last } : lifetime;
}

function wholeSeconds(time: number): number {
  return Math.floor(time / SECOND) * SECOND;
}

/** `2027-01-31 12:00:00 UTC`: clocks may differ by seconds. */
function toTheSecond(time: number): string {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? "?" : `${date.toISOString().slice(0, 19).replace("T", " ")} UTC`;
}

/** `2027-01-31 12:00 UTC`. */
export function utc(time: number): string {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? "?" : `${date.toISOString().slice(0, 16).replace("T", " ")} UTC`;
}
