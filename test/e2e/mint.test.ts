import { strict as assert } from "node:assert";
import { useWorkbench } from "./hooks.ts";

const WIDGET = ".quick-input-widget:visible";

describe("the wizard as a person sees it", () => {
  const workbench = useWorkbench();

  const widget = () => workbench().page.locator(WIDGET);

  /** Wait until the wizard asks this, at this step. */
  async function asked(text: string, step: number): Promise<void> {
    const { page } = workbench();
    await page.locator(`${WIDGET} .quick-input-title`, { hasText: `(${step})` }).waitFor();
    const input = page.locator(`${WIDGET} input.input`).first();
    await input.waitFor();
    const prompt = `${await input.getAttribute("placeholder")} ${await widget().textContent()}`;
    assert.ok(prompt.includes(text), `step ${step} asks ${prompt}`);
  }

  async function pick(label: string): Promise<void> {
    await widget().locator(".monaco-list-row", { hasText: label }).first().click();
  }

  async function answer(text: string): Promise<void> {
    await widget().locator("input.input").first().fill(text);
    await workbench().page.keyboard.press("Enter");
  }

  async function back(): Promise<void> {
    await widget().locator(".codicon-quick-input-back").first().click();
  }

  it("mints a user for a week and adds it to a kubeconfig", async () => {
    const { page } = workbench();
    await page.locator(".statusbar-item", { hasText: "production" }).waitFor({ timeout: 30_000 });
    await workbench().runCommand("Kubeconfig: Mint User Certificate...");
    await asked("Which CA signs the certificate?", 1);
    await workbench().screenshot("mint-1-ca");
    await pick("kubernetes/pki/ca.crt");
    await asked("User name", 2);
    await answer("jane");
    await asked("Groups", 3);
    await widget().locator("input.input").first().fill("developers, system:masters");
    await page.locator(WIDGET, { hasText: "may do anything" }).waitFor();
    await workbench().screenshot("mint-2-groups");
    await answer("developers, on-call");
    await asked("UID", 4);
    await back();
    await asked("Groups", 3);
    assert.equal(await widget().locator("input.input").first().inputValue(), "developers, on-call");
    await page.keyboard.press("Enter");
    await asked("UID", 4);
    await answer("");
    await asked("How long", 5);
    await workbench().screenshot("mint-3-lifetime");
    await pick("1 week");
    await asked("What kind of key", 6);
    await pick("ECDSA P-256");
    await asked("Where do the certificate and its key go", 7);
    await workbench().screenshot("mint-4-destination");
    await pick("A new user and context in a kubeconfig");
    await asked("Which kubeconfig", 8);
    await pick("kubernetes/admin.conf");
    await asked("Which cluster", 9);
    await pick("kubernetes");
    await asked("Name of the new context", 10);
    await page.keyboard.press("Enter");
    await asked("Is kubectl to use the new context", 11);
    await pick("Keep the current context");
    await asked("Nothing has been made so far", 12);
    await workbench().screenshot("mint-5-summary");
    await pick("Mint the certificate");
    await widget().locator(".monaco-list-row", { hasText: "Show it first" }).click();
    await widget().locator(".monaco-list-row", { hasText: "Leave everything as it is" }).waitFor();
    await page.locator(".monaco-diff-editor .view-line", { hasText: "secret" }).first().waitFor();
    await workbench().screenshot("mint-6-preview");
    await pick("Make the change");
    await workbench().runCommand("Notifications: Show Notifications");
    const notice = page.locator(".notification-list-item", { hasText: "jane has a certificate" });
    await notice.waitFor();
    await workbench().screenshot("mint-7-done");
    await notice.getByText("RBAC...").click();
    await pick("ClusterRole view");
    await pick("developers");
    await pick("In one namespace");
    await answer("shop");
    await page
      .locator(".editor-group-container.active .view-line", { hasText: "RoleBinding" })
      .first()
      .waitFor();
    await workbench().screenshot("mint-8-rbac");
    await page.keyboard.press("Escape");
    await page.locator(".notifications-center.visible").waitFor({ state: "detached" });
  });

  it("makes a kubeconfig where the dialog says, and goes back from the dialog", async () => {
    const { page } = workbench();
    await workbench().runCommand("Kubeconfig: Mint User Certificate...");
    await asked("Which CA signs the certificate?", 1);
    await pick("kubernetes/pki/ca.crt");
    await asked("User name", 2);
    await answer("bob");
    await asked("Groups", 3);
    await answer("");
    await asked("UID", 4);
    await answer("");
    await asked("How long", 5);
    await pick("1 day");
    await asked("What kind of key", 6);
    await pick("Ed25519");
    await asked("Where do the certificate and its key go", 7);
    await pick("A new kubeconfig file");
    await asked("Which cluster", 8);
    await pick("production");
    const dialog = page.locator(`${WIDGET} .quick-input-title`, { hasText: /^Mint User Certificate$/ });
    await dialog.waitFor();
    await workbench().screenshot("mint-9-dialog");
    await page.keyboard.press("Escape");
    await asked("Which cluster", 8);
    await pick("production");
    await dialog.waitFor();
    await page.locator(`${WIDGET} input.input`).first().press("Enter");
    await asked("Nothing has been made so far", 9);
    await pick("Mint the certificate");
    await page.locator(".explorer-folders-view .monaco-list-row", { hasText: "bob.kubeconfig" }).waitFor();
  });

  it("renews from the lens of a certificate that has expired", async () => {
    const { page } = workbench();
    await workbench().openFile("fleet.kubeconfig", 84);
    const lens = page.locator(".codelens-decoration:visible a", { hasText: "Renew..." }).first();
    await lens.waitFor();
    await lens.click();
    await asked("Which CA signs the new certificate?", 1);
    await workbench().screenshot("renew-1-ca");
    await page.keyboard.press("Escape");
    await widget()
      .waitFor({ state: "detached" })
      .catch(() => undefined);
  });

  it("proposes all that expire, ticked", async () => {
    await workbench().runCommand("Kubeconfig: Renew All Expiring Within 30 Days...");
    await asked("Which certificates are to be renewed?", 1);
    const ticked = () =>
      widget().locator(".monaco-list-row input:checked, .monaco-list-row .codicon-check").count();
    const rows = await widget().locator(".monaco-list-row").count();
    assert.ok(rows >= 3, `${rows} rows`);
    await workbench().screenshot("renew-2-all");
    assert.ok((await ticked()) >= rows, `${await ticked()} of ${rows} ticked`);
    await workbench().page.keyboard.press("Enter");
    await asked("Which CA signs what CN=kubernetes has signed?", 2);
    await workbench().page.keyboard.press("Escape");
  });

  it("logs no error", () => assert.deepEqual(workbench().errors, []));
});
