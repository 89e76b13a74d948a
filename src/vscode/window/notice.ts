const DAY = 24 * 60 * 60 * 1000;

/**
 * Whether a person is told of credentials that end: at most once a day, and only of something.
 * @param last when a person was told last, `now` of today: milliseconds since the epoch
 */
export function isNoticeDue(
  wanted: "daily" | "off",
  last: number,
  now: number,
  ending: () => number,
): boolean {
  return wanted !== "off" && now - last >= DAY && ending() > 0;
}
