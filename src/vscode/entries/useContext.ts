import * as vscode from "vscode";
import { useContext as planUse } from "../../core/edits/index.ts";
import type { MakePlan } from "../../core/edits/rewrite.ts";
import type { Services } from "../commands/services.ts";
import { showOutcome, undoStep } from "../mint/outcome.ts";
import { interviewThen } from "../wizard/interview.ts";
import { chooseContext, fileUri } from "./choose.ts";

/** Make a context the one that kubectl uses from now on. */
export async function useContext(services: Services, argument: unknown): Promise<void> {
  const { ask, changes } = services;
  const title = vscode.l10n.t("Use Context");
  const prompt = vscode.l10n.t("Which context is kubectl to use from now on?");
  const { wish, done: undo } = await interviewThen(
    ask,
    async each => ({
      chosen: await chooseContext(each, title, prompt, argument, services),
      show: await changes.askToShow(each, title, { small: true }),
    }),
    ({ chosen, show }) => {
      const change = { files: chosen.group.analysis.files, plan: currentContextPlan(chosen.entry.name) };
      return changes.apply(ask, title, [change], show);
    },
  );
  const { group, entry } = wish.chosen;
  await showOutcome(services, {
    text:
      group.kind === "effective"
        ? vscode.l10n.t("kubectl uses the context {0} from now on.", entry.name)
        : vscode.l10n.t("The current context of the file is {0} from now on.", entry.name),
    place: fileUri(entry),
    next: [undoStep(undo)],
  });
}

/** Where the current context stands, or in the first file: either way it is the one that wins. */
export function currentContextPlan(name: string): MakePlan {
  return files => {
    const file = files.find(({ currentContext }) => currentContext?.value) ?? files[0];
    return file === undefined ? { ok: true, files: [] } : planUse(file, name);
  };
}
