import { strict as assert } from "node:assert";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as vscode from "vscode";
import { makeCa } from "../support/certificates.ts";
import { extensionUnderTest } from "./support/extension.ts";

const MANIFEST = `apiVersion: v1
kind: Pod
spec:
  containers:
  - command:
    - kube-apiserver
    - --client-ca-file=/etc/kubernetes/pki/ca.crt
    - --tls-cert-file=/etc/kubernetes/pki/apiserver.crt
    - --requestheader-client-ca-file=/etc/kubernetes/pki/ca.crt
`;

describe("the manifest of a component", () => {
  let root: string;
  let uri: vscode.Uri;

  before(async () => {
    await extensionUnderTest();
    root = mkdtempSync(join(tmpdir(), "machine-"));
    const kubernetes = join(root, "etc", "kubernetes");
    mkdirSync(join(kubernetes, "manifests"), { recursive: true });
    mkdirSync(join(kubernetes, "pki"));
    writeFileSync(join(kubernetes, "pki", "ca.crt"), (await makeCa({ cn: "kubernetes", seed: "ca" })).pem);
    writeFileSync(join(kubernetes, "manifests", "kube-apiserver.yaml"), MANIFEST);
    uri = vscode.Uri.file(join(kubernetes, "manifests", "kube-apiserver.yaml"));
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
  });

  after(async () => {
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    rmSync(root, { recursive: true });
  });

  it("has hovers that say what a file is for and what it holds", async () => {
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      "vscode.executeHoverProvider",
      uri,
      new vscode.Position(6, 12),
    );
    const text = hovers
      .flatMap(({ contents }) => contents.map(each => (typeof each === "string" ? each : each.value)))
      .join("\n");
    assert.match(text, /Whoever presents a client certificate/);
    assert.match(text, /CN&#61;kubernetes/);
  });

  it("has links to the files as they lie below the same root", async () => {
    const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>(
      "vscode.executeLinkProvider",
      uri,
    );
    assert.deepEqual(
      links.map(({ range, target }) => [range.start.line, target?.fsPath.slice(root.length)]),
      [
        [6, "/etc/kubernetes/pki/ca.crt"],
        [7, "/etc/kubernetes/pki/apiserver.crt"],
        [8, "/etc/kubernetes/pki/ca.crt"],
      ],
    );
  });

  it("has findings on what is missing and on a proxy CA that is shared", async () => {
    const found = () =>
      vscode.languages
        .getDiagnostics(uri)
        .map(({ code, range }) => `${range.start.line} ${typeof code === "object" ? code.value : code}`);
    for (let attempt = 0; attempt < 300 && found().length < 2; attempt++) {
      await new Promise(resolve => setTimeout(resolve, 50));
    }
    assert.deepEqual(found().toSorted(), ["7 pki-file-missing", "8 pki-proxy-ca-shared"]);
  });
});
