import { strict as assert } from "node:assert";
import * as vscode from "vscode";

describe("the extension in the Node host", () => {
  it("activates", async () => {
    const extension = vscode.extensions.getExtension("kubeconfig-inspector.kubeconfig-inspector");
    await extension?.activate();
    assert.deepEqual(
      { found: extension !== undefined, active: extension?.isActive },
      { found: true, active: true },
    );
  });
});
