import * as vscode from "vscode";
import { type Command, registerCommand } from "../errors.ts";
import { addFile } from "./addFile.ts";
import { addPkiFolder } from "./addPkiFolder.ts";
import { copyCertificate } from "./copyCertificate.ts";
import { copyFingerprint } from "./copyFingerprint.ts";
import { copyName } from "./copyName.ts";
import { createCa } from "./createCa.ts";
import { createCsr } from "./createCsr.ts";
import { createFrontProxy } from "./createFrontProxy.ts";
import { createServing } from "./createServing.ts";
import { decodeSelection } from "./decodeSelection.ts";
import { deleteEntry } from "./deleteEntry.ts";
import { embedFiles } from "./embedFiles.ts";
import { exportReport } from "./exportReport.ts";
import { extractContext } from "./extractContext.ts";
import { goToContext } from "./goToContext.ts";
import { mergeKubeconfig } from "./mergeKubeconfig.ts";
import { mintUser } from "./mintUser.ts";
import { open } from "./open.ts";
import { openFile } from "./openFile.ts";
import { openSettings } from "./openSettings.ts";
import { proposeRbac } from "./proposeRbac.ts";
import { refresh } from "./refresh.ts";
import { removeFile } from "./removeFile.ts";
import { removePkiFolder } from "./removePkiFolder.ts";
import { renameEntry } from "./renameEntry.ts";
import { renew } from "./renew.ts";
import { renewExpiring } from "./renewExpiring.ts";
import { revealInTree } from "./revealInTree.ts";
import type { Services } from "./services.ts";
import { setNamespace } from "./setNamespace.ts";
import { showLog } from "./showLog.ts";
import { showReport } from "./showReport.ts";
import { signCsr } from "./signCsr.ts";
import { useContext } from "./useContext.ts";

/** Every command. Adding one is its file, its line here and its entry in package.json. */
export function commands(services: Services): readonly Command[] {
  return [
    addFile(services),
    addPkiFolder(services),
    copyCertificate,
    copyFingerprint,
    copyName,
    createCa(services),
    createCsr(services),
    createFrontProxy(services),
    createServing(services),
    decodeSelection(services),
    deleteEntry(services),
    embedFiles(services),
    exportReport(services),
    extractContext(services),
    goToContext(services),
    mergeKubeconfig(services),
    mintUser(services),
    open,
    openFile(services),
    openSettings,
    proposeRbac(services),
    refresh(services),
    removeFile(services),
    removePkiFolder(services),
    renameEntry(services),
    renew(services),
    renewExpiring(services),
    revealInTree(services),
    setNamespace(services),
    showLog(services),
    showReport(services),
    signCsr(services),
    useContext(services),
  ];
}

export function registerCommands(services: Services): vscode.Disposable {
  return vscode.Disposable.from(...commands(services).map(command => registerCommand(command, services.log)));
}
