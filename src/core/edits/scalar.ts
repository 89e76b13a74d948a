import { readYaml } from "../yaml/index.ts";

/**
 * A string as a YAML scalar in the style of the one it replaces: plain as long as kubectl reads it as that same
 * string there, else in double quotes, which JSON reads too.
 * @param replaced the text of the old scalar, with its quotes
 */
export function scalarText(value: string, replaced: string): string {
  const quote = replaced[0];
  if (quote === "'" && isPrintable(value)) return `'${value.replaceAll("'", "''")}'`;
  if (quote === '"' || !isPlain(value)) return JSON.stringify(value);
  return value;
}

/** Whether kubectl reads the text, bare, as this very string, in a block and in a flow collection. */
function isPlain(value: string): boolean {
  if (!isPrintable(value) || /[,[\]{}]/.test(value)) return false;
  const root = readYaml(`a: ${value}\n`).root;
  const node = root?.kind === "map" && root.entries.length === 1 ? root.entries[0]?.value : undefined;
  return node?.kind === "scalar" && node.value.type === "string" && node.value.value === value;
}

function isPrintable(value: string): boolean {
  return !/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\ufeff]/u.test(value);
}
