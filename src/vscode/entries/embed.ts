import * as vscode from "vscode";
import { embedFiles } from "../../core/edits/index.ts";
import type { MakePlan } from "../../core/edits/rewrite.ts";
import { loadFiles, referencedPaths } from "../../core/index.ts";
import type { KubeconfigFile } from "../../core/kubeconfig/model.ts";
import { fileOf, uriOf } from "../convert.ts";
import { HumanError } from "../errors.ts";
import type { Editing, Services } from "../services.ts";
import { shortPath } from "../world/paths.ts";
import { filesOf } from "../world/workspace-files.ts";
import { planFor } from "../writing/changes.ts";
import { changeEntries } from "./change.ts";
import { chooseFile } from "./choose.ts";

/** Put the certificates and keys that a kubeconfig names into it, so that it can be moved. */
export async function embed(
  services: Editing & Pick<Services, "settings">,
  argument: unknown,
): Promise<void> {
  const title = vscode.l10n.t("Embed Files");
  await changeEntries(services, title, async each => {
    const prompt = vscode.l10n.t("Which kubeconfig should embed the files that it names?");
    const chosen = await chooseFile(each, title, prompt, argument, services, namesFiles);
    const file = fileOf(chosen.group.analysis, chosen.source);
    if (file === undefined || !namesFiles(file)) {
      throw new HumanError(vscode.l10n.t("This kubeconfig names no file."));
    }
    const place = uriOf(chosen);
    return {
      group: chosen.group,
      plan: () => embeddingOf(file, services),
      place,
      done: vscode.l10n.t(
        "{0} now holds its certificates and keys itself.",
        shortPath(place, services.platform),
      ),
    };
  });
}

function namesFiles({ clusters, users }: KubeconfigFile): boolean {
  const names = [
    ...clusters.map(each => each.certificateAuthority),
    ...users.flatMap(each => [each.clientCertificate, each.clientKey]),
  ];
  return names.some(name => name?.value);
}

async function embeddingOf(
  file: KubeconfigFile,
  { platform, settings }: Pick<Services, "platform" | "settings">,
): Promise<MakePlan> {
  const paths = referencedPaths([file], platform.style);
  const contents = await loadFiles(filesOf(platform), paths, settings.maxFileBytes);
  return planFor(file.source.id, now =>
    embedFiles(now, [...now.clusters, ...now.users], contents, platform.style),
  );
}
