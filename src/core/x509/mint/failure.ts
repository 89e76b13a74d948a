import { say } from "../../message.ts";
import type { Failure } from "../../result.ts";

export function failure(code: string, template: string, ...args: readonly (string | number)[]): Failure {
  return { ok: false, code, message: say(template, ...args) };
}
