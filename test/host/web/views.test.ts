import * as vscode from "vscode";
import type { TestApi } from "../../../src/vscode/activate.ts";
import { equal } from "../support/assert.ts";
import { extensionUnderTest, until } from "../support/extension.ts";
import { outline } from "../support/outline.ts";

describe("the views in the browser", () => {
  let api: TestApi;

  before(async () => {
    api = await extensionUnderTest();
  });

  it("show the kubeconfigs of the workspace, and none that is kubectl's own", async () => {
    const roots = await outline(api.trees.kubeconfigs, 1);
    equal(
      roots.filter(line => /^(kubectl|fleet|team|pipeline)/.test(line)),
      [
        "pipeline.kubeconfig | chain · 1 context",
        "fleet.kubeconfig | 9 contexts",
        "team.kubeconfig | 1 context",
      ],
    );
  });

  it("read the certificate files that a kubeconfig of the workspace names", async () => {
    const lines = await outline(api.trees.certificates, 1);
    equal(
      lines.filter(line => line.includes("files/kubeconfig.yaml")).map(line => line.split(" | ")[0]),
      ["jane"],
    );
  });

  it("have no ledger, as no disk of a machine is there to keep one", async () => {
    const settings = vscode.workspace.getConfiguration("kubeconfigInspector");
    await settings.update("ledger", "besideCa", vscode.ConfigurationTarget.Global);
    const lines = await outline(api.issued.provider, 2);
    await settings.update("ledger", undefined, vscode.ConfigurationTarget.Global);
    equal(lines, []);
  });

  it("follow an edit", async () => {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    const uri = vscode.Uri.joinPath(folder?.uri ?? vscode.Uri.file("/"), "team.kubeconfig");
    const document = await vscode.workspace.openTextDocument(uri);
    const start = document.getText().indexOf("name: analytics", document.getText().indexOf("contexts:")) + 6;
    const edit = new vscode.WorkspaceEdit();
    edit.replace(
      uri,
      new vscode.Range(document.positionAt(start), document.positionAt(start + 9)),
      "unsaved",
    );
    await vscode.workspace.applyEdit(edit);
    await until(api, async () =>
      (await outline(api.trees.kubeconfigs, 2)).some(line => line.includes("unsaved | ")),
    );
  });

  it("have a hover over a certificate", async () => {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    const uri = vscode.Uri.joinPath(folder?.uri ?? vscode.Uri.file("/"), "fleet.kubeconfig");
    const document = await vscode.workspace.openTextDocument(uri);
    const position = document.positionAt(document.getText().indexOf("client-certificate-data: ") + 40);
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      "vscode.executeHoverProvider",
      uri,
      position,
    );
    const text = hovers.flatMap(({ contents }) =>
      contents.map(each => (typeof each === "string" ? each : each.value)),
    );
    equal(
      text.some(each => each.includes("jane")),
      true,
    );
  });
});
