const SECOND = 1000;
const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const YEAR = 365 * DAY;
/** The longest time.Duration, 292 years, at which Go's subtraction of times stops. */
const LONGEST = 9_223_372_036;

/**
 * A duration as kubectl's ages and `kubeadm certs check-expiration` since 1.31 print it
 * (k8s.io/apimachinery duration.HumanDuration): `5m3s`, `7h5m`, `2y327d`; two seconds or more below zero is
 * `<invalid>`.
 * @param ms milliseconds
 */
export function humanDuration(ms: number): string {
  const seconds = Math.min(Math.trunc(ms / SECOND), LONGEST);
  if (seconds < 0) {
    return belowZero(seconds);
  }
  if (seconds < 2 * MINUTE) {
    return `${seconds}s`;
  }
  if (seconds < 10 * MINUTE) {
    return pair(seconds, MINUTE, "m", 1, "s");
  }
  if (seconds < 3 * HOUR) {
    return count(seconds, MINUTE, "m");
  }
  if (seconds < 8 * HOUR) {
    return pair(seconds, HOUR, "h", MINUTE, "m");
  }
  if (seconds < 2 * DAY) {
    return count(seconds, HOUR, "h");
  }
  if (seconds < 8 * DAY) {
    return pair(seconds, DAY, "d", HOUR, "h");
  }
  if (seconds < 2 * YEAR) {
    return count(seconds, DAY, "d");
  }
  return seconds < 8 * YEAR ? pair(seconds, YEAR, "y", DAY, "d") : count(seconds, YEAR, "y");
}

/**
 * A duration as `kubeadm certs check-expiration` up to 1.30 prints it (duration.ShortHumanDuration): one unit.
 * @param ms milliseconds
 */
export function shortHumanDuration(ms: number): string {
  const seconds = Math.min(Math.trunc(ms / SECOND), LONGEST);
  if (seconds < 0) {
    return belowZero(seconds);
  }
  if (seconds < MINUTE) {
    return `${seconds}s`;
  }
  if (seconds < HOUR) {
    return count(seconds, MINUTE, "m");
  }
  if (seconds < DAY) {
    return count(seconds, HOUR, "h");
  }
  return seconds < YEAR ? count(seconds, DAY, "d") : count(seconds, YEAR, "y");
}

/** Clocks differ a little: -1 s still counts as now. */
function belowZero(seconds: number): string {
  return seconds < -1 ? "<invalid>" : "0s";
}

function count(seconds: number, unit: number, symbol: string): string {
  return `${Math.floor(seconds / unit)}${symbol}`;
}

/** Two units, the second dropped where it is zero. */
function pair(
  seconds: number,
  major: number,
  majorSymbol: string,
  minor: number,
  minorSymbol: string,
): string {
  const rest = Math.floor((seconds % major) / minor);
  return count(seconds, major, majorSymbol) + (rest === 0 ? "" : `${rest}${minorSymbol}`);
}
