/**
 * A moment as Go's time.Parse reads RFC 3339, which takes one digit of the hour, a comma before the fraction, and offsets of
 * up to a day.
 * @returns milliseconds since the epoch; undefined for what Go refuses
 */
export function parseTimestamp(text: string): number | undefined {
  const found = PATTERN.exec(text);
  if (found === null) return undefined;
  const [, date = "", hour = "", rest = "", fraction = "", sign = "+", hours = "0", minutes = "0"] = found;
  const day = Date.parse(`${date}T00:00:00Z`);
  const [minute = 0, second = 0] = rest.split(":").map(Number);
  // The day must be one of its month.
  if (Number.isNaN(day) || new Date(day).toISOString().slice(0, 10) !== date) return undefined;
  if (Number(hour) > 23 || minute > 59 || second > 59 || Number(hours) > 24 || Number(minutes) > 60) {
    return undefined;
  }
  const offset = (Number(hours) * 60 + Number(minutes)) * (sign === "-" ? -1 : 1);
  const seconds = Number(hour) * 3600 + (minute - offset) * 60 + second;
  return day + seconds * 1000 + Math.floor(Number(`0.${fraction || "0"}`) * 1000);
}

const PATTERN = /^(\d{4}-\d\d-\d\d)T(\d\d?):(\d\d:\d\d)(?:[.,](\d+))?(?:Z|([+-])(\d\d):(\d\d))$/;
