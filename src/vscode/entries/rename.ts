import * as vscode from "vscode";
import { findEntry, renameEntry } from "../../core/edits/index.ts";
import type { EntryKind } from "../../core/kubeconfig/model.ts";
import { say } from "../../core/message.ts";
import type { Services } from "../commands/services.ts";
import { textOf } from "../convert.ts";
import { showOutcome } from "../mint/outcome.ts";
import { interview } from "../wizard/interview.ts";
import { chooseContext, chosenBy, fileUri } from "./choose.ts";

/** Rename a context, a cluster or a user, and everything that means it. */
export async function rename(services: Services, argument: unknown): Promise<void> {
  const { ask, changes } = services;
  const title = vscode.l10n.t("Rename");
  const { chosen, name } = await interview(ask, async each => {
    const prompt = vscode.l10n.t("Which context is to be renamed?");
    const found =
      chosenBy(argument, services) ?? (await chooseContext(each, title, prompt, undefined, services));
    const { files } = found.group.analysis;
    const typed = await each.type({
      id: "name",
      title,
      prompt: promptFor(found.entry.kind, found.entry.name),
      value: found.entry.name,
      check: text => {
        const plan = renameEntry(files, found.entry, text);
        return plan.ok ? undefined : { severity: "error", text: textOf(plan.reason) };
      },
    });
    return { chosen: found, name: typed };
  });
  const { group, entry } = chosen;
  const undo = await changes.apply(ask, title, group.analysis.files, files => {
    const now = findEntry(files, { kind: entry.kind, name: entry.name, source: entry.source });
    return now === undefined
      ? { ok: false, reason: say('"{0}" is not in the file any more.', entry.name) }
      : renameEntry(files, now, name);
  });
  await showOutcome(services, {
    text: vscode.l10n.t("{0} is called {1} from now on.", entry.name, name),
    place: fileUri(entry),
    next: { label: vscode.l10n.t("Undo"), run: undo },
  });
}

function promptFor(kind: EntryKind, name: string): string {
  switch (kind) {
    case "context":
      return vscode.l10n.t("New name of the context {0}", name);
    case "cluster":
      return vscode.l10n.t("New name of the cluster {0}. The contexts that use it follow.", name);
    case "user":
      return vscode.l10n.t("New name of the user {0}. The contexts that use it follow.", name);
  }
}
