import { strict as assert } from "node:assert";
import * as vscode from "vscode";

describe("the extension in a workspace that is not trusted", () => {
  it("activates", async () => {
    const extension = vscode.extensions.getExtension("kubeconfig-inspector.kubeconfig-inspector");
    await extension?.activate();
    assert.deepEqual(
      { trusted: vscode.workspace.isTrusted, active: extension?.isActive },
      { trusted: false, active: true },
    );
  });
});
