import { strict as assert } from "node:assert";
import { patience } from "../support/pace.ts";
import { useWorkbench } from "./hooks.ts";
import { identitySteps, Wizard } from "./wizard.ts";

const WIDGET = ".quick-input-widget:visible";

describe("the wizard as a person sees it", () => {
  const workbench = useWorkbench();
  const wizard = new Wizard(workbench);

  const widget = () => wizard.widget;
  const asked = (text: string, step: number) => wizard.asked(text, step);
  const pick = (label: string) => wizard.pick(label);
  const answer = (text: string) => wizard.answer(text);
  const back = () => wizard.back();

  it("mints a user for a week and adds it to a kubeconfig", async () => {
    const { page } = workbench();
    await page.locator(".statusbar-item", { hasText: "production" }).waitFor({ timeout: patience(30_000) });
    await workbench().runCommand("Kubeconfig: Mint User Certificate...");
    await asked("Which CA signs the certificate?", 1);
    await workbench().screenshot("mint-1-ca", false);
    await pick("kubernetes/pki/ca.crt");
    await asked("User name", 2);
    await answer("jane");
    await asked("Groups", 3);
    await widget().locator("input.input").first().fill("developers, system:masters");
    await page.locator(WIDGET, { hasText: "may do anything" }).waitFor();
    await workbench().screenshot("mint-2-groups", false);
    await answer("developers, on-call");
    await asked("UID", 4);
    await back();
    await asked("Groups", 3);
    assert.equal(await widget().locator("input.input").first().inputValue(), "developers, on-call");
    await page.keyboard.press("Enter");
    await asked("UID", 4);
    await answer("");
    await asked("How long", 5);
    await workbench().screenshot("mint-3-lifetime", false);
    await pick("1 week");
    await asked("Which kind of key", 6);
    await pick("ECDSA P-256");
    await asked("Where do the certificate and its key go", 7);
    await workbench().screenshot("mint-4-destination", false);
    await pick("A new user and context in a kubeconfig");
    await wizard.walk(8, [
      ["Which kubeconfig", "pick", "kubernetes/admin.conf"],
      ["Which cluster", "pick", "kubernetes"],
    ]);
    await asked("Name of the new context", 10);
    await page.keyboard.press("Enter");
    await asked("Should kubectl use the new context", 11);
    await pick("Keep the current context");
    await asked("Which rights (RBAC) too?", 12);
    await workbench().screenshot("mint-4-rights", false);
    await pick("None");
    await asked("Nothing has been made yet", 13);
    await pick("Groups");
    await asked("Groups", 3);
    await answer("developers, on-call");
    await asked("Nothing has been made yet", 13);
    await workbench().screenshot("mint-5-summary", false);
    await pick("Mint the certificate");
    await asked("Show the change before", 14);
    await back();
    await asked("Nothing has been made yet", 13);
    await pick("Mint the certificate");
    await asked("Show the change before", 14);
    await pick("Show it first");
    await widget().locator(".monaco-list-row", { hasText: "Leave everything as it is" }).waitFor();
    await back();
    await asked("Show the change before", 14);
    await pick("Show it first");
    await widget().locator(".monaco-list-row", { hasText: "Leave everything as it is" }).waitFor();
    await page.locator(".monaco-diff-editor .view-line", { hasText: "hidden" }).first().waitFor();
    await workbench().screenshot("mint-6-preview", false);
    await pick("Make the change");
    await workbench().runCommand("Notifications: Show Notifications");
    const notice = page.locator(".notification-list-item", {
      hasText: "jane has a certificate in kubernetes/admin.conf",
    });
    await notice.waitFor();
    await workbench().screenshot("mint-7-done", false);
    await notice.getByText("RBAC...").click();
    await wizard.walk(1, [["Which rights?", "pick", "ClusterRole view"]]);
    await asked("Who gets the rights?", 2);
    await pick("developers");
    await workbench().screenshot("mint-8-rbac-subjects", false);
    await page.keyboard.press("Enter");
    await asked("Where do the rights apply?", 3);
    await pick("In one or several namespaces");
    await asked("Which namespaces?", 4);
    await pick("Other namespaces...");
    await workbench().screenshot("mint-8-rbac-namespaces", false);
    await page.keyboard.press("Enter");
    await wizard.walk(5, [["Names of the namespaces", "answer", "shop"]]);
    await asked("Which context has the rights", 6);
    await workbench().screenshot("mint-8-rbac-context", false);
    await widget().locator("input.input").first().fill("Leave it open");
    await pick("Leave it open");
    await page
      .locator(".editor-group-container.active .view-line", { hasText: "RoleBinding" })
      .first()
      .waitFor();
    await workbench().screenshot("mint-8-rbac", false);
    await page.keyboard.press("Escape");
    await page.locator(".notifications-center.visible").waitFor({ state: "detached" });
  });

  it("makes a kubeconfig where the dialog says, and goes back from the dialog", async () => {
    const { page } = workbench();
    await workbench().runCommand("Kubeconfig: Mint User Certificate...");
    await wizard.walk(1, [
      ...identitySteps("bob", "", "1 day", "Ed25519"),
      ["Where do the certificate and its key go", "pick", "A new kubeconfig file"],
      ["Which cluster", "pick", "production"],
    ]);
    const dialog = "Mint User Certificate: Choose a new file";
    await wizard.dialog(dialog);
    await workbench().screenshot("mint-9-dialog", false);
    await page.keyboard.press("Escape");
    await asked("Which cluster", 8);
    await answer("production");
    await wizard.dialog(dialog);
    await page.locator(`${WIDGET} input.input`).first().press("Enter");
    await asked("Which rights (RBAC) too?", 9);
    await pick("None");
    await asked("Nothing has been made yet", 10);
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
    await workbench().screenshot("renew-1-ca", false);
    await page.keyboard.press("Escape");
    await widget()
      .waitFor({ state: "detached" })
      .catch(() => undefined);
  });

  it("proposes all that expire, ticked", async () => {
    await workbench().runCommand("Kubeconfig: Renew All Expiring Within 30 Days...");
    await asked("Which certificates do you want to renew?", 1);
    const ticked = () =>
      widget().locator(".monaco-list-row input:checked, .monaco-list-row .codicon-check").count();
    const rows = await widget().locator(".monaco-list-row").count();
    assert.ok(rows >= 3, `${rows} rows`);
    await workbench().screenshot("renew-2-all", false);
    assert.ok((await ticked()) >= rows, `${await ticked()} of ${rows} ticked`);
    await workbench().page.keyboard.press("Enter");
    await asked("Which CA renews", 2);
    await back();
    await asked("Which certificates do you want to renew?", 1);
    await pick("deployer");
    const selected = widget().locator(".quick-input-count", { hasText: `${rows - 1} Selected` });
    await selected.waitFor();
    await widget().getByText("OK", { exact: true }).click();
    await asked("Which CA renews", 2);
    await back();
    await asked("Which certificates do you want to renew?", 1);
    await selected.waitFor();
    await workbench().page.keyboard.press("Escape");
  });

  it("logs no error", () => assert.deepEqual(workbench().errors, []));
});
