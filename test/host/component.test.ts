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
    - --token-auth-file=/etc/kubernetes/pki/tokens.csv
`;
const TOKENS = "s3cret,jane,u1,dev,ops\n";

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
    writeFileSync(join(kubernetes, "pki", "tokens.csv"), TOKENS);
    writeFileSync(join(kubernetes, "manifests", "kube-apiserver.yaml"), MANIFEST);
    uri = vscode.Uri.file(join(kubernetes, "manifests", "kube-apiserver.yaml"));
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
  });

  after(async () => {
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    rmSync(root, { recursive: true });
  });

  const hoverAt = async (line: number) => {
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      "vscode.executeHoverProvider",
      uri,
      new vscode.Position(line, 12),
    );
    return hovers
      .flatMap(({ contents }) => contents.map(each => (typeof each === "string" ? each : each.value)))
      .join("\n");
  };

  it("has hovers that say what a file is for and what it holds", async () => {
    const text = await hoverAt(6);
    assert.match(text, /Whoever presents a client certificate/);
    assert.match(text, /CN&#61;kubernetes/);
  });

  it("has a hover that says whom static tokens admit, and shows none", async () => {
    const text = await hoverAt(9);
    assert.match(text, /User jane(&nbsp;)* \| dev \|/);
    assert.doesNotMatch(text, /s3cret/);
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
        [9, "/etc/kubernetes/pki/tokens.csv"],
      ],
    );
  });

  it("has findings on what is missing, on a proxy CA that is shared, and on a line of static tokens", async () => {
    const found = () =>
      vscode.languages
        .getDiagnostics(uri)
        .map(({ code, range }) => `${range.start.line} ${typeof code === "object" ? code.value : code}`);
    for (let attempt = 0; attempt < 300 && found().length < 3; attempt++) {
      await new Promise(resolve => setTimeout(resolve, 50));
    }
    assert.deepEqual(found().toSorted(), ["7 pki-file-missing", "8 pki-proxy-ca-shared", "9 pki-token-file"]);
  });
});
