import * as vscode from "vscode";
import type { Editing, Granting } from "../../services.ts";
import { interview } from "../../wizard/interview.ts";
import { type ContextPlace, namespaceStep } from "./namespace.ts";
import { applySteps, copyStep, openManifests } from "./open.ts";
import { askRights, onlyNamespace, type RightsWish } from "./rights.ts";

export interface ProposalWish extends Omit<RightsWish, "title"> {
  /** The context that the rights are for, which may take their namespace. */
  readonly context?: ContextPlace;
}

/** Manifests that give a user and its groups their rights, as a document to read. Nothing is applied. */
export async function proposeRbac(
  services: Editing & Granting,
  { context, ...wish }: ProposalWish,
): Promise<void> {
  const title = vscode.l10n.t("Rights for {0}", wish.identity.user);
  const rights = await interview(services.ask, each => askRights(each, { title, ...wish }, services));
  if (rights === undefined) return;
  const document = await openManifests(rights);
  const namespace = onlyNamespace(rights);
  const steps = [
    ...applySteps(rights, document, services),
    copyStep(rights),
    ...(context && namespace ? namespaceStep(context, namespace, services) : []),
  ];
  const { fileName } = rights.manifests;
  const text = vscode.l10n.t(
    "The manifests are in a document. Save it as {0} and run the command at its top; nothing has been applied yet.",
    fileName,
  );
  const taken = await services.ask.tell(
    "information",
    text,
    steps.map(({ label }) => label),
  );
  await steps.find(({ label }) => label === taken)?.run();
}
