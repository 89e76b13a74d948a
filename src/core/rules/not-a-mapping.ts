import { refusals } from "./refusals.ts";
import { rule } from "./rule.ts";

/** The root is a list or a scalar: apimachinery's serializer finds no kind and apiVersion in it. */
export const notAMapping = rule("not-a-mapping", "error", ({ facts }) => refusals(facts, "not-a-mapping"));
