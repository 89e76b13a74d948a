import { strict as assert } from "node:assert";
import { readdirSync, readFileSync, unlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as vscode from "vscode";
import type { TestApi } from "../../src/vscode/activate.ts";
import { Settings } from "../../src/vscode/settings.ts";
import { registerNotifications } from "../../src/vscode/window/notifications.ts";
import { makeJwt } from "../support/tokens.ts";
import { extensionUnderTest, until } from "./support/extension.ts";
import { hoverText } from "./support/hovers.ts";
import { everyText } from "./support/outline.ts";

const SECRET = "Zm9yYmlkZGVuc2VjcmV0";

/** @param mark a name of the last context, by which the file is known to be shown */
const textWith = (mark: string) => `apiVersion: v1
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
- name: "[planted](command:expired)"
  user: {token: ${makeJwt({ sub: "jane", exp: 1, secret: SECRET }, { kid: SECRET })}${SECRET}}
contexts:
- {name: planted, context: {cluster: planted, user: planted-inline}}
- {name: planted-2, context: {cluster: planted, user: planted-exec}}
- {name: planted-3, context: {cluster: planted, user: planted-provider}}
- {name: planted-4, context: {cluster: planted, user: planted-wrong-type}}
- {name: planted-5, context: {cluster: planted, user: planted-misspelt}}
- {name: ${mark}, context: {cluster: planted, user: "[planted](command:expired)"}}
`;

describe("secrets", () => {
  let api: TestApi;

  before(async () => {
    api = await extensionUnderTest();
  });

  /** Write the text as a file of the workspace, and wait until it shows. */
  async function plant(name: string, mark: string): Promise<vscode.Uri> {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    const uri = vscode.Uri.file(join(folder?.uri.fsPath ?? "", name));
    writeFileSync(uri.fsPath, textWith(mark));
    await until(api, async () => (await everyText(api.trees.kubeconfigs)).includes(mark));
    return uri;
  }

  const leaking = (texts: readonly string[]) =>
    texts.filter(text => text.includes(SECRET) || text.includes("forbiddensecret"));

  it("reach no item, tooltip, finding or log", async () => {
    const uri = await plant("planted.kubeconfig", "for-trees");
    const log = readdirSync(api.logFolder.fsPath)
      .map(name => readFileSync(join(api.logFolder.fsPath, name), "utf8"))
      .join("\n");
    const findings = vscode.languages.getDiagnostics(uri).map(each => JSON.stringify(each));
    const trees = [await everyText(api.trees.kubeconfigs), await everyText(api.trees.certificates)];
    unlinkSync(uri.fsPath);
    assert.deepEqual([leaking([...trees, log, ...findings]), findings.length > 5], [[], true]);
  });

  it("reach no hover, lens, outline, link or quick fix", async () => {
    const uri = await plant("pointed-at.kubeconfig", "for-hovers");
    const document = await vscode.workspace.openTextDocument(uri);
    const ask = async (command: string, ...more: unknown[]) =>
      JSON.stringify(await vscode.commands.executeCommand(`vscode.execute${command}`, uri, ...more));
    const hovers: string[] = [];
    for (let offset = 0; offset < document.getText().length; offset += 5)
      hovers.push(await hoverText(uri, document.positionAt(offset)));
    const everything = new vscode.Range(0, 0, document.lineCount, 0);
    const others = await Promise.all([
      ask("CodeLensProvider", 100),
      ask("DocumentSymbolProvider"),
      ask("LinkProvider"),
    ]);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      "vscode.executeCodeActionProvider",
      uri,
      everything,
    );
    unlinkSync(uri.fsPath);
    const said = [...hovers.filter(text => text !== ""), ...others, ...actions.map(({ title }) => title)];
    assert.deepEqual([leaking(said), said.length > 100, actions.length > 0], [[], true, true]);
  });

  it("reach no notification, where a name of the file is no link either", async () => {
    const uri = await plant("missing.kubeconfig", "for-notifications");
    const said: string[] = [];
    const { showWarningMessage } = vscode.window;
    vscode.window.showWarningMessage = async (message: string, ...items: unknown[]) => {
      said.push(message, JSON.stringify(items));
      return undefined;
    };
    const settings = new Settings();
    const memory: vscode.Memento = {
      keys: () => [],
      get: (_: string, value?: unknown) => value,
      update: async () => {},
    };
    const notifications = registerNotifications(memory, api.sources, settings, () => Date.now());
    await api.sources.refresh();
    vscode.window.showWarningMessage = showWarningMessage;
    notifications.dispose();
    settings.dispose();
    unlinkSync(uri.fsPath);
    const links = said.filter(text => text.includes("](command:"));
    assert.deepEqual([leaking(said), links, said.length], [[], [], 2]);
  });
});
