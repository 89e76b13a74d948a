/**
 * JSON in which no control character, mark of direction or other invisible character stands as itself: JSON leaves all but the
 * first thirty-two of them alone, and a terminal acts on them.
 */
export function visibleJson(value: unknown, indent: number): string {
  return JSON.stringify(value, undefined, indent).replace(INVISIBLE, escaped);
}

const INVISIBLE = /[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
