import { strict as assert } from "node:assert";
import { readdirSync, readFileSync, unlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as vscode from "vscode";
import type { TestApi } from "../../src/vscode/activate.ts";
import { extensionUnderTest, until } from "./support/extension.ts";
import { everyText } from "./support/outline.ts";

const SECRET = "Zm9yYmlkZGVuc2VjcmV0";

const TEXT = `apiVersion: v1
kind: Config
current-context: planted
clusters:
- {name: planted, cluster: {server: "https://planted.example.com"}}
users:
- name: planted-inline
  user:
    client-key-data: ${SECRET}
    token: ${SECRET}
    username: someone
    password: ${SECRET}
- name: planted-exec
  user:
    exec:
      apiVersion: client.authentication.k8s.io/v1
      command: plugin
      env: [{name: TOKEN, value: ${SECRET}}]
- name: planted-provider
  user:
    auth-provider: {name: oidc, config: {id-token: ${SECRET}, refresh-token: ${SECRET}, client-secret: ${SECRET}}}
- name: planted-wrong-type
  user: {token: [${SECRET}], password: {a: ${SECRET}}}
- name: planted-misspelt
  user: {Token: ${SECRET}, client_key_data: ${SECRET}}
- name: planted-inline
  user: {token: ${SECRET}}
contexts:
- {name: planted, context: {cluster: planted, user: planted-inline}}
- {name: planted-2, context: {cluster: planted, user: planted-exec}}
- {name: planted-3, context: {cluster: planted, user: planted-provider}}
- {name: planted-4, context: {cluster: planted, user: planted-wrong-type}}
- {name: planted-5, context: {cluster: planted, user: planted-misspelt}}
`;

describe("secrets", () => {
  let api: TestApi;

  before(async () => {
    api = await extensionUnderTest();
  });

  it("reach no item, tooltip, finding or log", async () => {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    const uri = vscode.Uri.file(join(folder?.uri.fsPath ?? "", "planted.kubeconfig"));
    writeFileSync(uri.fsPath, TEXT);
    const seen = async () => everyText(api.trees.kubeconfigs);
    await until(api, async () => (await seen()).includes("planted-5"));
    const log = readdirSync(api.logFolder.fsPath)
      .map(name => readFileSync(join(api.logFolder.fsPath, name), "utf8"))
      .join("\n");
    const findings = vscode.languages.getDiagnostics(uri).map(({ message }) => message);
    const all = [await seen(), await everyText(api.trees.certificates), log, ...findings];
    unlinkSync(uri.fsPath);
    assert.deepEqual(
      all.filter(text => text.includes(SECRET) || text.includes("forbiddensecret")),
      [],
    );
  });
});
