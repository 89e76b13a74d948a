import * as vscode from "vscode";
import type { Platform } from "../../core/ports.ts";
import type { Sources } from "../sources/sources.ts";

/** What the `when` clauses of package.json ask: whether the active editor shows a kubeconfig, and where we run. */
export function registerContextKeys(sources: Sources, { local }: Platform): vscode.Disposable {
  const set = (key: string, value: boolean) =>
    void vscode.commands.executeCommand("setContext", `kubeconfigInspector.${key}`, value);
  const show = async (): Promise<void> => {
    const active = () => vscode.window.activeTextEditor?.document;
    const document = active();
    const isKubeconfig = document !== undefined && (await sources.forDocument(document)) !== undefined;
    if (document === active()) set("isKubeconfig", isKubeconfig);
  };
  set("local", local);
  void show();
  return vscode.Disposable.from(vscode.window.onDidChangeActiveTextEditor(show), sources.onDidChange(show));
}
