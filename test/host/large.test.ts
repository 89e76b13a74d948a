import { strict as assert } from "node:assert";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as vscode from "vscode";
import type { TestApi } from "../../src/vscode/activate.ts";
import { patience } from "../support/pace.ts";
import { extensionUnderTest, until } from "./support/extension.ts";

const CONTEXTS = 10_000;

/** A list with an item for each context. */
function list(key: string, item: (index: number) => string): string {
  return `${key}:\n${Array.from({ length: CONTEXTS }, (_, index) => `- ${item(index)}\n`).join("")}`;
}

describe(`a kubeconfig with ${CONTEXTS} contexts`, function () {
  this.timeout(patience(60_000));
  let api: TestApi;
  let path: string;

  before(async () => {
    api = await extensionUnderTest();
    path = join(vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? "", "large.kubeconfig");
  });

  after(async () => {
    rmSync(path, { force: true });
    await api.sources.refresh();
  });

  it("is shown whole", async () => {
    const text = [
      "apiVersion: v1\nkind: Config\n",
      list("clusters", index => `{name: c${index}, cluster: {server: "https://c${index}.example.com"}}`),
      list("users", index => `{name: u${index}, user: {token: t${index}}}`),
      list("contexts", index => `{name: x${index}, context: {cluster: c${index}, user: u${index}}}`),
    ].join("");
    writeFileSync(path, text);
    const root = async () =>
      (await api.trees.kubeconfigs.getChildren()).find(({ label }) => label === "large.kubeconfig");
    await until(api, async () => (await root()) !== undefined, 30_000);
    const contexts = await api.trees.kubeconfigs.getChildren(await root());
    const last = contexts.at(-1);
    assert.ok(last);
    const item = api.trees.kubeconfigs.getTreeItem(last);
    assert.deepEqual([contexts.length, item.label, item.description], [CONTEXTS, "x9999", "opaque token"]);
  });
});
