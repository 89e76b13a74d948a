import { strict as assert } from "node:assert";
import { X509Certificate } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as vscode from "vscode";
import type { TreeNode } from "../../src/core/features/tree/index.ts";
import type { TestApi } from "../../src/vscode/activate.ts";
import { extensionUnderTest, until } from "./support/extension.ts";
import { nodeCalled, outline } from "./support/outline.ts";

describe("commands", () => {
  let api: TestApi;

  before(async () => {
    api = await extensionUnderTest();
  });

  const find = (label: string, kind: TreeNode["kind"]) => nodeCalled(api.trees.kubeconfigs, label, kind);

  /** What the clipboard holds after a command on a node. */
  async function copied(command: string, node: TreeNode): Promise<string> {
    await vscode.env.clipboard.writeText("");
    await vscode.commands.executeCommand(`kubeconfigInspector.${command}`, node);
    return vscode.env.clipboard.readText();
  }

  it("are all there", async () => {
    const { packageJSON } = vscode.extensions.getExtension("kubeconfig-inspector.kubeconfig-inspector") ?? {};
    const contributed: { command: string }[] = packageJSON.contributes.commands;
    const known = new Set(await vscode.commands.getCommands(true));
    assert.deepEqual(
      contributed.map(({ command }) => command).filter(command => !known.has(command)),
      [],
    );
  });

  it("open an entry at its place", async () => {
    await vscode.commands.executeCommand("kubeconfigInspector.open", await find("staging", "context"));
    const editor = vscode.window.activeTextEditor;
    assert.match(editor?.document.fileName ?? "", /fleet\.kubeconfig$/);
    assert.match(editor?.document.lineAt(editor.selection.active.line).text ?? "", /name: "?staging/);
  });

  it("copy a name, a certificate as PEM and its fingerprint as openssl prints it", async () => {
    const certificate = await find("deployer", "certificate");
    const pem = await copied("copyCertificate", certificate);
    const read = new X509Certificate(pem);
    assert.deepEqual(
      [
        await copied("copyName", await find("staging", "context")),
        read.subject,
        await copied("copyFingerprint", certificate),
      ],
      ["staging", "O=ci\nCN=deployer", read.fingerprint256],
    );
  });

  it("add a file to the list and take it off, and leave the file alone", async () => {
    const folder = mkdtempSync(join(tmpdir(), "kubeconfigs-"));
    const uri = vscode.Uri.file(join(folder, "added.yaml"));
    writeFileSync(uri.fsPath, "apiVersion: v1\nkind: Config\ncontexts: []\n");
    await vscode.commands.executeCommand("kubeconfigInspector.addFile", uri);
    const shown = async () =>
      (await outline(api.trees.kubeconfigs, 1)).find(line => line.startsWith("added.yaml"));
    await until(api, async () => (await shown()) !== undefined);
    const node = await find("added.yaml", "file");
    await vscode.commands.executeCommand("kubeconfigInspector.removeFile", node);
    await until(api, async () => (await shown()) === undefined);
    assert.deepEqual(
      vscode.workspace.getConfiguration("kubeconfigInspector").inspect("files")?.globalValue,
      undefined,
    );
    assert.equal((await vscode.workspace.fs.stat(uri)).type, vscode.FileType.File);
    rmSync(folder, { recursive: true });
  });

  it("reveal the entry at the cursor in the view", async () => {
    const selected: unknown[] = [];
    for (const [label, kind] of [
      ["staging", "context"],
      ["deployer@staging", "user"],
    ] as const) {
      await vscode.commands.executeCommand("kubeconfigInspector.open", await find(label, kind));
      await vscode.commands.executeCommand("kubeconfigInspector.revealInTree");
      for (let tries = 0; tries < 50 && api.trees.selected[0]?.label !== label; tries += 1) {
        await new Promise(resolve => setTimeout(resolve, 50));
      }
      selected.push(...api.trees.selected.map(node => node.label));
    }
    assert.deepEqual(selected, ["staging", "deployer@staging"]);
  });

  it("give a document without a better language that of YAML when it holds a kubeconfig", async () => {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    const path = join(folder?.uri.fsPath ?? "", "kubernetes", "admin.conf");
    const document = await vscode.workspace.openTextDocument(path);
    if (document.languageId !== "yaml") {
      await new Promise<void>(resolve => {
        const subscription = vscode.workspace.onDidOpenTextDocument(opened => {
          if (opened.languageId !== "yaml") return;
          subscription.dispose();
          resolve();
        });
      });
    }
    assert.equal(document.languageId, "yaml");
  });
});
