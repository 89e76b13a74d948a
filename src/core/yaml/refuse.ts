import { type Message, say } from "../message.ts";
import type { YamlRefusal, YamlRefusalReason } from "./node.ts";

/** Ends a reading that kubectl refuses. It never leaves this folder: `readYaml` turns it into a refusal. */
export class YamlError extends Error {
  readonly refusal: YamlRefusal;

  constructor(refusal: YamlRefusal) {
    super(refusal.message.template);
    this.refusal = refusal;
  }
}

export function refuse(
  reason: YamlRefusalReason,
  message: Message,
  start: number,
  end: number = start + 1,
): never {
  throw new YamlError({ reason, message, span: { start, end } });
}

export function syntaxError(
  start: number,
  end: number,
  template: string,
  ...args: (string | number)[]
): never {
  return refuse("syntax", say(template, ...args), start, end);
}
