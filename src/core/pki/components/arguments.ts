import type { Span } from "../../text.ts";
import type { ScalarNode } from "../../yaml/node.ts";

/** One word of a command line, and its place in the text. */
export interface Word {
  readonly text: string;
  readonly span: Span;
}

/** A flag with its value. */
export interface Argument {
  /** Without its dashes. */
  readonly flag: string;
  readonly value: string;
  /** The place of the value; of the whole word where it cannot be told apart. */
  readonly span: Span;
  /** The place of the flag with its value. */
  readonly around: Span;
}

/** The words of a container's command and arguments; what a shell is given with `-c` is taken apart. */
export function wordsOf(scalars: readonly ScalarNode[], text: string): readonly Word[] {
  return scalars.flatMap((scalar, index) => {
    const isScript = /^-[a-z]*c$/.test(scalars[index - 1]?.text ?? "");
    return isScript ? shellWords(scalar, text) : [{ text: scalar.text, span: scalar.span }];
  });
}

/** `--flag=value` and `--flag value`, as pflag reads them. */
export function argumentsOf(words: readonly Word[], text: string): readonly Argument[] {
  return words.flatMap((word, index): readonly Argument[] => {
    const match = /^--?([a-z][a-z0-9-]*)(?:=([\s\S]*))?$/.exec(word.text);
    if (match === null) return [];
    const [, flag = "", value] = match;
    if (value !== undefined) return [{ flag, value, span: spanWithin(word, value, text), around: word.span }];
    const next = words[index + 1];
    if (next === undefined || next.text.startsWith("-")) return [];
    const around = { start: word.span.start, end: next.span.end };
    return [{ flag, value: next.text, span: next.span, around }];
  });
}

/** The words of a script, as far as quotes go: what the shell would make of `$` and `\` stays as it is. */
function shellWords({ text: script, span }: ScalarNode, text: string): readonly Word[] {
  let from = span.start;
  return [...script.matchAll(/(?:[^\s"']|"[^"]*"|'[^']*')+/g)].map(([raw]) => {
    const found = text.indexOf(raw, from);
    const isHere = found >= 0 && found + raw.length <= span.end;
    if (isHere) from = found + raw.length;
    return { text: raw.replace(/["']/g, ""), span: isHere ? { start: found, end: from } : span };
  });
}

/** The place of the value alone, where the text writes it as it is. */
function spanWithin({ span }: Word, value: string, text: string): Span {
  const at = text.slice(span.start, span.end).lastIndexOf(value);
  if (value === "" || at < 0) return span;
  return { start: span.start + at, end: span.start + at + value.length };
}
