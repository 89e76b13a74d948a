import { strict as assert } from "node:assert";
import { useWorkbench } from "./hooks.ts";
import { Wizard } from "./wizard.ts";

const WIDTH = 470;

describe("the views as a person sees them", () => {
  const workbench = useWorkbench();
  const wizard = new Wizard(workbench);

  it("show who each context is, where it goes and until when, beside the file", async () => {
    await workbench().openFile("fleet.kubeconfig");
    await workbench().focusView("Kubeconfigs");
    await workbench().resizeSidebar(WIDTH);
    await workbench().expand("Kubeconfigs", "production", "jane@production");
    await workbench().expand("Kubeconfigs", "jane@production", "jane,");
    const rows = await workbench().rows("Kubeconfigs");
    assert.deepEqual(rows.slice(0, 5), [
      "kubectl configuration KUBECONFIG · 10 contexts",
      "production current · expires in 283d · jane · developers, on-call",
      "production https://production.example.com:6443",
      "jane@production expires in 283d · jane · developers, on-call · shadows the one in team.kubeconfig",
      "jane expires in 283d",
    ]);
  });

  it("list the certificate that ends first on top", async () => {
    const rows = await workbench().rows("Certificates");
    assert.deepEqual(rows.slice(0, 3), [
      "retired expired 18d ago · system:masters · user retired@legacy · fleet.kubeconfig",
      "operator expires in 2d14h · operators · user operator@edge · fleet.kubeconfig",
      "deployer expires in 12d · ci · user deployer@staging · fleet.kubeconfig",
    ]);
  });

  it("name the current context in the status bar", async () => {
    const item = workbench().page.locator('.statusbar-item[id$="kubeconfigInspector.context"]');
    assert.equal((await item.textContent())?.trim(), "production");
  });

  for (const theme of ["dark", "light"] as const) {
    it(`look like VS Code in a ${theme} theme`, async () => {
      await workbench().setTheme(theme);
      await workbench().page.locator(".editor-group-container .view-line").first().click();
      await workbench().restMouse();
      await workbench().screenshot(`tree-${theme}`);
    });
  }

  it("offer to renew the certificate of those who have one", async () => {
    const { page } = workbench();
    const rows = workbench().view("Kubeconfigs").locator(".monaco-list-row");
    const menuOf = async (context: string) => {
      await rows.filter({ hasText: context }).first().click({ button: "right" });
      const entries = page.locator(".monaco-menu .action-label");
      await entries.filter({ hasText: "Copy Name" }).waitFor();
      const texts = await entries.allInnerTexts();
      await page.keyboard.press("Escape");
      await entries.first().waitFor({ state: "detached" });
      return texts;
    };
    const renewing = async (context: string) =>
      (await menuOf(context)).filter(text => text.startsWith("Renew"));
    assert.deepEqual([await renewing("staging"), await renewing("eks")], [["Renew Certificate..."], []]);
  });

  it("have the focus again when a change was shown and left", async () => {
    const { page } = workbench();
    const view = workbench().view("Kubeconfigs");
    await view.locator(".monaco-list-row", { hasText: "analytics" }).first().click();
    await workbench().runCommand("Kubeconfig: Delete Context, Cluster or User...");
    await wizard.walk(1, [
      ["Which context do you want to delete?", "pick", "analytics"],
      ["Delete the context analytics?", "pick", "Delete analytics"],
      ["Show the change before it is made?", "pick", "Show it first"],
    ]);
    const preview = page.locator(".tab", { hasText: "what will change" });
    await preview.waitFor();
    await wizard.widget.getByText("Leave everything as it is").waitFor();
    await page.keyboard.press("Escape");
    await preview.waitFor({ state: "detached" });
    await view.locator(".monaco-list:focus").waitFor();
  });

  it("log no error", () => assert.deepEqual(workbench().errors, []));
});
