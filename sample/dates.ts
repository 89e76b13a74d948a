const DAY = 86_400_000;

/** `days` after `now`, at a whole second; negative for the past. */
export function daysFrom(now: Date, days: number): Date {
  return new Date(Math.floor((now.getTime() + days * DAY) / 1000) * 1000);
}
