import type { Facts } from "../kubeconfig/facts-model.ts";
import type { Entry, KubeconfigFile } from "../kubeconfig/model.ts";
import { baseNameOf } from "../kubeconfig/paths.ts";
import { say } from "../message.ts";
import { nameOf } from "./place.ts";
import { rule } from "./rule.ts";
import { shown } from "./words.ts";

/**
 * An entry of a later file of KUBECONFIG with a name that an earlier file has: client-go keeps the first
 * whole entry and mixes nothing (tools/clientcmd/loader.go, Load). Equal entries only deserve a hint.
 */
export const shadowedEntry = rule("shadowed-entry", "warning", function* ({ facts }) {
  if (facts.effective.shadowed.size === 0) return;
  const files = new Map(facts.files.map(file => [file.source.id, file]));
  for (const [loser, winner] of facts.effective.shadowed) {
    if (loser.source === winner.source) continue;
    const message = say(
      'kubectl ignores this {0}: "{1}" is already defined in {2}, an earlier file of KUBECONFIG, and the first wins whole. Rename or remove one of them.',
      loser.kind,
      shown(loser.name),
      fileName(facts, winner.source),
    );
    const related = [{ ...nameOf(winner), message: say("The {0} kubectl uses", winner.kind) }];
    const same = text(files, loser) === text(files, winner);
    yield {
      ...nameOf(loser),
      message,
      related,
      tag: "unnecessary",
      ...(same && { severity: "hint" as const }),
    };
  }
});

/** The last part of the path: enough to tell the files of one KUBECONFIG apart, and short. */
export function fileName(facts: Facts, id: string): string {
  const source = facts.files.find(file => file.source.id === id)?.source;
  return shown(baseNameOf(source?.path ?? id));
}

function text(files: ReadonlyMap<string, KubeconfigFile>, entry: Entry): string | undefined {
  return files.get(entry.source)?.source.text.slice(entry.span.start, entry.span.end).trimEnd();
}
