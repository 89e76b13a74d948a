import * as vscode from "vscode";
import type { Result } from "../../core/result.ts";
import type { Signed } from "../../core/x509/mint/leaf.ts";
import type { MintWorld } from "../../core/x509/mint/world.ts";
import { textOf } from "../convert.ts";
import { HumanError } from "../errors.ts";
import { nameOf, until } from "../mint/words.ts";
import { mintWorld, type Signing, signing } from "../mint/world.ts";
import type { Services } from "../services.ts";
import { shortPath } from "../world/paths.ts";
import { type Undo, undoAll } from "./undo.ts";

/** What a result holds. @throws HumanError with its reason where there is nothing */
export function orRefuse<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new HumanError(textOf(result.message));
}

/** What can be done next. */
export interface NextStep {
  readonly label: string;
  readonly run: () => Promise<void>;
}

export function undoStep(undo: Undo): NextStep {
  return { label: vscode.l10n.t("Undo"), run: () => undoAll(undo) };
}

/** Make keys and certificates while a person waits. @throws HumanError where it is refused */
export function make<T>(
  { ask, platform }: Services,
  title: string,
  run: (signing: Signing, world: MintWorld) => Promise<Result<T>>,
): Promise<T> {
  return ask.busy(title, async () => orRefuse(await run(await signing(), mintWorld(platform))));
}

export interface Outcome {
  readonly text: string;
  /** What to open to see what was made. */
  readonly place: vscode.Uri;
  readonly next?: readonly NextStep[];
}

/**
 * Tell where a new certificate is, until when it is good and what else is to be known of it.
 * @param told gets its name, its place and its end
 */
export function showMinted(
  services: Services,
  { certificate, notes }: Signed,
  place: vscode.Uri,
  told: (name: string, place: string, until: string) => string,
  next: readonly NextStep[] = [],
): Promise<void> {
  const made = told(nameOf(certificate), shortPath(place, services.platform), until(certificate));
  return showOutcome(services, { text: [made, ...notes.map(textOf)].join(" "), place, next });
}

/** Tell what was made, and offer what comes next. Everything is looked at again meanwhile. */
export async function showOutcome(
  { ask, sources }: Services,
  { text, place, next = [] }: Outcome,
): Promise<void> {
  const refreshed = sources.refresh();
  const open = vscode.l10n.t("Open");
  const taken = await ask.tell("information", text, [open, ...next.map(({ label }) => label)]);
  await refreshed;
  if (taken === open) await vscode.commands.executeCommand("vscode.open", place);
  else await next.find(({ label }) => label === taken)?.run();
}
