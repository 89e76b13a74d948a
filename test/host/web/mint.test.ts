import * as vscode from "vscode";
import { decodeCertificates } from "../../../src/core/x509/certificates.ts";
import { commonName, organizations } from "../../../src/core/x509/name.ts";
import type { TestApi } from "../../../src/vscode/activate.ts";
import { equal } from "../support/assert.ts";
import { extensionUnderTest } from "../support/extension.ts";
import { Script } from "../support/script.ts";

describe("minting in the browser", () => {
  let api: TestApi;

  before(async () => {
    api = await extensionUnderTest();
  });

  it("makes files in the workspace with a CA of the workspace", async () => {
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file("/");
    const script = new Script([
      ["ca", /kubernetes\/pki\/ca\.crt/],
      ["user", "jane"],
      ["groups", "developers"],
      ["uid", ""],
      ["lifetime", "1d"],
      ["key", "ecdsa-p256"],
      ["to", "files"],
      ["to-folder", folder.toString()],
      ["to-name", "minted"],
      ["rbac-role", "none"],
      ["summary", "make"],
    ]);
    await api.runWith(script, "kubeconfigInspector.mintUser");
    const [key, crt] = ["minted.key", "minted.crt"].map(name => vscode.Uri.joinPath(folder, name));
    if (key === undefined || crt === undefined) throw new Error("Two files");
    const pem = await vscode.workspace.fs.readFile(crt);
    const [entry] = decodeCertificates(pem).entries;
    const subject = entry?.certificate.ok ? entry.certificate.value.subject : undefined;
    equal([subject && commonName(subject), subject && organizations(subject)], ["jane", ["developers"]]);
    const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(key));
    equal(text.split("\n")[0], "-----BEGIN EC PRIVATE KEY-----");
    for (const uri of [key, crt]) await vscode.workspace.fs.delete(uri);
  });

  it("changes a kubeconfig of the workspace", async () => {
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file("/");
    const uri = vscode.Uri.joinPath(folder, "kubernetes", "scheduler.conf");
    const read = async () => new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
    const before = await read();
    const context = `${uri} system:kube-scheduler@kubernetes`;
    const script = new Script(
      [
        ["context", context],
        ["namespace", "shop"],
      ],
      "Undo",
    );
    await api.runWith(script, "kubeconfigInspector.setNamespace");
    equal(
      [script.told, (await read()) === before],
      [["The namespace of system:kube-scheduler@kubernetes in kubernetes/scheduler.conf is now shop."], true],
    );
  });
});
