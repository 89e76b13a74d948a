import * as vscode from "vscode";
import type { MakePlan } from "../../core/edits/rewrite.ts";
import type { Editing } from "../services.ts";
import type { AnalyzedGroup } from "../sources/groups.ts";
import { type Interview, interviewThen } from "../wizard/interview.ts";
import { shortPath } from "../world/paths.ts";
import { showOutcome, undoStep } from "../writing/outcome.ts";
import type { Undo } from "../writing/undo.ts";

/** What a person wants of a configuration. */
export interface EntryWish {
  readonly group: AnalyzedGroup;
  /** Asked for when all questions are answered, as it may read files. */
  readonly plan: () => MakePlan | Promise<MakePlan>;
  /** What to open to see it. */
  readonly place: vscode.Uri;
  /** What has come of it, said when it is done. */
  readonly done: string;
}

/**
 * Ask what a configuration is to become, make the change, which may be shown before, and tell of it with a way back.
 * @param small whether the change says all about itself in its name
 */
export async function changeEntries(
  services: Editing,
  title: string,
  flow: (interview: Interview) => Promise<EntryWish>,
  { small = false } = {},
): Promise<void> {
  const { wish, undo } = await makeChange(services, title, flow, { small });
  const { done, place } = wish;
  if (undo.length > 0) return showOutcome(services, { text: done, place, next: [undoStep(undo)] });
  const path = shortPath(place, services.platform);
  await showOutcome(services, { text: vscode.l10n.t("Nothing had to be changed in {0}.", path), place });
}

/** The same without telling of it. @returns what was wished for, and the way back: empty where nothing had to be changed */
export async function makeChange(
  { ask, changes }: Pick<Editing, "ask" | "changes">,
  title: string,
  flow: (interview: Interview) => Promise<EntryWish>,
  { small = false } = {},
): Promise<{ readonly wish: EntryWish; readonly undo: Undo }> {
  const { wish, done: undo } = await interviewThen(
    ask,
    async each => ({ ...(await flow(each)), show: await changes.askToShow(each, title, { small }) }),
    async ({ group, plan, show }) =>
      changes.apply(ask, title, [{ files: group.analysis.files, plan: await plan() }], show),
  );
  return { wish, undo };
}
