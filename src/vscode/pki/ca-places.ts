import * as vscode from "vscode";
import { isLeftoverPath } from "../../core/pki/leftovers.ts";
import type { Platform } from "../../core/ports.ts";
import type { Sources } from "../sources/sources.ts";
import { uriOfPath } from "../world/workspace-files.ts";

/** Where kubeadm and minikube keep their CAs. */
const KUBEADM = ["ca.crt", "front-proxy-ca.crt", "etcd/ca.crt"];
/** How many files of a workspace are looked into. */
const MOST = 50;
/** How many are looked at by their names, leftovers too. */
const MOST_FOUND = 500;

/**
 * Where certificates of CAs may lie: those that the kubeconfigs name, those of kubeadm and minikube on this machine, and
 * those of the workspace that are not left over.
 */
export async function caPlaces(
  platform: Platform,
  { groups }: Pick<Sources, "groups">,
): Promise<readonly vscode.Uri[]> {
  const named = groups
    .flatMap(({ analysis }) => analysis.certificates)
    .flatMap(({ role, path }) => (role === "ca" && path !== undefined ? [path] : []))
    .flatMap(path => uriOfPath(path, platform) ?? []);
  const { home } = platform;
  const usual = platform.local
    ? [
        ...KUBEADM.map(name => vscode.Uri.file(`/etc/kubernetes/pki/${name}`)),
        ...(home === undefined ? [] : [vscode.Uri.joinPath(vscode.Uri.file(home), ".minikube", "ca.crt")]),
      ]
    : [];
  return [...named, ...usual, ...(await inWorkspace())];
}

/** Files that are called like the certificate of a CA, without what a rotation or a person put aside. */
async function inWorkspace(): Promise<readonly vscode.Uri[]> {
  const found = await vscode.workspace.findFiles(
    "**/{ca,*-ca,*_ca,*ca-cert,ca-*}.{crt,pem,cert}",
    null,
    MOST_FOUND,
  );
  const paths = found.map(uri => vscode.workspace.asRelativePath(uri, false));
  return found.filter((_, index) => !isLeftoverPath(paths[index] ?? "", paths)).slice(0, MOST);
}
