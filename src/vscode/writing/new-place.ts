import * as vscode from "vscode";
import type { Platform } from "../../core/ports.ts";
import type { Interview } from "../wizard/interview.ts";
import { shortPath, usualFolder } from "../world/paths.ts";
import { type FileSet, placeIn } from "./file-set.ts";
import type { OnPlatform } from "./files.ts";
import { isTaken } from "./files.ts";

/** A place where nothing stands yet. The question is `to-place`. */
export async function askNewPlace(
  interview: Interview,
  { platform }: OnPlatform,
  {
    title,
    label,
    start,
    name,
  }: { readonly title: string; readonly label: string; readonly start: vscode.Uri; readonly name: string },
): Promise<vscode.Uri> {
  const chosen = await interview.file({
    id: "to-place",
    title: `${title}: ${vscode.l10n.t("Choose a new file")}`,
    what: "new",
    label,
    start: vscode.Uri.joinPath(start, name).toString(),
  });
  const uri = vscode.Uri.parse(chosen, true);
  const taken = await takenText(uri, platform);
  return taken === undefined ? uri : interview.refuse("to-place", taken);
}

/** Why nothing new can be made at a place; nothing where it is free. */
async function takenText(uri: vscode.Uri, platform: Platform): Promise<string | undefined> {
  if (!(await isTaken(uri, platform))) return undefined;
  return vscode.l10n.t(
    "{0} is there already, and nothing is replaced. Choose another name.",
    shortPath(uri, platform),
  );
}

/** A folder, and a name that no file there has. The questions are `to-folder` and `to-name`. */
export async function askFileNames(
  interview: Interview,
  { platform }: OnPlatform,
  title: string,
  proposal: string,
  endings: readonly string[],
): Promise<FileSet> {
  const list = endings.map(ending => `.${ending}`).join(", ");
  const folder = vscode.Uri.parse(
    await interview.file({
      id: "to-folder",
      title: `${title}: ${vscode.l10n.t("Choose the folder for {0}", list)}`,
      what: "folder",
      label: vscode.l10n.t("Put the Files Here"),
      start: usualFolder(platform).toString(),
    }),
    true,
  );
  const name = await interview.type({
    id: "to-name",
    title,
    prompt: vscode.l10n.t("Name of the files, without {0}", list),
    value: fileStem(proposal),
    check: async text => {
      if (!/^[^/\\:*?"<>|]+$/.test(text) || /^\.+$/.test(text)) {
        return { severity: "error", text: vscode.l10n.t("This cannot be the name of a file.") };
      }
      for (const ending of endings) {
        const taken = await takenText(placeIn({ folder, name: text }, ending), platform);
        if (taken !== undefined) return { severity: "error", text: taken };
      }
      return undefined;
    },
  });
  return { folder, name };
}

/** A name of a user as the name of a file: `system:node:a` -> `system-node-a`. */
export function fileStem(name: string): string {
  const stem = name.replace(/[^\p{L}\p{N}@._-]+/gu, "-").replace(/^[-.]+|-+$/g, "");
  return stem.slice(0, 64) || "user";
}
