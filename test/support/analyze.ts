import { analyze } from "../../src/core/analyze.ts";
import type { Source } from "../../src/core/kubeconfig/model.ts";
import { render } from "../../src/core/message.ts";
import type { FileRead, FileView } from "../../src/core/ports.ts";
import type { Finding } from "../../src/core/rules/index.ts";
import type { Thresholds } from "../../src/core/thresholds.ts";

/** 2026-11-22T00:00:00Z, in milliseconds since the epoch. */
export const NOW = Date.UTC(2026, 10, 22);
export const DAY = 86_400_000;

export const THRESHOLDS: Thresholds = { warning: 30 * DAY, critical: 7 * DAY };

export interface AnalyzeTextOptions {
  readonly now?: number;
  /** By absolute path; the kubeconfig itself is `/home/jane/.kube/config`. Others are not known of. */
  readonly files?: Readonly<Record<string, string | FileRead>>;
  /** Unix permission bits of the kubeconfig. */
  readonly mode?: number;
}

/** A finding as a test compares it: where it stands as text, and its message in English. */
export interface FoundText {
  readonly code: string;
  readonly severity: string;
  /** The text that is underlined. */
  readonly text: string;
  readonly message: string;
}

/** The findings of one kubeconfig at `/home/jane/.kube/config`. */
export function analyzeText(text: string, options: AnalyzeTextOptions = {}): readonly FoundText[] {
  return analyzeTexts([text], options).map(({ source: _, ...found }) => found);
}

/** The findings of several kubeconfigs that kubectl merges: `config`, then `config-1`, `config-2`… of one folder. */
export function analyzeTexts(
  texts: readonly string[],
  options: AnalyzeTextOptions = {},
): readonly (FoundText & { readonly source: string })[] {
  const sources = texts.map((text, index) => sourceOf(text, index, options.mode));
  return findingsOf(sources, options).map(finding => {
    const text = sources.find(source => source.id === finding.source)?.text ?? "";
    return {
      source: finding.source,
      code: finding.code,
      severity: finding.severity,
      text: text.slice(finding.span.start, finding.span.end),
      message: render(finding.message),
    };
  });
}

export function findingsOf(sources: readonly Source[], options: AnalyzeTextOptions = {}): readonly Finding[] {
  return analyze(sources, {
    now: options.now ?? NOW,
    thresholds: THRESHOLDS,
    files: viewOf(options.files ?? {}),
    style: "posix",
    exactKeys: true,
  }).findings;
}

export function sourceOf(text: string, index = 0, mode?: number): Source {
  const name = index === 0 ? "config" : `config-${index}`;
  return { id: name, path: `/home/jane/.kube/${name}`, text, ...(mode !== undefined && { mode }) };
}

function viewOf(files: Readonly<Record<string, string | FileRead>>): FileView {
  const encoder = new TextEncoder();
  return {
    get: path => {
      const file = files[path];
      return typeof file === "string" ? { kind: "file", bytes: encoder.encode(file) } : file;
    },
  };
}
