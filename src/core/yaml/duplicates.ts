import { keyText } from "./key.ts";
import type { MapEntry, YamlNode, YamlNotice } from "./node.ts";

/** Below this many entries a comparison of each with each is quicker than a table. */
const FEW = 8;
/** Nobody reads more of these about one file. */
const MAX_NOTICES = 1000;

/** Note each key of a mapping that a later entry with the same key overrides. */
export function duplicateNotices(entries: readonly MapEntry[], notices: YamlNotice[]): void {
  if (
    entries.length < 2 ||
    notices.length >= MAX_NOTICES ||
    (entries.length <= FEW && !hasDuplicate(entries))
  ) {
    return;
  }
  const last = new Map<string, YamlNode>();
  for (let i = entries.length - 1; i >= 0; i--) {
    const key = entries[i]?.key;
    const text = key === undefined ? undefined : ownKeyText(key);
    if (key === undefined || text === undefined) {
      continue;
    }
    const winner = last.get(text);
    if (winner === undefined) {
      last.set(text, key);
    } else if (notices.length < MAX_NOTICES) {
      notices.push({ kind: "duplicate-key", span: key.span, key: text, winner: winner.span });
    }
  }
}

function hasDuplicate(entries: readonly MapEntry[]): boolean {
  for (let i = 1; i < entries.length; i++) {
    const text = ownKeyText(entries[i]?.key);
    for (let k = 0; k < i; k++) {
      if (text !== undefined && ownKeyText(entries[k]?.key) === text) {
        return true;
      }
    }
  }
  return false;
}

function ownKeyText(key: YamlNode | undefined): string | undefined {
  return key === undefined || (key.kind === "scalar" && key.merge) ? undefined : keyText(key);
}
