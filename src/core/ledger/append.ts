import { say } from "../message.ts";
import type { NotDone } from "../result.ts";
import { lineOf, readLine } from "./line.ts";
import type { IssuedRecord } from "./record.ts";

/** How long a ledger may become: some ten thousand records. Characters. */
export const LARGEST_LEDGER = 8 * 1024 * 1024;

/** `dropped`: how many records of certificates that are over made room. */
export type Appended = { readonly ok: true; readonly text: string; readonly dropped: number } | NotDone;

/**
 * A ledger with more records at its end. What stands in it stays, broken lines too. Where it would become too long, the
 * records of certificates that are over give way, those that ended first before others; where that does not suffice,
 * it is refused.
 * @param current what stands there; undefined where there is no file
 * @param now milliseconds since the epoch
 */
export function appended(
  current: string | undefined,
  records: readonly IssuedRecord[],
  now: number,
  largest = LARGEST_LEDGER,
): Appended {
  const old = current === undefined || current === "" || current.endsWith("\n") ? current : `${current}\n`;
  const added = records.map(record => `${lineOf(record)}\n`).join("");
  const text = (old ?? "") + added;
  if (text.length <= largest) return { ok: true, text, dropped: 0 };
  // Some room more than is needed, so that the next ones need not look for it again.
  const shorter = withoutOver(old ?? "", Math.floor(largest * 0.9) - added.length, now);
  const whole = shorter.text + added;
  return whole.length <= largest
    ? { ok: true, text: whole, dropped: shorter.dropped }
    : {
        ok: false,
        reason: say("it is full: give the file another name, and the next record begins a new one"),
      };
}

function withoutOver(
  text: string,
  wanted: number,
  now: number,
): { readonly text: string; readonly dropped: number } {
  const lines = text.split(/(?<=\n)/);
  const over = lines
    .flatMap((line, index) => {
      const read = readLine(line.trim());
      return read.ok && read.value.notAfter < now ? [{ index, end: read.value.notAfter }] : [];
    })
    .sort((a, b) => a.end - b.end);
  const gone = new Set<number>();
  let { length } = text;
  for (const { index } of over) {
    if (length <= wanted) break;
    gone.add(index);
    length -= lines[index]?.length ?? 0;
  }
  return { text: lines.filter((_, index) => !gone.has(index)).join(""), dropped: gone.size };
}
