import * as vscode from "vscode";
import { type EmbeddedKubeconfig, embeddedIn } from "../../core/manifests/embedded.ts";
import { readObjectsSteps } from "../../core/manifests/objects.ts";
import { touches } from "../../core/text.ts";
import { HumanError } from "../errors.ts";
import type { Asking } from "../services.ts";
import { line } from "../text/iconless.ts";
import { type Interview, interview } from "../wizard/interview.ts";
import { shortPath } from "../world/paths.ts";
import { inSlices } from "../world/slices.ts";
import { createFiles, folderOf } from "../writing/files.ts";
import { askNewPlace, fileStem } from "../writing/new-place.ts";
import { showOutcome } from "../writing/outcome.ts";

/** A kubeconfig that stands in a manifest of the editor as a file of its own, which only its owner can read. */
export async function extractEmbedded(services: Asking): Promise<void> {
  const { ask, platform } = services;
  const title = vscode.l10n.t("Extract Kubeconfig from Manifest");
  const editor = vscode.window.activeTextEditor;
  const found = editor === undefined ? [] : await embeddedOf(editor.document);
  if (editor === undefined || found.length === 0) {
    throw new HumanError(vscode.l10n.t("There is no kubeconfig in a Secret or ConfigMap of the editor."));
  }
  const offset = editor.document.offsetAt(editor.selection.active);
  const { chosen, uri } = await interview(ask, async each => {
    const embedded = await choose(each, title, found, offset);
    const place = await askNewPlace(each, services, {
      title,
      label: vscode.l10n.t("Make the Kubeconfig"),
      start: folderOf(editor.document.uri),
      name: `${fileStem(nameOf(embedded))}.kubeconfig`,
    });
    return { chosen: embedded, uri: place };
  });
  await createFiles([{ uri, text: chosen.text }], platform);
  await showOutcome(services, {
    text: vscode.l10n.t(
      "The kubeconfig of {0} has a file of its own: {1}.",
      nameOf(chosen),
      shortPath(uri, platform),
    ),
    place: uri,
  });
}

async function embeddedOf(document: vscode.TextDocument): Promise<readonly EmbeddedKubeconfig[]> {
  const objects = await inSlices(readObjectsSteps(document.getText()));
  const found: EmbeddedKubeconfig[] = [];
  for (const object of objects) found.push(...(await inSlices(embeddedIn(object))));
  return found;
}

/** The one at the cursor, or the only one, without a question. */
async function choose(
  each: Interview,
  title: string,
  found: readonly EmbeddedKubeconfig[],
  offset: number,
): Promise<EmbeddedKubeconfig> {
  const here = found.find(({ span }) => touches(span, offset));
  const [only] = found;
  if (here !== undefined) return here;
  if (only !== undefined && found.length === 1) return only;
  return each.choose({
    id: "embedded",
    title,
    prompt: vscode.l10n.t("Which kubeconfig gets a file of its own?"),
    options: found.map((value, index) => ({
      key: String(index),
      label: line(nameOf(value)),
      description: line(value.key),
      value,
    })),
  });
}

function nameOf({ object, key }: EmbeddedKubeconfig): string {
  return object.name === "" ? key : object.name;
}
