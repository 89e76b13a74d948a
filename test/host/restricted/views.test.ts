import { strict as assert } from "node:assert";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as vscode from "vscode";
import { extensionUnderTest } from "../support/extension.ts";
import { outline } from "../support/outline.ts";

describe("the views in a workspace that is not trusted", () => {
  it("show its kubeconfigs and kubectl's own, and no file that its settings name", async () => {
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? "";
    const settings = join(folder, ".vscode", "settings.json");
    const listed = join(folder, "listed.txt");
    mkdirSync(join(folder, ".vscode"), { recursive: true });
    writeFileSync(listed, "apiVersion: v1\nkind: Config\ncontexts: []\n");
    writeFileSync(settings, JSON.stringify({ "kubeconfigInspector.files": [listed] }));
    const api = await extensionUnderTest();
    await new Promise(resolve => setTimeout(resolve, 1_500));
    await api.sources.refresh();
    const roots = (await outline(api.trees.kubeconfigs, 1)).map(line => line.split(" | ")[0]);
    rmSync(settings);
    rmSync(listed);
    assert.deepEqual(
      {
        trusted: vscode.workspace.isTrusted,
        effective: roots.includes("kubectl configuration"),
        workspace: roots.includes("pipeline.kubeconfig"),
        listed: roots.includes("listed.txt"),
      },
      { trusted: false, effective: true, workspace: true, listed: false },
    );
  });
});
