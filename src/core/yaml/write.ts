import { HIDDEN } from "../text.ts";
import { readYaml } from "./index.ts";
import { plainValue } from "./typing.ts";

/** How strings are written: bare where that is possible, or always in quotes. JSON knows double ones only. */
export type Quote = "" | "'" | '"';

/**
 * A string as a YAML scalar in the style of the one it replaces: plain as long as kubectl reads it as that same
 * string there, else in double quotes, which JSON reads too.
 * @param replaced the text of the old scalar, with its quotes
 */
export function scalarText(value: string, replaced: string): string {
  const quote = replaced[0];
  return quotedText(value, quote === "'" || quote === '"' ? quote : "");
}

/** A string as a YAML scalar on one line that kubectl reads as that same string, in a block and in a flow. */
export function quotedText(value: string, quote: Quote): string {
  if (quote === "'" && isPrintable(value)) return `'${value.replaceAll("'", "''")}'`;
  if (quote === '"' || !isPlain(value)) return doubleQuoted(value);
  return value;
}

/**
 * As JSON writes it, so that JSON reads it too. What YAML refuses, takes for a line end or nobody would see is escaped,
 * as far as both have an escape for it: JSON's for characters beyond U+FFFF is none of YAML's.
 */
export function doubleQuoted(value: string): string {
  return JSON.stringify(value).replace(HIDDEN, character =>
    character.length > 1 ? character : `\\u${hexOf(character, 4)}`,
  );
}

/** A text as a YAML scalar that kubectl reads as that string: plain where that is certain, else in double quotes. */
export function yamlScalar(text: string): string {
  const plain = /^[A-Za-z][A-Za-z0-9./-]*$/.test(text) && plainValue(text).type === "string";
  return plain ? text : doubleQuoted(text).replace(HIDDEN, character => `\\U${hexOf(character, 8)}`);
}

function hexOf(character: string, digits: number): string {
  return (character.codePointAt(0) ?? 0).toString(16).padStart(digits, "0");
}

const SURELY_PLAIN = /^(?=.{9,}$)[A-Za-z][A-Za-z0-9_./+-]*=*$/s;

/** What YAML 1.1 or another reader of it takes for a number, a date or a merge, even where kubectl does not. */
const RETYPED =
  /^(?:<<|=|[-+]?\d[\d_]*(?::[0-5]?\d)+(?:\.[\d_]*)?|\d{4}-\d\d?-\d\d?(?:[Tt\s].*)?|[-+]?0[box].*|[-+]?[\d_]*\.?[\d_]*(?:e[-+]?\d+)?)$/i;

/** Whether anybody reads the text, bare, as this very string, in a block and in a flow collection. */
export function isPlain(value: string): boolean {
  if (SURELY_PLAIN.test(value)) return true;
  if (!isPrintable(value) || /[,[\]{}]/.test(value) || RETYPED.test(value)) return false;
  return readsAs(`a: ${value}\n`, value) && readsAs(`{a: ${value}}\n`, value);
}

function readsAs(text: string, value: string): boolean {
  const { root, refusal } = readYaml(text);
  const node = root?.kind === "map" && root.entries.length === 1 ? root.entries[0]?.value : undefined;
  if (refusal !== undefined || node?.kind !== "scalar") return false;
  return node.value.type === "string" && node.value.value === value;
}

function isPrintable(value: string): boolean {
  return !/[\p{C}\p{Zl}\p{Zp}]/u.test(value);
}
