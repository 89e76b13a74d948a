import { strict as assert } from "node:assert";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as vscode from "vscode";
import type { TestApi } from "../../src/vscode/activate.ts";
import { base64, makeCa, makeCertificate } from "../support/certificates.ts";
import { extensionUnderTest, until } from "./support/extension.ts";
import { outline } from "./support/outline.ts";

const USERS = 50;
const BAD = 23;
/** Characters of base64 before the one that is none. */
const BEFORE = 100;

describe(`a kubeconfig with one bad user among ${USERS}`, () => {
  let api: TestApi;
  let uri: vscode.Uri;
  let certificate: string;

  before(async () => {
    api = await extensionUnderTest();
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? "";
    uri = vscode.Uri.file(join(folder, "fifty.kubeconfig"));
    const issuer = await makeCa();
    const notAfter = new Date("2126-01-01T00:00:00Z");
    const jane = await makeCertificate({ cn: "jane", orgs: ["dev"], eku: ["clientAuth"], issuer, notAfter });
    certificate = base64(jane.pem);
    const bad = `${certificate.slice(0, BEFORE)}*${certificate.slice(BEFORE + 1)}`;
    const list = (item: (index: number) => string) =>
      Array.from({ length: USERS }, (_, index) => item(index)).join("\n");
    const text = `apiVersion: v1
kind: Config
clusters:
- {name: east, cluster: {server: "https://east", certificate-authority-data: ${base64(issuer.pem)}}}
contexts:
${list(index => `- {name: x${index}, context: {cluster: east, user: u${index}}}`)}
users:
${list(
  index => `- name: u${index}
  user:
    client-certificate-data: ${index === BAD ? bad : certificate}
    client-key-data: ${base64(jane.keyPem)}`,
)}
`;
    writeFileSync(uri.fsPath, text, { mode: 0o600 });
    await until(api, async () => (await root()) !== undefined);
  });

  after(async () => {
    rmSync(uri.fsPath, { force: true });
    await api.sources.refresh();
  });

  const root = async () =>
    (await api.trees.kubeconfigs.getChildren()).find(({ label }) => label === "fifty.kubeconfig");

  it("has its one finding at the bad character of that user's field", async () => {
    const document = await vscode.workspace.openTextDocument(uri);
    const found = vscode.languages.getDiagnostics(uri).map(({ code, range }) => {
      const line = document.lineAt(range.start.line).text;
      const user = document.lineAt(range.start.line - 2).text;
      const offset = range.start.character - line.indexOf(certificate.slice(0, BEFORE));
      return [typeof code === "object" ? code.value : code, user, offset, document.getText(range)];
    });
    assert.deepEqual(found, [["bad-base64", `- name: u${BAD}`, BEFORE, "*"]]);
  });

  it("shows the other contexts as they are", async () => {
    const [, ...contexts] = await outline(api.trees.kubeconfigs, 1, await root());
    const expected = Array.from({ length: USERS }, (_, index) =>
      index === BAD ? `x${index} | unreadable client certificate` : `x${index} | jane · dev`,
    );
    assert.deepEqual(
      contexts.map(line => line.replace(/expires in \d+y · /, "")),
      expected,
    );
  });
});
