import { type Message, say } from "../../message.ts";

/** Why something is not done, or what must be confirmed before it is. `code` is stable. */
export interface Reason {
  readonly code: string;
  readonly message: Message;
}

/** What stands against minting what was asked for. */
export interface Judgement {
  /** It cannot be made. */
  readonly refusals: readonly Reason[];
  /** It is made only after a person has said yes to each. */
  readonly confirmations: readonly Reason[];
}

export function reason(code: string, template: string, ...args: readonly (string | number)[]): Reason {
  return { code, message: say(template, ...args) };
}

/** What stands against any of several. */
export function combine(...judgements: readonly Judgement[]): Judgement {
  return {
    refusals: judgements.flatMap(each => each.refusals),
    confirmations: judgements.flatMap(each => each.confirmations),
  };
}
