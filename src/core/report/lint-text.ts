import { english, render, type Translate } from "../message.ts";
import { visibleJson } from "./json.ts";
import type { LintResult } from "./lint-result.ts";
import { printable } from "./table.ts";

/** One line a result, as compilers write them: `file:line:column: severity: message [code]`. */
export function lintText(results: readonly LintResult[], translate: Translate = english): string {
  return results.map(result => `${line(result, translate)}\n`).join("");
}

/** A list of plain records; stable names. */
export function lintJson(results: readonly LintResult[], translate: Translate = english): string {
  const records = results.map(({ message, region, ...rest }) => ({
    ...rest,
    message: render(message, translate),
    ...(region ?? {}),
  }));
  return `${visibleJson(records, 2)}\n`;
}

function line({ file, region, severity, message, code }: LintResult, translate: Translate): string {
  const place = region === undefined ? "" : `:${region.startLine}:${region.startColumn}`;
  const text = render(message, translate);
  return `${printable(file)}${place}: ${severity}: ${printable(text)} [${code}]`;
}
