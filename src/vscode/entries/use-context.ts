import * as vscode from "vscode";
import { useContext as planUse } from "../../core/edits/index.ts";
import type { MakePlan } from "../../core/edits/rewrite.ts";
import { uriOf } from "../convert.ts";
import type { Editing } from "../services.ts";
import type { Interview } from "../wizard/interview.ts";
import { changeEntries, type EntryWish } from "./change.ts";
import { chooseContext } from "./choose.ts";

/** Make a context the one that kubectl uses from now on. */
export async function useContext(services: Editing, argument: unknown): Promise<void> {
  const title = vscode.l10n.t("Use Context");
  const prompt = vscode.l10n.t("Which context should kubectl use from now on?");
  const flow = async (each: Interview): Promise<EntryWish> => {
    const { group, entry } = await chooseContext(each, title, prompt, argument, services);
    return {
      group,
      plan: () => currentContextPlan(entry.name),
      place: uriOf(entry),
      done:
        group.kind === "effective"
          ? vscode.l10n.t("kubectl now uses the context {0}.", entry.name)
          : vscode.l10n.t("The current context of the file is now {0}.", entry.name),
    };
  };
  await changeEntries(services, title, flow, { small: true });
}

/** Where the current context stands, or in the first file: either way it is the one that wins. */
export function currentContextPlan(name: string): MakePlan {
  return files => {
    const file = files.find(({ currentContext }) => currentContext?.value) ?? files[0];
    return file === undefined ? { ok: true, files: [] } : planUse(file, name);
  };
}
