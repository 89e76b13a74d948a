import type { Command } from "../errors.ts";
import type { Services } from "../services.ts";
import { addFile } from "./add-file.ts";
import { addPkiFolder } from "./add-pki-folder.ts";
import { applyRbac } from "./apply-rbac.ts";
import { bootstrapTokens } from "./bootstrap-tokens.ts";
import { checkAllServers } from "./check-all-servers.ts";
import { checkServer } from "./check-server.ts";
import { copyCertificate } from "./copy-certificate.ts";
import { copyFingerprint } from "./copy-fingerprint.ts";
import { copyName } from "./copy-name.ts";
import { createCa } from "./create-ca.ts";
import { createCsr } from "./create-csr.ts";
import { createFrontProxy } from "./create-front-proxy.ts";
import { createServing } from "./create-serving.ts";
import { decodeSelection } from "./decode-selection.ts";
import { deleteEntry } from "./delete-entry.ts";
import { embedFiles } from "./embed-files.ts";
import { exportIssued } from "./export-issued.ts";
import { exportReport } from "./export-report.ts";
import { extractContext } from "./extract-context.ts";
import { extractFromManifest } from "./extract-from-manifest.ts";
import { goToContext } from "./go-to-context.ts";
import { importIssued } from "./import-issued.ts";
import { mayI } from "./may-i.ts";
import { mergeKubeconfig } from "./merge-kubeconfig.ts";
import { mintUser } from "./mint-user.ts";
import { open } from "./open.ts";
import { openFile } from "./open-file.ts";
import { openSettings } from "./open-settings.ts";
import { planRemoval } from "./plan-removal.ts";
import { proposeRbac } from "./propose-rbac.ts";
import { refresh } from "./refresh.ts";
import { removeFile } from "./remove-file.ts";
import { removePkiFolder } from "./remove-pki-folder.ts";
import { renameEntry } from "./rename-entry.ts";
import { renew } from "./renew.ts";
import { renewExpiring } from "./renew-expiring.ts";
import { requestUser } from "./request-user.ts";
import { requestCommands } from "./requests.ts";
import { resumeRequest } from "./resume-request.ts";
import { revealInTree } from "./reveal-in-tree.ts";
import { serviceAccountKubeconfig } from "./service-account-kubeconfig.ts";
import { setNamespace } from "./set-namespace.ts";
import { showLog } from "./show-log.ts";
import { showReport } from "./show-report.ts";
import { signCsr } from "./sign-csr.ts";
import { useContext } from "./use-context.ts";
import { whatMayI } from "./what-may-i.ts";
import { whatMayUser } from "./what-may-user.ts";
import { whoAmI } from "./who-am-i.ts";

/** Every command. Adding one is its file, its line here and its entry in package.json. */
export function commands(services: Services): readonly Command[] {
  return [
    addFile(services),
    addPkiFolder(services),
    checkAllServers(services),
    checkServer(services),
    applyRbac(services),
    bootstrapTokens(services),
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
    exportIssued(services),
    exportReport(services),
    extractContext(services),
    extractFromManifest(services),
    goToContext(services),
    mayI(services),
    importIssued(services),
    mergeKubeconfig(services),
    mintUser(services),
    open,
    openFile(services),
    openSettings,
    planRemoval(services),
    proposeRbac(services),
    refresh(services),
    removeFile(services),
    removePkiFolder(services),
    renameEntry(services),
    renew(services),
    renewExpiring(services),
    ...requestCommands(services),
    requestUser(services),
    resumeRequest(services),
    revealInTree(services),
    serviceAccountKubeconfig(services),
    setNamespace(services),
    showLog(services),
    showReport(services),
    signCsr(services),
    useContext(services),
    whatMayI(services),
    whatMayUser(services),
    whoAmI(services),
  ];
}
