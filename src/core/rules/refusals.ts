import type { Draft } from "../finding.ts";
import type { Facts } from "../kubeconfig/facts-model.ts";
import type { RefusalKind } from "../kubeconfig/model.ts";
import { say } from "../message.ts";
import { shown } from "./words.ts";

/** What the reader says of every place where kubectl refuses a file for the given reason. */
export function* refusals(facts: Facts, wanted: RefusalKind): Iterable<Draft> {
  for (const file of facts.files) {
    const source = file.source.id;
    for (const { kind, span, message, first } of file.refusals) {
      if (kind !== wanted) continue;
      if (first === undefined) yield { source, span, message };
      else {
        const text = say('The first "{0}" of the list', shown(first.name));
        yield { source, span, message, related: [{ source, span: first.span, message: text }] };
      }
    }
  }
}
