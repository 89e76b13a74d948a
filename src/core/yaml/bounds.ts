import { say } from "../message.ts";
import { refuse } from "./refuse.ts";

/** A bound of our own on the lines, words and escapes of one scalar, which is read without a pause. */
const MAX_PIECES = 1_000_000;

/** @throws YamlError where the scalar at `start` has more pieces than are read at a time */
export function boundPieces(pieces: number, start: number): void {
  if (pieces <= MAX_PIECES) return;
  refuse(
    "too-large",
    say("This text has more than {0} lines, words or escapes. The file is not read.", MAX_PIECES),
    start,
  );
}

/** A bound of our own on the entries of one list or mapping, which are looked at together without a pause. */
const MAX_ENTRIES = 120_000;

/** @throws YamlError where a list or mapping that starts at `start` has more entries than are looked at together */
export function boundEntries(entries: number, start: number): void {
  if (entries <= MAX_ENTRIES) return;
  refuse(
    "too-large",
    say("This list or mapping has more than {0} entries. The file is not read.", MAX_ENTRIES),
    start,
  );
}

/** A bound of our own: kubectl takes seconds for so many, and with what is made of them they take 300 MB here. */
const MAX_NODES = 300_000;

/** @throws YamlError where a text has more keys and values than are kept */
export function boundNodes(nodes: number, start: number): void {
  if (nodes <= MAX_NODES) return;
  refuse(
    "too-large",
    say("This file holds more than {0} keys and values. It is not read.", MAX_NODES),
    start,
  );
}

export function tooDeep(at: number, limit: number): never {
  return refuse(
    "too-deep",
    say("Lists and mappings are nested deeper than {0} levels here. kubectl refuses the file.", limit),
    at,
  );
}
