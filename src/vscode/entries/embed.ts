import * as vscode from "vscode";
import { embedFiles } from "../../core/edits/index.ts";
import type { MakePlan } from "../../core/edits/rewrite.ts";
import { loadFiles, referencedPaths } from "../../core/index.ts";
import type { KubeconfigFile } from "../../core/kubeconfig/model.ts";
import { say } from "../../core/message.ts";
import type { Services } from "../commands/services.ts";
import { HumanError } from "../errors.ts";
import { showOutcome, undoStep } from "../mint/outcome.ts";
import { shortPath } from "../paths.ts";
import { interviewThen } from "../wizard/interview.ts";
import { workspaceFiles } from "../workspaceFiles.ts";
import { chooseFile } from "./choose.ts";

/** Put the certificates and keys that a kubeconfig names into it, so that it can be moved. */
export async function embed(services: Services, argument: unknown): Promise<void> {
  const { ask, changes } = services;
  const title = vscode.l10n.t("Embed Files");
  const { wish, done: undo } = await interviewThen(
    ask,
    async each => {
      const prompt = vscode.l10n.t("Which kubeconfig is to hold what it names?");
      const chosen = await chooseFile(each, title, prompt, argument, services, namesFiles);
      const file = chosen.group.analysis.files.find(({ source }) => source.id === chosen.source);
      if (file === undefined || !namesFiles(file)) {
        throw new HumanError(vscode.l10n.t("This kubeconfig names no file."));
      }
      return { chosen, file, show: await changes.askToShow(each, title) };
    },
    async ({ chosen, file, show }) => {
      const change = { files: chosen.group.analysis.files, plan: await planFor(file, services) };
      return changes.apply(ask, title, [change], show);
    },
  );
  const place = vscode.Uri.parse(wish.chosen.source, true);
  await showOutcome(services, {
    text: vscode.l10n.t(
      "{0} holds its certificates and keys itself from now on.",
      shortPath(place, services.platform),
    ),
    place,
    next: [undoStep(undo)],
  });
}

function namesFiles({ clusters, users }: KubeconfigFile): boolean {
  const names = [
    ...clusters.map(each => each.certificateAuthority),
    ...users.flatMap(each => [each.clientCertificate, each.clientKey]),
  ];
  return names.some(name => name?.value);
}

async function planFor(file: KubeconfigFile, { platform, settings }: Services): Promise<MakePlan> {
  const reader = platform.local ? platform.files : workspaceFiles;
  const contents = await loadFiles(reader, referencedPaths([file], platform.style), settings.maxFileBytes);
  return now => {
    const own = now.find(each => each.source.id === file.source.id);
    return own === undefined
      ? { ok: false, reason: say("The file is not there any more.") }
      : embedFiles(own, [...own.clusters, ...own.users], contents, platform.style);
  };
}
