import { escapeOf, HIDDEN } from "./table.ts";

const INVISIBLE = new RegExp(`[\\u007f-\\u009f${HIDDEN}]`, "g");

/**
 * JSON in which no control character, mark of direction or other invisible character stands as itself: JSON leaves all but the
 * first thirty-two of them alone, and a terminal acts on them.
 */
export function visibleJson(value: unknown, indent: number): string {
  return JSON.stringify(value, undefined, indent).replace(INVISIBLE, escapeOf);
}
