import { countBefore } from "../search.ts";
import type { Span } from "../text.ts";

/**
 * What stands for a value until something fills it in: Helm, Jinja and External Secrets (`{{ … }}`), the shell, envsubst and Flux
 * (`${NAME}`, `$NAME`), Kubernetes and Tekton (`$(NAME)`), Argo CD's vault plugin (`<path:…>`, `<key>`), SOPS (`ENC[…]`), and the
 * marks that people use with sed.
 */
const PLACEHOLDER =
  /\{\{|\{%|[$%#]\{|\$\(|(?<![\w$])\$[A-Z_]{2}|<[A-Za-z][^<>\n]{0,200}>|\bENC\[|__[A-Za-z]\w{0,60}__|%%\w{1,60}%%|@[A-Z_]{2,60}@/;

export function holdsPlaceholder(text: string): boolean {
  return PLACEHOLDER.test(text);
}

/** The lines of a text that hold a placeholder, in order; a comment is none. */
export function placeholderLines(text: string): readonly Span[] {
  if (!holdsPlaceholder(text)) return [];
  const lines: Span[] = [];
  let start = 0;
  for (const line of text.split("\n")) {
    const end = start + line.length;
    if (!line.trimStart().startsWith("#") && holdsPlaceholder(line)) lines.push({ start, end });
    start = end + 1;
  }
  return lines;
}

/** Whether a place has anything in common with one of several that stand in order. */
export function meets(spans: readonly Span[], { start, end }: Span): boolean {
  const last = spans[countBefore(spans, end + 1, each => each.start) - 1];
  return last !== undefined && last.end >= start;
}
