import { strict as assert } from "node:assert";
import { useWorkbench } from "./hooks.ts";

describe("the workbench on the sample workspace", () => {
  const workbench = useWorkbench();

  it("opens with the extension active and nothing wrong", async () => {
    await workbench().openFile("fleet.kubeconfig");
    assert.match(await workbench().activation(), /Activation: \d+ms/);
    assert.deepEqual(workbench().errors, []);
  });
});
