import * as vscode from "vscode";
import type { Asking } from "../../services.ts";
import { interview } from "../../wizard/interview.ts";
import { copyStep, openManifests } from "./open.ts";
import { askRights, type RightsWish } from "./rights.ts";

/** Manifests that give a user and its groups their rights, as a document to read. Nothing is applied. */
export async function proposeRbac(services: Asking, wish: Omit<RightsWish, "title">): Promise<void> {
  const title = vscode.l10n.t("Rights for {0}", wish.identity.user);
  const rights = await interview(services.ask, each => askRights(each, { title, ...wish }, services));
  if (rights === undefined) return;
  await openManifests(rights);
  const copy = copyStep(rights);
  const { fileName } = rights.manifests;
  const text = vscode.l10n.t(
    "The manifests are in a document. Save it as {0} and run the command at its top; nothing has been applied yet.",
    fileName,
  );
  if ((await services.ask.tell("information", text, [copy.label])) === copy.label) await copy.run();
}
