import * as vscode from "vscode";
import { type Command, registerCommand } from "../errors.ts";
import { addFile } from "./addFile.ts";
import { addPkiFolder } from "./addPkiFolder.ts";
import { copyCertificate } from "./copyCertificate.ts";
import { copyFingerprint } from "./copyFingerprint.ts";
import { copyName } from "./copyName.ts";
import { decodeSelection } from "./decodeSelection.ts";
import { exportReport } from "./exportReport.ts";
import { goToContext } from "./goToContext.ts";
import { mintUser } from "./mintUser.ts";
import { open } from "./open.ts";
import { openFile } from "./openFile.ts";
import { openSettings } from "./openSettings.ts";
import { refresh } from "./refresh.ts";
import { removeFile } from "./removeFile.ts";
import { removePkiFolder } from "./removePkiFolder.ts";
import { renew } from "./renew.ts";
import { renewExpiring } from "./renewExpiring.ts";
import { revealInTree } from "./revealInTree.ts";
import type { Services } from "./services.ts";
import { showLog } from "./showLog.ts";
import { showReport } from "./showReport.ts";

/** Every command. Adding one is its file, its line here and its entry in package.json. */
export function commands(services: Services): readonly Command[] {
  return [
    addFile(services),
    addPkiFolder(services),
    copyCertificate,
    copyFingerprint,
    copyName,
    decodeSelection(services),
    exportReport(services),
    goToContext(services),
    mintUser(services),
    open,
    openFile(services),
    openSettings,
    refresh(services),
    removeFile(services),
    removePkiFolder(services),
    renew(services),
    renewExpiring(services),
    revealInTree(services),
    showLog(services),
    showReport(services),
  ];
}

export function registerCommands(services: Services): vscode.Disposable {
  return vscode.Disposable.from(...commands(services).map(command => registerCommand(command, services.log)));
}
