import { withoutCredentials } from "./credential.ts";

/**
 * A text for people: an English template with `{0}`, `{1}` placeholders and what fills them.
 * It stays in two parts so that a host can translate the template. Never put a secret into an argument; what is one by its
 * form is left out.
 */
export interface Message {
  readonly template: string;
  readonly args: readonly (string | number)[];
}

/** Renders a template with its arguments; `vscode.l10n.t` has this shape. */
export type Translate = (template: string, ...args: (string | number)[]) => string;

export function say(template: string, ...args: readonly (string | number)[]): Message {
  return { template, args: args.map(arg => (typeof arg === "string" ? withoutCredentials(arg) : arg)) };
}

/** The template as it stands, placeholders filled. */
export const english: Translate = (template, ...args) =>
  template.replace(/\{(\d+)\}/g, (whole, index: string) => String(args[Number(index)] ?? whole));

export function render(message: Message, translate: Translate = english): string {
  return translate(message.template, ...message.args);
}
