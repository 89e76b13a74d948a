import { withoutCredentials } from "../credential.ts";
import type { Severity } from "../finding.ts";
import { english, render, type Translate } from "../message.ts";
import type { Block, NoteTone, Row, Text } from "./hover/blocks.ts";

/**
 * Blocks set in Markdown as editors show it (CommonMark with tables, and codicons as `$(name)`). Every text is taken
 * for hostile: whatever has a meaning in Markdown or HTML, or as a codicon, becomes a character reference, so a name
 * is never a link, an icon, a table cell or markup; what would hide or turn the text is spelled out.
 */
export function markdownOf(blocks: readonly Block[], translate: Translate = english): string {
  return blocks.map(block => blockMarkdown(block, translate)).join("\n\n");
}

function blockMarkdown(block: Block, translate: Translate): string {
  switch (block.kind) {
    case "heading":
      return headingMarkdown(block.text, block.aside ?? [], translate);
    case "table":
      return ["| | |", "|:--|:--|", ...block.rows.map(row => rowMarkdown(row, translate))].join("\n");
    case "code":
      return codeMarkdown(block.language, block.text);
    case "note":
      return withIcon(block.tone, textMarkdown(block.text, translate));
    case "finding":
      return `$(${SEVERITY_ICONS[block.finding.severity]}) ${textMarkdown(block.finding.message, translate)}`;
  }
}

function headingMarkdown(text: Text, aside: readonly Text[], translate: Translate): string {
  const title = `**${textMarkdown(text, translate)}**`;
  return [title, ...aside.map(each => textMarkdown(each, translate))].join(" · ");
}

function rowMarkdown({ label, value, tone, code }: Row, translate: Translate): string {
  const cell = value.map(each => textMarkdown(each, translate, code)).join(code ? " " : ", ");
  return `| ${textMarkdown(label, translate)}&nbsp;&nbsp; | ${withIcon(tone, cell)} |`;
}

const ICONS: Readonly<Record<NoteTone, string>> = { good: "pass", warning: "warning", bad: "error" };

const SEVERITY_ICONS: Readonly<Record<Severity, string>> = {
  error: "error",
  warning: "warning",
  information: "info",
  hint: "lightbulb",
};

function withIcon(tone: NoteTone | undefined, markdown: string): string {
  return tone === undefined ? markdown : `$(${ICONS[tone]}) ${markdown}`;
}

/** Longer than any name, path or message; a bound on what one hostile value can fill. */
const LONGEST = 600;

function textMarkdown(text: Text, translate: Translate, code = false): string {
  const whole = typeof text === "string" ? withoutCredentials(text) : render(text, translate);
  const plain = visible(whole.length > LONGEST ? `${whole.slice(0, LONGEST)}…` : whole);
  return code && isCode(plain) ? `\`${plain}\`` : escapeMarkdown(plain);
}

/** Whether a span of code, where nothing can be escaped, shows a text as it is: identifiers and paths. */
function isCode(text: string): boolean {
  return /^[\p{L}\p{N} :._/\\~@+=-]+$/u.test(text) && text === text.trim();
}

/** A text that stands for itself in Markdown: the marks of ASCII as character references, spaces kept. */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/[!-+\--/:-@[-`{-~]/g, mark => `&#${mark.charCodeAt(0)};`)
    .replace(/^ +| {2,}| +$/g, spaces => "&nbsp;".repeat(spaces.length));
}

/** Line ends, control characters and those that turn or hide text, spelled out. */
export function visible(text: string): string {
  return text.replace(
    /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu,
    character =>
      SPELLED[character] ??
      `\\u{${(character.codePointAt(0) ?? 0).toString(16).padStart(4, "0").toLowerCase()}}`,
  );
}

const SPELLED: Readonly<Record<string, string>> = { "\n": "↵", "\r": "␍", "\t": "⇥" };

/** A block of code whose fence no line of the text can close. */
function codeMarkdown(language: string, text: string): string {
  const lines = text.split("\n").map(visible).join("\n");
  const longest = Math.max(2, ...(lines.match(/`+/g) ?? []).map(run => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${lines.slice(0, LONGEST * 4)}\n${fence}`;
}
