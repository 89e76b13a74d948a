import { strict as assert } from "node:assert";
import { useWorkbench } from "../e2e/hooks.ts";

describe("the packed extension", () => {
  const vsix = process.env["VSIX"];
  if (vsix === undefined) {
    it("is installed: skipped, because VSIX names no file; `npm run package` sets it");
    return;
  }
  const workbench = useWorkbench({ vsix });

  it("is installed and activates", async () => {
    await workbench().openFile("fleet.kubeconfig");
    assert.match(await workbench().activation(), /Activation: \d+ms/);
    assert.deepEqual(workbench().errors, []);
  });
});
