import type { Draft } from "../finding.ts";
import type { Facts } from "../kubeconfig/facts-model.ts";
import type { Entry, KubeconfigFile } from "../kubeconfig/model.ts";
import { mayHideEntries } from "../kubeconfig/partial.ts";
import { countBefore } from "../search.ts";

/** The rules that say of an entry that something is not there. */
const OF_FIELDS: ReadonlySet<string> = new Set([
  "auth-provider-incomplete",
  "certificate-missing",
  "context-cluster-missing",
  "context-user-missing",
  "empty-data",
  "empty-name",
  "exec-env-no-name",
  "exec-interactive-mode-missing",
  "exec-no-api-version",
  "exec-no-command",
  "impersonation-without-user",
  "key-missing",
  "no-credential",
  "server-missing",
]);

/** The rules that say that no entry has a name, or that none names an entry. */
const OF_NAMES: ReadonlySet<string> = new Set([
  "context-cluster-missing",
  "context-user-missing",
  "current-context-empty",
  "current-context-missing",
  "unreferenced-cluster",
  "unreferenced-user",
]);

/**
 * Tells the drafts that hold from those that say that something is not there, where it may stand in a part of a file that could
 * not be read.
 */
export class Absences {
  readonly #partial: readonly KubeconfigFile[];
  readonly #hidesEntries: boolean;
  readonly #hidesReferences: boolean;

  constructor({ files }: Facts) {
    this.#partial = files.filter(({ document }) => document.unreadable !== undefined);
    this.#hidesEntries = this.#partial.some(mayHideEntries);
    this.#hidesReferences = this.#partial.some(({ contexts }) => contexts.some(({ partial }) => partial));
  }

  holds(code: string, { source, span }: Draft): boolean {
    if (this.#partial.length === 0) return true;
    if (this.#hidesEntries && OF_NAMES.has(code)) return false;
    if (this.#hidesReferences && code.startsWith("unreferenced-")) return false;
    if (!OF_FIELDS.has(code)) return true;
    const file = this.#partial.find(each => each.source.id === source);
    return file === undefined || !standsInPartial(file, span.start);
  }
}

function standsInPartial({ clusters, contexts, users }: KubeconfigFile, offset: number): boolean {
  return [clusters, contexts, users].some(list => {
    const entry = entryAt(list, offset);
    return entry?.partial === true;
  });
}

/** Entries stand in the order of the text, unless aliases repeat them. */
function entryAt(entries: readonly Entry[], offset: number): Entry | undefined {
  const entry = entries[countBefore(entries, offset + 1, ({ span }) => span.start) - 1];
  return entry !== undefined && offset <= entry.span.end ? entry : undefined;
}
