import { refusals } from "./refusals.ts";
import { rule } from "./rule.ts";

/** A value of another type than the field's: encoding/json refuses the file, as `token: 12345`. */
export const wrongType = rule("wrong-type", "error", ({ facts }) => refusals(facts, "wrong-type"));
