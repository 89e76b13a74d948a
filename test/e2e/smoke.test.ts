import { strict as assert } from "node:assert";
import { useWorkbench } from "./hooks.ts";

describe("the workbench on the sample workspace", () => {
  const workbench = useWorkbench();

  it("opens with the extension active and nothing wrong", async () => {
    const { page } = workbench();
    await workbench().openFile("fleet.kubeconfig");
    await workbench().runCommand("Developer: Show Running Extensions");
    const row = page.locator(".runtime-extensions-editor .extension", { hasText: "kubeconfig-inspector" });
    const activation = await row.locator(".activation-time").textContent();
    assert.match(activation ?? "", /Activation: \d+ms/);
    assert.deepEqual(workbench().errors, []);
  });

  it("shows in a light and a dark theme", async () => {
    await workbench().openFile("fleet.kubeconfig");
    await workbench().screenshot("workbench-dark");
    await workbench().setTheme("light");
    await workbench().screenshot("workbench-light");
  });
});
