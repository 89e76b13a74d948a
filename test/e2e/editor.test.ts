import { strict as assert } from "node:assert";
import type { Locator } from "playwright-core";
import { useWorkbench } from "./hooks.ts";
import type { Theme } from "./workbench.ts";

describe("the editor as a person sees it", () => {
  const workbench = useWorkbench();

  /** Lenses move the lines below them: what points at a line waits for them. */
  async function lens(text: string): Promise<Locator> {
    const lenses = workbench().page.locator(".codelens-decoration:visible", { hasText: text });
    await lenses.first().waitFor();
    return lenses;
  }

  for (const theme of ["dark", "light"] as const satisfies readonly Theme[]) {
    it(`sets a certificate as a table and lists the findings in a ${theme} theme`, async () => {
      await workbench().openFile("fleet.kubeconfig", 84);
      await workbench().setTheme(theme);
      await lens("retired · system:masters");
      const text = await workbench().hover("client-certificate-data");
      assert.match(
        text,
        /User \(CN\)\s+jane\s+Groups \(O\)\s+developers, on-call\s+Valid until\s+expires in/,
      );
      await workbench().screenshot(`hover-${theme}`);
      await workbench().restMouse();
      await workbench().runCommand("View: Toggle Primary Side Bar Visibility");
      await workbench().showProblems("fleet.kubeconfig");
      await workbench().restMouse();
      await workbench().screenshot(`findings-${theme}`);
      await workbench().runCommand("View: Toggle Panel Visibility");
      await workbench().runCommand("View: Toggle Primary Side Bar Visibility");
    });
  }

  it("keeps a name a text, whatever is in it", async () => {
    await workbench().openFile("lab/broken.kubeconfig", 10);
    await lens("healthy");
    await workbench().page.keyboard.press("End");
    await workbench().page.keyboard.press("Enter");
    await workbench().page.keyboard.type("namespace: $(zap)");
    const hostile = await lens("namespace $(zap)");
    const icons = await hostile.locator(".codicon-zap").count();
    await workbench().runCommand("File: Revert File");
    assert.equal(icons, 0);
  });

  it("logs no error", () => assert.deepEqual(workbench().errors, []));
});
