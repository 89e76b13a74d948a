import type { Message } from "../../message.ts";
import type { Finding } from "../../rules/index.ts";
import type { Span } from "../../text.ts";

/** Something to read about a place, as plain data; a host sets it in its own markup. */
export interface Hover {
  readonly span: Span;
  readonly blocks: readonly Block[];
}

/** A text of ours with arguments, or a text of the file as it stands. Both are to be escaped when set. */
export type Text = Message | string;

export type Block =
  | { readonly kind: "heading"; readonly text: Text; readonly aside?: readonly Text[] }
  | { readonly kind: "table"; readonly rows: readonly Row[] }
  | { readonly kind: "code"; readonly language: string; readonly text: string }
  | { readonly kind: "note"; readonly text: Text; readonly tone?: NoteTone }
  | { readonly kind: "finding"; readonly finding: Finding };

export type NoteTone = "good" | "warning" | "bad";

export interface Row {
  readonly label: Message;
  readonly value: readonly Text[];
  readonly tone?: NoteTone;
  /** Set in a typewriter face: identifiers that people compare. */
  readonly code?: true;
}

export function heading(text: Text, ...aside: readonly Text[]): Block {
  return { kind: "heading", text, ...(aside.length > 0 && { aside }) };
}

export function note(text: Text, tone?: NoteTone): Block {
  return { kind: "note", text, ...(tone && { tone }) };
}

/** No table where there are no rows. */
export function table(rows: Iterable<Row>): readonly Block[] {
  const all = [...rows];
  return all.length > 0 ? [{ kind: "table", rows: all }] : [];
}

/** A row of values that are set one after another, with commas. */
export function row(label: Message, value: Text | readonly Text[], tone?: NoteTone): Row {
  return { label, value: isList(value) ? value : [value], ...(tone && { tone }) };
}

export function codeRow(label: Message, value: string): Row {
  return { label, value: [value], code: true };
}

function isList(value: Text | readonly Text[]): value is readonly Text[] {
  return Array.isArray(value);
}
