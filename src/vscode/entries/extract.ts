import * as vscode from "vscode";
import { extractContext } from "../../core/edits/index.ts";
import { textOf, uriOf } from "../convert.ts";
import { HumanError } from "../errors.ts";
import type { Asking } from "../services.ts";
import { interview } from "../wizard/interview.ts";
import { shortPath } from "../world/paths.ts";
import { pathOf } from "../world/pki-world.ts";
import { createFiles, folderOf } from "../writing/files.ts";
import { askNewPlace, fileStem } from "../writing/new-place.ts";
import { showOutcome } from "../writing/outcome.ts";
import { chooseContext } from "./choose.ts";

/** A context with its cluster and its user as a file of its own, which only its owner can read. */
export async function extract(services: Asking, argument: unknown): Promise<void> {
  const { ask, platform } = services;
  const title = vscode.l10n.t("Extract Context");
  const { chosen, uri } = await interview(ask, async each => {
    const prompt = vscode.l10n.t("Which context gets a file of its own?");
    const context = await chooseContext(each, title, prompt, argument, services);
    const place = await askNewPlace(each, services, {
      title,
      label: vscode.l10n.t("Make the Kubeconfig"),
      start: folderOf(uriOf(context.entry)),
      name: `${fileStem(context.entry.name)}.kubeconfig`,
    });
    return { chosen: context, uri: place };
  });
  const { group, entry } = chosen;
  const made = extractContext(group.analysis.files, entry, { to: pathOf(uri), style: platform.style });
  if (!made.ok) throw new HumanError(textOf(made.reason));
  await createFiles([{ uri, text: made.text }], platform);
  await showOutcome(services, {
    text: vscode.l10n.t("The context {0} has a file of its own: {1}.", entry.name, shortPath(uri, platform)),
    place: uri,
  });
}
