import { strict as assert } from "node:assert";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Frame, Locator } from "playwright-core";
import { makeCa, makeCertificate } from "../support/certificates.ts";
import { patience } from "../support/pace.ts";
import { makeJwt } from "../support/tokens.ts";
import { useWorkbench } from "./hooks.ts";
import type { Theme } from "./workbench.ts";

/** What has the focus in the page of a webview, in a word. */
function focused(): string {
  const active = document.activeElement;
  if (active === null || active === document.body) return "nothing";
  const name =
    active.getAttribute("aria-label") ?? active.closest("label")?.textContent ?? active.textContent;
  return `${active.getAttribute("role") ?? active.tagName.toLowerCase()} ${name?.slice(0, 14).trim()}`;
}

describe("the expiration report as a person sees it", () => {
  const workbench = useWorkbench({ size: { width: 1560, height: 820 } });

  /** The innermost frame of the visible webview. */
  async function frame(): Promise<Frame> {
    const outer = await workbench().page.locator("iframe.webview.ready:visible").last().elementHandle();
    const inner = await (await outer?.contentFrame())?.locator("iframe#active-frame").elementHandle();
    const found = await inner?.contentFrame();
    if (!found) throw new Error("There is no webview");
    return found;
  }

  async function rows(): Promise<Locator> {
    const found = (await frame()).locator(".body .line");
    await found.first().waitFor();
    return found;
  }

  async function status(): Promise<string> {
    return (await (await frame()).locator(".status").textContent()) ?? "";
  }

  it("opens from the palette with a row for everything that ends", async () => {
    // The palette lists the commands that are there when it opens.
    await workbench()
      .page.locator(".statusbar-item", { hasText: "production" })
      .waitFor({ timeout: patience(60_000) });
    await workbench().runCommand("Kubeconfig: Show Expiration Report");
    await rows();
    await workbench().runCommand("View: Toggle Primary Side Bar Visibility");
    assert.match(await status(), /^\d\d rows$/);
  });

  for (const theme of ["dark", "light", "high contrast", "high contrast light"] as const satisfies Theme[]) {
    it(`shows in a ${theme} theme`, async () => {
      await workbench().setTheme(theme);
      await (await rows()).nth(5).click({ position: { x: 600, y: 8 } });
      await workbench().screenshot(`report-${theme.replaceAll(" ", "-")}`, !theme.startsWith("high"));
    });
  }

  it("goes with Tab from the filter to the table, and with arrows within", async () => {
    await workbench().setTheme("dark");
    const page = await frame();
    await page.locator("#filter").click();
    const walk: string[] = [];
    for (let step = 0; step < 13; step++) {
      walk.push(await page.evaluate(focused));
      await workbench().page.keyboard.press("Tab");
    }
    assert.deepEqual(walk.slice(0, 6), [
      "input Filter by name",
      "select SourceAll sour",
      "select Group byNothin",
      "select TimelineNext 3",
      "button Refresh",
      "button Export",
    ]);
    const chips = walk.filter(each => /^button \d/.test(each));
    assert.ok(chips.length >= 3, walk.join("\n"));
    assert.deepEqual(
      [walk[6 + chips.length], walk[7 + chips.length]?.split(" ")[0]],
      ["button Name", "row"],
      walk.join("\n"),
    );
    await page.locator(".body .line[tabindex='0']").focus();
    const { keyboard } = workbench().page;
    await keyboard.press("End");
    const last = await page.evaluate(() => document.activeElement?.getAttribute("aria-rowindex"));
    await keyboard.press("Home");
    await keyboard.press("ArrowDown");
    const second = await page.evaluate(() => document.activeElement?.getAttribute("aria-rowindex"));
    const count = await page.locator(".grid").getAttribute("aria-rowcount");
    assert.deepEqual([last, second], [count, "3"]);
  });

  it("filters, groups and sorts, and says how many rows are left", async () => {
    const page = await frame();
    await page.locator("#filter").fill("kubernetes/pki etcd");
    await page.locator(".line", { hasText: "etcd-peer" }).waitFor();
    assert.match(await status(), /^\d of \d\d rows$/);
    await page.locator("select").nth(1).selectOption("state");
    await workbench().screenshot("report-grouped", false);
    assert.equal(await page.locator(".grid").getAttribute("role"), "treegrid");
    await page.locator(".line.group").first().click();
    assert.equal(await page.locator(".line.group").first().getAttribute("aria-expanded"), "false");
    await page.locator(".head button", { hasText: "Name" }).click();
    assert.equal(
      await page.locator("[role=columnheader]", { hasText: "Name" }).getAttribute("aria-sort"),
      "ascending",
    );
  });

  it("keeps what was set while another editor is in front, and opens a row at its place", async () => {
    const page = await frame();
    await page.locator("select").nth(1).selectOption("none");
    await page.locator("#filter").fill("deployer");
    await page.locator(".line", { hasText: "deployer@staging" }).focus();
    await workbench().page.keyboard.press("Enter");
    await workbench().page.locator('.tab.active[data-resource-name="fleet.kubeconfig"]').waitFor();
    await workbench().page.locator(".tab", { hasText: "Expiration Report" }).click();
    await rows();
    const value = await (await frame()).locator("#filter").inputValue();
    assert.equal(value, "deployer");
  });

  it("writes down what is shown, in a format that a person chooses", async () => {
    const page = await frame();
    await page.locator("#filter").fill("deployer");
    await page.locator("button", { hasText: "Export" }).click();
    const list = workbench().page.locator(".quick-input-list .label-name");
    await list.getByText("Text", { exact: true }).click();
    await list.getByText("Open in an editor").click();
    const lines = workbench().page.locator(".editor-group-container.active .view-line");
    await lines.filter({ hasText: "deployer@staging" }).waitFor();
    const text = (await lines.allTextContents()).map(line => line.replaceAll("\u00a0", " "));
    assert.deepEqual(
      [
        text.some(line => /^CERTIFICATE +EXPIRES +RESIDUAL TIME/.test(line)),
        text.some(line => /operator/.test(line)),
      ],
      [true, false],
    );
    await workbench().runCommand("View: Revert and Close Editor");
    await workbench().page.locator(".tab", { hasText: "Expiration Report" }).click();
    await rows();
  });

  it("shows that a certificate outlives its CA", async () => {
    const folder = join(workbench().session.sample.folder, "outlives");
    const days = (count: number) => new Date(Date.now() + count * 86_400_000);
    const validity = { notBefore: days(-30), notAfter: days(60) };
    const issuer = await makeCa({ cn: "short-lived", seed: "short", ...validity });
    const leaf = await makeCertificate({
      cn: "long",
      issuer,
      seed: "long",
      ...validity,
      notAfter: days(200),
    });
    mkdirSync(folder);
    writeFileSync(join(folder, "ca.crt"), issuer.pem);
    writeFileSync(join(folder, "long.crt"), leaf.pem);
    await workbench().runCommand("Kubeconfig: Refresh");
    const page = await frame();
    await page.locator("#filter").fill("outlives");
    const row = page.locator(".line", { hasText: "long.crt" });
    await row.locator(".bar.beyond").waitFor();
    assert.match(
      (await row.locator(".timeline .spoken").textContent()) ?? "",
      /Its CA ca\.crt ends \S+ \S+ UTC\. It outlives its CA and stops working with it\.$/,
    );
    assert.match((await row.locator(".findings").getAttribute("title")) ?? "", /CA/);
    await workbench().screenshot("report-outlives", false);
  });

  it("follows a new file, and stays quick with thousands of rows", async () => {
    const hour = 3_600;
    const now = Math.floor(Date.now() / 1000);
    const users = Array.from({ length: 3_000 }, (_, at) => {
      const token = makeJwt({ sub: `bot-${at}`, exp: now + (at + 1) * hour });
      return `- name: bot-${at}\n  user: {token: ${token}}`;
    });
    const text = `apiVersion: v1\nkind: Config\nclusters: []\ncontexts: []\nusers:\n${users.join("\n")}\n`;
    writeFileSync(join(workbench().session.sample.folder, "bots.kubeconfig"), text, { mode: 0o600 });
    const page = await frame();
    await page.locator("#filter").fill("");
    await page.locator(".status", { hasText: /^30\d\d rows$/ }).waitFor({ timeout: patience(30_000) });
    const scroll = await page.evaluate(async () => {
      const grid = document.querySelector(".grid");
      if (grid === null) return Number.POSITIVE_INFINITY;
      const times: number[] = [];
      for (let step = 0; step < 31; step++) {
        grid.scrollTop = (grid.scrollHeight / 31) * step;
        const started = performance.now();
        grid.dispatchEvent(new Event("scroll"));
        times.push(performance.now() - started);
        await new Promise(requestAnimationFrame);
      }
      return times.sort((a, b) => a - b)[15] ?? Number.POSITIVE_INFINITY;
    });
    const drawn = await page.locator(".body .line").count();
    console.log(
      `      3,000 rows: ${drawn} lines in the page, ${scroll.toFixed(1)} ms to draw after a scroll`,
    );
    assert.ok(drawn < 100 && scroll < 50, `${drawn} lines, ${scroll} ms`);
    await workbench().screenshot("report-thousands", false);
  });

  it("shows a certificate file in full", async () => {
    await workbench().runCommand("View: Close All Editors");
    await workbench().page.keyboard.press("ControlOrMeta+P");
    await workbench().page.keyboard.type("kubernetes/pki/apiserver.crt");
    await workbench()
      .page.locator(".quick-input-list .label-name", { hasText: "apiserver.crt" })
      .first()
      .click();
    await workbench().page.locator('.tab.active[data-resource-name="apiserver.crt"]').waitFor();
    const page = await frame();
    await page.locator("h1", { hasText: "kube-apiserver" }).waitFor();
    const headings = await page.locator("h2").allTextContents();
    assert.deepEqual(headings, ["Data", "Public key", "X509v3 extensions", "Signature", "Fingerprint"]);
    await workbench().screenshot("certificate-dark", false);
  });

  it("logs no error", () => assert.deepEqual(workbench().errors, []));
});
