import { strict as assert } from "node:assert";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { lineOf } from "../../src/core/ledger/line.ts";
import type { IssuedRecord } from "../../src/core/ledger/record.ts";
import { useWorkbench } from "./hooks.ts";
import { Wizard } from "./wizard.ts";

const DAY = 24 * 60 * 60 * 1000;
/** To the middle of an hour, so that what is left reads the same a moment later. */
const now = Date.now() + 30 * 60_000;

function record(user: string, days: number, changes: Partial<IssuedRecord> = {}): IssuedRecord {
  return {
    issued: now - 3 * DAY,
    issuance: "minted",
    serial: "5f3c9a11",
    fingerprint: user.length.toString(16).padStart(2, "0").repeat(32),
    subject: `CN=${user},O=developers`,
    user,
    groups: ["developers"],
    usages: ["clientAuth"],
    notBefore: now - 90 * DAY,
    notAfter: now + days * DAY,
    ca: { name: "kubernetes", fingerprint: "cd".repeat(32) },
    file: `/home/${user}/.kube/config`,
    ...changes,
  };
}

describe("what was issued as a person sees it", () => {
  const workbench = useWorkbench({
    settings: { "kubeconfigInspector.ledger": "besideCa" },
    size: { width: 1560, height: 820 },
  });

  const wizard = new Wizard(workbench);

  before(() => {
    const folder = join(workbench().session.sample.folder, "kubernetes", "pki");
    const records = [
      record("jane", 283, { groups: ["developers", "on-call"] }),
      record("joe", 20),
      record("ann", 2),
      record("retired", -18, { groups: ["system:masters"] }),
      record("front-proxy-client", 300, { ca: { name: "front-proxy-ca", fingerprint: "ee" }, groups: [] }),
    ];
    writeFileSync(join(folder, "issued.jsonl"), `${records.map(lineOf).join("\n")}\n{broken\n`);
  });

  it("stands by CA in a view of its own, coloured as certificates are", async () => {
    await workbench().focusView("Issued");
    await workbench().resizeSidebar(560);
    const rows = await workbench().rows("Issued");
    assert.deepEqual(rows, [
      "Line 6 of kubernetes/pki/issued.jsonl it is no JSON object",
      "kubernetes 4 issued · 3 valid",
      "ann expires in 2d · developers · /home/ann/.kube/config",
      "joe expires in 20d · developers · /home/joe/.kube/config",
      "jane expires in 283d · developers, on-call · /home/jane/.kube/config",
      "retired expired 17d ago · system:masters · /home/retired/.kube/config",
      "front-proxy-ca 1 issued · 1 valid",
      "front-proxy-client expires in 300d · /home/front-proxy-client/.kube/config",
    ]);
  });

  it("opens what a removal needs", async () => {
    const { page } = workbench();
    const rows = workbench().view("Issued").locator(".monaco-list-row");
    await rows.filter({ hasText: "jane" }).first().click({ button: "right" });
    // The last of the menu, which is filled as the window learns of things.
    await page.locator(".monaco-menu .action-label", { hasText: "What May Another User" }).waitFor();
    const entries = await page.locator(".monaco-menu .action-label:visible").allInnerTexts();
    await page.keyboard.press("Escape");
    assert.deepEqual(
      entries.filter(text => text !== ""),
      ["Open in Its File", "Copy Name", "What a Removal Needs...", "What May Another User..."],
    );
    await workbench().runCommand("Kubeconfig: What a Removal Needs...");
    await wizard.walk(1, [["Whose rights are to be taken away?", "pick", "jane"]]);
    const lines = page.locator(".editor-group-container.active .view-line");
    await lines.filter({ hasText: "What the removal of" }).first().waitFor();
    await workbench().restMouse();
    await workbench().screenshot("issued-dark", false);
  });

  it("is a section of the report", async () => {
    const { page } = workbench();
    await workbench().runCommand("Kubeconfig: Show Expiration Report");
    const outer = await page.locator("iframe.webview.ready:visible").last().elementHandle();
    const inner = await (await outer?.contentFrame())?.locator("iframe#active-frame").elementHandle();
    const frame = await inner?.contentFrame();
    if (!frame) throw new Error("There is no webview");
    const section = frame.locator("details.ledger");
    await section.locator("tbody tr").first().waitFor();
    assert.deepEqual(
      [await section.locator("summary").textContent(), await section.locator("tbody th").allTextContents()],
      ["Issued here: 5, of which 4 are valid", ["ann", "joe", "jane", "front-proxy-client", "retired"]],
    );
    await workbench().runCommand("View: Toggle Primary Side Bar Visibility");
    for (const theme of ["dark", "light"] as const) {
      await workbench().setTheme(theme);
      await workbench().screenshot(`report-issued-${theme}`, false);
    }
    const sources = frame.locator("select").first();
    await sources.selectOption({ label: "kubernetes" });
    await frame.locator(".status", { hasText: /^\d+ rows$/ }).waitFor();
    assert.match((await section.locator("summary").textContent()) ?? "", /^Issued here: 5/);
    await section.locator("summary").click();
    assert.equal(await section.getAttribute("open"), null);
  });

  it("log no error", () => assert.deepEqual(workbench().errors, []));
});
