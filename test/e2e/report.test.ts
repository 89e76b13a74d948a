import { strict as assert } from "node:assert";
import type { FrameLocator } from "playwright-core";
import { useWorkbench } from "./hooks.ts";

describe("the expiration report as a person sees it", () => {
  const workbench = useWorkbench({ size: { width: 1500, height: 820 } });

  function page(): FrameLocator {
    return workbench().page.frameLocator("iframe.webview.ready").frameLocator("iframe#active-frame");
  }

  it("opens from the palette with a row for everything that ends", async () => {
    await workbench().runCommand("Kubeconfig: Show Expiration Report");
    await page().locator(".body .line").first().waitFor();
    await workbench().runCommand("View: Toggle Primary Side Bar Visibility");
    assert.match((await page().locator(".status").textContent()) ?? "", /^\d+ rows$/);
    await workbench().screenshot("report-dark");
  });
});
