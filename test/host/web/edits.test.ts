import * as vscode from "vscode";
import { rewriteOf, setNamespace } from "../../../src/core/edits/index.ts";
import { readKubeconfig } from "../../../src/core/kubeconfig/read.ts";
import type { Rewrite } from "../../../src/core/ports.ts";
import { webPlatform } from "../../../src/platform/web.ts";
import { workspaceFiles } from "../../../src/vscode/world/workspace-files.ts";
import { applyRewrite } from "../../../src/vscode/writing/apply.ts";
import { equal } from "../support/assert.ts";

const TEXT = "# by hand\ncontexts:\n- name: dev # daily\n  context: {cluster: east, user: jane}\n";
const SET = TEXT.replace("jane}", "jane, namespace: shop}");

describe("applying changes in the browser", () => {
  const platform = webPlatform(workspaceFiles);
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file("/");
  const uri = vscode.Uri.joinPath(folder, "changed-in-the-browser.kubeconfig");

  const namespace: Rewrite = current => {
    const file = readKubeconfig({ id: "file", text: TEXT });
    return rewriteOf([file], "file", ([now]) => setNamespace(now ?? file, "dev", "shop"))(current);
  };
  const stored = async (): Promise<string> =>
    new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));

  beforeEach(() => vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(TEXT)));
  afterEach(() => vscode.workspace.fs.delete(uri));

  it("writes a file of the workspace that no editor shows", async () => {
    const changed = [
      await applyRewrite(uri, namespace, platform),
      await applyRewrite(uri, namespace, platform),
    ];
    equal([changed, await stored()], [[true, false], SET]);
  });

  it("changes and saves one that an editor shows", async () => {
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document);
    await applyRewrite(uri, namespace, platform);
    equal([document.getText(), document.isDirty, await stored()], [SET, false, SET]);
    await vscode.commands.executeCommand("workbench.action.closeActiveEditor");
  });
});
