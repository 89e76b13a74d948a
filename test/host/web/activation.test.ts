import * as vscode from "vscode";
import { equal } from "../support/assert.ts";

describe("the extension in the web host", () => {
  it("activates where there is no Node", async () => {
    const extension = vscode.extensions.getExtension("kubeconfig-inspector.kubeconfig-inspector");
    await extension?.activate();
    equal({ active: extension?.isActive, process: typeof process }, { active: true, process: "undefined" });
  });
});
