import { isMap, type Json } from "./change.ts";
import { inlineText, mapLines } from "./print.ts";
import { fileStyle } from "./style.ts";

/** A JSON value as a YAML text of its own, to be read. */
export function mapText(value: unknown): string {
  const data: Json = JSON.parse(JSON.stringify(value));
  const style = fileStyle("", undefined);
  const lines =
    isMap(data) && Object.keys(data).length > 0 ? mapLines(data, 0, style) : [inlineText(data, style)];
  return `${lines.join("\n")}\n`;
}
