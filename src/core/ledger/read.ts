import type { Message } from "../message.ts";
import { STEP, type Steps } from "../steps.ts";
import type { Span } from "../text.ts";
import { readLine } from "./line.ts";
import type { IssuedRecord } from "./record.ts";

/** What the file of a ledger is called, beside a CA or in a storage. */
export const LEDGER_NAME = "issued.jsonl";

/** A line that cannot be read. It stays in its file. */
export interface BrokenLine {
  /** From 1. */
  readonly line: number;
  readonly span: Span;
  readonly reason: Message;
}

/** What a ledger says. Records are in the order of the file. */
export interface LedgerContent {
  readonly records: readonly IssuedRecord[];
  readonly broken: readonly BrokenLine[];
}

/** Reads a ledger: a record a line. A line that is broken keeps no other from being read; empty lines are none. */
export function* readLedgerSteps(text: string): Steps<LedgerContent> {
  const records: IssuedRecord[] = [];
  const broken: BrokenLine[] = [];
  for (const { number, start, content } of linesOf(text)) {
    if (number % STEP === 0) yield;
    if (content.trim() === "") continue;
    const read = readLine(content);
    const span = { start, end: start + content.length };
    if (read.ok) records.push(read.value);
    else broken.push({ line: number, span, reason: read.reason });
  }
  return { records, broken };
}

function* linesOf(
  text: string,
): Iterable<{ readonly number: number; readonly start: number; readonly content: string }> {
  for (let number = 1, start = 0; start < text.length; number++) {
    const found = text.indexOf("\n", start);
    const end = found < 0 ? text.length : found;
    yield { number, start, content: text.slice(start, end).replace(/\r$/, "") };
    start = end + 1;
  }
}
