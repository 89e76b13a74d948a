import { strict as assert } from "node:assert";
import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as vscode from "vscode";
import type { TestApi } from "../../src/vscode/activate.ts";
import { lateness, patience } from "../support/pace.ts";
import { extensionUnderTest, until } from "./support/extension.ts";
import { outline } from "./support/outline.ts";

/** How long a change may usually take until it is shown, in milliseconds. */
const SOON = 500;

function config(context: string): string {
  return `apiVersion: v1
kind: Config
clusters:
- {name: c, cluster: {server: "https://c.example.com"}}
users:
- {name: u, user: {token: abc}}
contexts:
- {name: ${context}, context: {cluster: c, user: u}}
`;
}

describe("what the views show follows the files", () => {
  let api: TestApi;
  let workspace: string;
  let outside: string;
  const times: number[] = [];

  before(async () => {
    api = await extensionUnderTest();
    workspace = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? "";
    outside = mkdtempSync(join(tmpdir(), "kubeconfigs-"));
  });

  after(async () => {
    await list(undefined);
    rmSync(outside, { recursive: true, force: true });
    for (const name of ["missing", "new"]) rmSync(join(workspace, `${name}.kubeconfig`), { force: true });
    await api.sources.refresh();
  });

  const shows = (text: string) => async () =>
    (await outline(api.trees.kubeconfigs, 2)).some(line => line.includes(text));
  const hides = (text: string) => async () => !(await shows(text)());

  /** Set the list of further files, and wait until it is looked at. */
  async function list(files: readonly string[] | undefined): Promise<void> {
    const settings = vscode.workspace.getConfiguration("kubeconfigInspector");
    await settings.update("files", files, vscode.ConfigurationTarget.Global);
  }

  /** Make a change, wait until it shows, and note how long that took. */
  async function soon(change: () => unknown, done: () => Promise<boolean>): Promise<void> {
    assert.equal(await done(), false, "shown before the change");
    const started = Date.now();
    await change();
    await until(api, done);
    times.push(Date.now() - started);
  }

  it("when a file of KUBECONFIG appears and vanishes", async () => {
    const path = join(workspace, "missing.kubeconfig");
    await soon(() => writeFileSync(path, config("appeared")), shows("appeared | opaque token"));
    await soon(() => unlinkSync(path), hides("appeared |"));
  });

  it("when a file of the workspace appears, changes on disk and vanishes", async () => {
    const path = join(workspace, "new.kubeconfig");
    await soon(() => writeFileSync(path, config("first")), shows("first | "));
    await soon(() => writeFileSync(path, config("second")), shows("second | "));
    await soon(() => unlinkSync(path), hides("new.kubeconfig"));
  });

  it("when a folder comes into the workspace with what is in it", async () => {
    const folder = join(workspace, "fresh");
    mkdirSync(join(folder, "deep"), { recursive: true });
    writeFileSync(join(folder, "deep", "fresh.kubeconfig"), config("fresh"));
    await until(api, shows("fresh | "));
    rmSync(folder, { recursive: true });
    await until(api, hides("fresh.kubeconfig"));
  });

  it("when an edit is not saved yet, and when it is undone", async () => {
    const uri = vscode.Uri.file(join(workspace, "team.kubeconfig"));
    const document = await vscode.workspace.openTextDocument(uri);
    const start = document.getText().indexOf("name: analytics", document.getText().indexOf("contexts:")) + 6;
    const range = new vscode.Range(document.positionAt(start), document.positionAt(start + 9));
    const edit = new vscode.WorkspaceEdit();
    edit.replace(uri, range, "unsaved");
    await soon(() => vscode.workspace.applyEdit(edit), shows("unsaved | "));
    assert.equal(document.isDirty, true);
    await vscode.window.showTextDocument(document, { preview: false });
    await soon(() => vscode.commands.executeCommand("workbench.action.files.revert"), hides("unsaved | "));
    assert.equal(document.isDirty, false);
  });

  it("when a document without a name becomes a kubeconfig", async () => {
    const document = await vscode.workspace.openTextDocument({ language: "yaml", content: "a: b\n" });
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, new vscode.Range(0, 0, 1, 0), config("untitled-context"));
    await soon(() => vscode.workspace.applyEdit(edit), shows("untitled-context | "));
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
  });

  it("when a certificate file that a kubeconfig names is replaced", async () => {
    const certificates = join(workspace, "files", "certs");
    const says = (text: string) => async () =>
      (await outline(api.trees.certificates, 2)).some(
        line => line.includes(text) && line.includes("kubeconfig.yaml"),
      );
    const before = (await outline(api.trees.certificates, 1)).length;
    renameSync(join(certificates, "jane.crt"), join(certificates, "jane.old"));
    await until(api, async () => (await outline(api.trees.certificates, 1)).length < before);
    await soon(
      () => renameSync(join(certificates, "jane.old"), join(certificates, "jane.crt")),
      says("jane | "),
    );
  });

  it("when the settings list a glob outside the workspace, and a match appears", async () => {
    writeFileSync(join(outside, "one.yaml"), config("listed-one"));
    writeFileSync(join(outside, "other.yaml"), "kind: Deployment\n");
    await list([`${outside}/*.yaml`]);
    await until(api, shows("listed-one | "));
    assert.equal(await shows("other.yaml")(), false);
    await soon(() => writeFileSync(join(outside, "two.yaml"), config("listed-two")), shows("listed-two | "));
  });

  it("when a listed file lies in a folder that does not exist yet", async () => {
    const path = join(outside, "later", "deeper", "in-a-new-folder");
    await list([path]);
    await until(api, shows("in-a-new-folder | "));
    assert.ok(await shows("deeper · does not exist")());
    mkdirSync(join(outside, "later", "deeper"), { recursive: true });
    await new Promise(resolve => setTimeout(resolve, patience(500)));
    await soon(() => writeFileSync(path, config("in-time")), shows("in-time | "));
  });

  it("when what a link points to changes", async () => {
    const real = mkdtempSync(join(tmpdir(), "kubeconfigs-real-"));
    writeFileSync(join(real, "config"), config("behind-link"));
    symlinkSync(join(real, "config"), join(outside, "link"));
    await list([join(outside, "link")]);
    await until(api, shows("behind-link | "));
    await new Promise(resolve => setTimeout(resolve, patience(150)));
    await soon(
      () => writeFileSync(join(real, "config"), config("changed-behind")),
      shows("changed-behind | "),
    );
    rmSync(real, { recursive: true, force: true });
  });

  it("and one that cannot be read hides no other", async () => {
    mkdirSync(join(outside, "folder"), { recursive: true });
    writeFileSync(join(outside, "empty"), "");
    writeFileSync(join(outside, "bad"), "apiVersion: v1\nkind: Config\nclusters: [\n");
    writeFileSync(join(outside, "good"), config("still-here"));
    await list(["folder", "empty", "bad", "good"].map(name => join(outside, name)));
    await until(api, shows("still-here | "));
    const roots = (await outline(api.trees.kubeconfigs, 1)).map(line => line.replaceAll(outside, "OUTSIDE"));
    assert.deepEqual(
      roots.filter(line => line.includes("OUTSIDE")),
      [
        "folder | OUTSIDE · is a directory, not a file",
        "empty | OUTSIDE · no contexts",
        "bad | OUTSIDE · kubectl refuses it",
        "good | OUTSIDE · 1 context",
      ],
    );
  });

  it("within half a second as a rule", () => {
    const sorted = [...times].sort((a, b) => a - b);
    const median = sorted[Math.floor(sorted.length / 2)] ?? Number.POSITIVE_INFINITY;
    assert.ok(median <= SOON * lateness(), `milliseconds: ${sorted.join(", ")}`);
  });
});
