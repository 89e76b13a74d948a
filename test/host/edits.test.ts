import { strict as assert } from "node:assert";
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as vscode from "vscode";
import { rewriteOf, setNamespace } from "../../src/core/edits/index.ts";
import { readKubeconfig } from "../../src/core/kubeconfig/read.ts";
import type { Rewrite } from "../../src/core/ports.ts";
import { nodePlatform } from "../../src/platform/node.ts";
import { applyRewrite } from "../../src/vscode/writing/apply.ts";

const TEXT = `# by hand 😀
contexts:
- name: dev # daily
  context: {cluster: east, user: jane}
- name: prod
  context:
    cluster: east
`;
const SET = TEXT.replace("user: jane}", "user: jane, namespace: shop}");

describe("applying changes", () => {
  const platform = nodePlatform();
  let folder = "";
  let uri: vscode.Uri;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "kubeconfig-apply-"));
    uri = vscode.Uri.file(join(folder, "config"));
    writeFileSync(uri.fsPath, TEXT);
    chmodSync(uri.fsPath, 0o640);
  });

  afterEach(async () => {
    if (shown() !== undefined) {
      await vscode.window.showTextDocument(uri);
      await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
    }
    rmSync(folder, { recursive: true, force: true });
  });

  const shown = () =>
    vscode.workspace.textDocuments.find(each => !each.isClosed && each.uri.toString() === uri.toString());
  const disk = (): string => readFileSync(uri.fsPath, "utf8");

  async function open(): Promise<vscode.TextDocument> {
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document);
    return document;
  }

  /** Sets the namespace of dev, whatever else stands in the file by then. */
  const namespace: Rewrite = current => {
    const file = readKubeconfig({ id: "file", text: TEXT });
    return rewriteOf([file], "file", ([now]) => setNamespace(now ?? file, "dev", "shop"))(current);
  };

  it("writes a file that no editor shows, with its mode", async () => {
    assert.equal(await applyRewrite(uri, namespace, platform), true);
    assert.deepEqual(
      [disk(), statSync(uri.fsPath).mode & 0o777, readdirSync(folder), shown()],
      [SET, 0o640, ["config"], undefined],
    );
  });

  it("changes an open file in one undo step, and saves it", async () => {
    const document = await open();
    assert.equal(await applyRewrite(uri, namespace, platform), true);
    assert.deepEqual(
      [document.getText(), document.isDirty, disk(), readdirSync(folder)],
      [SET, false, SET, ["config"]],
    );
    await vscode.commands.executeCommand("undo");
    assert.equal(document.getText(), TEXT);
  });

  it("does not save what waited to be saved", async () => {
    const document = await open();
    const edit = new vscode.WorkspaceEdit();
    edit.insert(uri, new vscode.Position(0, 0), "# mine\n");
    await vscode.workspace.applyEdit(edit);
    assert.equal(await applyRewrite(uri, namespace, platform), true);
    assert.deepEqual([document.getText(), document.isDirty, disk()], [`# mine\n${SET}`, true, TEXT]);
  });

  it("changes what somebody else has just written, in an open file too", async () => {
    const document = await open();
    // VS Code begins to watch a file outside of the workspace some time after it has opened.
    await new Promise(resolve => setTimeout(resolve, 1_000));
    writeFileSync(uri.fsPath, TEXT.replace("by hand", "by kubectl"));
    await applyRewrite(uri, namespace, platform);
    const both = SET.replace("by hand", "by kubectl");
    assert.deepEqual([document.getText(), disk()], [both, both]);
  });

  it("keeps Windows' line ends", async () => {
    writeFileSync(uri.fsPath, TEXT.replaceAll("\n", "\r\n"));
    await open();
    await applyRewrite(uri, namespace, platform);
    assert.equal(disk(), SET.replaceAll("\n", "\r\n"));
  });

  for (const isOpen of [false, true]) {
    it(`explains a lock, and leaves an ${isOpen ? "open" : "unopened"} file alone`, async () => {
      const document = isOpen ? await open() : undefined;
      writeFileSync(`${uri.fsPath}.lock`, "", { mode: 0 });
      await assert.rejects(
        applyRewrite(uri, namespace, platform),
        /Another program is changing this kubeconfig/,
      );
      assert.deepEqual(
        [disk(), document?.getText() ?? TEXT, document?.isDirty ?? false],
        [TEXT, TEXT, false],
      );
      await applyRewrite(uri, namespace, platform, { onHeldLock: () => Promise.resolve(true) });
      assert.deepEqual([disk(), existsSync(`${uri.fsPath}.lock`)], [SET, false]);
    });
  }

  it("follows a link", async () => {
    const link = vscode.Uri.file(join(folder, "link"));
    symlinkSync("config", link.fsPath);
    await applyRewrite(link, namespace, platform);
    assert.deepEqual([disk(), readdirSync(folder)], [SET, ["config", "link"]]);
  });

  it("changes an open file that it knows by another name", async () => {
    const document = await open();
    const edit = new vscode.WorkspaceEdit();
    edit.insert(uri, new vscode.Position(0, 0), "# mine\n");
    await vscode.workspace.applyEdit(edit);
    const link = vscode.Uri.file(join(folder, "link"));
    symlinkSync("config", link.fsPath);
    await applyRewrite(link, namespace, platform);
    assert.deepEqual([document.getText(), disk()], [`# mine\n${SET}`, TEXT]);
  });

  it("refuses with the reason of the change", async () => {
    unlinkSync(uri.fsPath);
    await assert.rejects(applyRewrite(uri, namespace, platform), /has been deleted meanwhile/);
    assert.deepEqual(readdirSync(folder), []);
  });
});
