import type { Draft } from "../finding.ts";
import type { RefusalKind } from "../kubeconfig/model.ts";
import type { Facts } from "./rule.ts";

/** What the reader says of every place where kubectl refuses a file for the given reason. */
export function* refusals(facts: Facts, kind: RefusalKind): Iterable<Draft> {
  for (const file of facts.files) {
    for (const refusal of file.refusals) {
      if (refusal.kind === kind)
        yield { source: file.source.id, span: refusal.span, message: refusal.message };
    }
  }
}
