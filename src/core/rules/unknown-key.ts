import type { UnknownField } from "../kubeconfig/model.ts";
import { shownText } from "../kubeconfig/secrecy.ts";
import { say } from "../message.ts";
import { rule } from "./rule.ts";
import { belonging, unknownFields } from "./unknown-keys.ts";

/**
 * A key like nothing that v1 has: kubectl ignores it, and loses it when it writes the file (client-go
 * tools/clientcmd/api/v1: what has no field is dropped when it is decoded).
 */
export const unknownKey = rule("unknown-key", "hint", function* ({ facts }) {
  for (const file of facts.files) {
    if (file.refusals.some(({ kind }) => kind === "wrong-kind")) continue;
    for (const unknown of unknownFields(file)) {
      if (isOthers(unknown) || belonging(unknown) !== undefined) continue;
      const message = isWord(unknown.name)
        ? say(
            'kubectl has no key "{0}" here: it ignores it, and drops it when it writes the file. Data of other tools is safe under "extensions".',
            unknown.name,
          )
        : say(
            'kubectl has no such key here: it ignores it, and drops it when it writes the file. Data of other tools is safe under "extensions".',
          );
      yield { source: file.source.id, span: unknown.key, message };
    }
  }
});

/** What manifests have, what client-go itself once wrote, merges, and keys that are marked as somebody's own. */
function isOthers({ name, within }: UnknownField): boolean {
  if (within === "file" && name === "metadata") return true;
  return name === "api-version" || name === "<<" || /^(x-|_)|\//i.test(name);
}

/** Whether anybody may see a key: a secret may stand there by mistake. */
function isWord(name: string): boolean {
  return /^[A-Za-z][\w.-]{0,39}$/.test(name) && shownText(name) === name;
}
