import * as vscode from "vscode";
import { embedFiles } from "../../core/edits/index.ts";
import { loadFiles, referencedPaths } from "../../core/index.ts";
import type { KubeconfigFile } from "../../core/kubeconfig/model.ts";
import { say } from "../../core/message.ts";
import type { FileView } from "../../core/ports.ts";
import type { Services } from "../commands/services.ts";
import { HumanError } from "../errors.ts";
import { showOutcome } from "../mint/outcome.ts";
import { interview } from "../wizard/interview.ts";
import { workspaceFiles } from "../workspaceFiles.ts";
import { chooseFile } from "./choose.ts";

/** Put the certificates and keys that a kubeconfig names into it, so that it can be moved. */
export async function embed(services: Services, argument: unknown): Promise<void> {
  const { ask, changes } = services;
  const title = vscode.l10n.t("Embed Files");
  const { group, source } = await interview(ask, each =>
    chooseFile(each, title, vscode.l10n.t("Which kubeconfig is to hold what it names?"), argument, services),
  );
  const { files } = group.analysis;
  const file = files.find(each => each.source.id === source);
  const contents = file && (await contentsFor(file, services));
  if (file === undefined || contents === undefined) {
    throw new HumanError(vscode.l10n.t("This kubeconfig names no file."));
  }
  const undo = await changes.apply(ask, title, files, now => {
    const own = now.find(each => each.source.id === source);
    return own === undefined
      ? { ok: false, reason: say("The file is not there any more.") }
      : embedFiles(own, [...own.clusters, ...own.users], contents, services.platform.style);
  });
  await showOutcome(services, {
    text: vscode.l10n.t("The kubeconfig holds its certificates and keys itself from now on."),
    place: vscode.Uri.parse(source, true),
    next: { label: vscode.l10n.t("Undo"), run: undo },
  });
}

async function contentsFor(
  file: KubeconfigFile,
  { platform, settings }: Services,
): Promise<FileView | undefined> {
  const paths = referencedPaths([file], platform.style);
  const names = [
    ...file.clusters.map(each => each.certificateAuthority),
    ...file.users.flatMap(each => [each.clientCertificate, each.clientKey]),
  ];
  if (!names.some(name => name?.value)) return undefined;
  return loadFiles(platform.local ? platform.files : workspaceFiles, paths, settings.maxFileBytes);
}
