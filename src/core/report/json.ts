import { HIDDEN } from "../text.ts";

/**
 * JSON in which no control character, mark of direction or other invisible character stands as itself: JSON leaves all but the
 * first thirty-two of them alone, and a terminal acts on them.
 */
export function visibleJson(value: unknown, indent: number): string {
  return JSON.stringify(value, undefined, indent).replace(HIDDEN, escaped);
}

/** Each of the UTF-16 units of a character. */
function escaped(character: string): string {
  return character
    .split("")
    .map(unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
    .join("");
}
