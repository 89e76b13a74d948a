import { say } from "../message.ts";
import { refuse } from "./refuse.ts";

export function tooDeep(at: number, limit: number): never {
  return refuse(
    "too-deep",
    say("Lists and mappings are nested deeper than {0} levels here. kubectl refuses the file.", limit),
    at,
  );
}
