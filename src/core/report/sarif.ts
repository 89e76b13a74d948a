import type { Severity } from "../finding.ts";
import { english, render, type Translate } from "../message.ts";
import { visibleJson } from "./json.ts";
import type { LintResult } from "./lint-result.ts";

export interface SarifOptions {
  /** The version of the program. */
  readonly version: string;
  /** A file's path as a URI, relative or absolute. */
  readonly uri: (file: string) => string;
  readonly translate?: Translate;
}

/** How SARIF calls severities: 3.27.10. */
const LEVELS: Readonly<Record<Severity, "error" | "warning" | "note">> = {
  error: "error",
  warning: "warning",
  information: "note",
  hint: "note",
};

/** A SARIF 2.1.0 log with one run. */
export function sarif(results: readonly LintResult[], options: SarifOptions): string {
  const pages = new Map(results.map(result => [result.code, result.help]));
  const codes = [...pages.keys()].sort();
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "kubeconfig-inspector",
            semanticVersion: options.version,
            rules: codes.map(code => ({ id: code, helpUri: pages.get(code) })),
          },
        },
        columnKind: "utf16CodeUnits",
        results: results.map(result => resultOf(result, codes, options)),
      },
    ],
  };
  return `${visibleJson(log, 2)}\n`;
}

function resultOf(result: LintResult, codes: readonly string[], options: SarifOptions) {
  const { code, severity, message, file, region } = result;
  return {
    ruleId: code,
    ruleIndex: codes.indexOf(code),
    level: LEVELS[severity],
    message: { text: render(message, options.translate ?? english) },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: options.uri(file) },
          ...(region === undefined ? {} : { region }),
        },
      },
    ],
  };
}
