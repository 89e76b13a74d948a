import { refusals } from "./refusals.ts";
import { rule } from "./rule.ts";

/** `kind` or `apiVersion` belong to another API: client-go tools/clientcmd/api/latest knows only `Config` of `v1`. */
export const wrongKind = rule("wrong-kind", "error", ({ facts }) => refusals(facts, "wrong-kind"));
