import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import type { Browser, ConsoleMessage, Locator, Page } from "playwright-core";
import { launchBrowser } from "../../scripts/host/chromium.ts";
import { type Session, startSession } from "../../scripts/host/session.ts";
import type { Release } from "../../scripts/host/vscode.ts";
import { cache, root } from "../../scripts/root.ts";
import { patience } from "../support/pace.ts";
import { placeInLine } from "./place.ts";

export type Theme = "light" | "dark" | "high contrast" | "high contrast light";

export interface WorkbenchOptions {
  readonly theme?: Theme;
  readonly release?: Release;
  /** Run the extension's browser entry in the web worker host. */
  readonly web?: boolean;
  /** A packed extension to install, instead of running the one under development. */
  readonly vsix?: string;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
  /** In CSS pixels; screenshots have twice as many. */
  readonly size?: { readonly width: number; readonly height: number };
}

/** By what VS Code calls a theme in its list, and the class that the window then has. */
const themes: Readonly<Record<Theme, { readonly name: string; readonly mark: string }>> = {
  light: { name: "Light Modern", mark: "vs" },
  dark: { name: "Dark Modern", mark: "vs-dark" },
  "high contrast": { name: "Dark High Contrast", mark: "hc-black" },
  "high contrast light": { name: "Light High Contrast", mark: "hc-light" },
};

/** What would differ between pictures, or distract in them, is off. */
const forPictures = {
  "editor.minimap.enabled": false,
  "window.commandCenter": false,
  "workbench.layoutControl.enabled": false,
  "editor.cursorBlinking": "solid",
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.editor.useModal": "off",
};

const QUICK_INPUT = ".quick-input-widget:visible input.input";
/** Rows are used again, and keep the texts of earlier lists where they do not show them. */
const QUICK_ROWS = ".quick-input-list .label-name:visible";

/** Drives a VS Code workbench on the sample workspace as a person would. */
export class Workbench {
  readonly page: Page;
  readonly session: Session;
  readonly #browser: Browser;
  readonly #folder: string;
  readonly #errors: string[] = [];

  private constructor(page: Page, session: Session, browser: Browser, folder: string) {
    this.page = page;
    this.session = session;
    this.#browser = browser;
    this.#folder = folder;
    page.on("console", message => this.#note(message));
    page.on("pageerror", error => this.#errors.push(error.message));
  }

  /** Start a server and open its workbench; resolves when the explorer shows the workspace. */
  static async open(options: WorkbenchOptions = {}): Promise<Workbench> {
    mkdirSync(cache, { recursive: true });
    const folder = mkdtempSync(join(cache, "e2e-"));
    const { theme = "dark", release = "newest", web = false, settings, env = {}, size, vsix } = options;
    const session = await startSession({
      release,
      folder,
      web,
      env,
      ...(vsix === undefined ? {} : { vsix }),
      settings: { "workbench.colorTheme": `Default ${themes[theme].name}`, ...forPictures, ...settings },
    });
    const browser = await launchBrowser().catch(async error => {
      await session.server.stop();
      throw error;
    });
    const viewport = size ?? { width: 1200, height: 760 };
    const page = await browser.newPage({ viewport, deviceScaleFactor: 2 });
    page.setDefaultTimeout(patience(30_000));
    const workbench = new Workbench(page, session, browser, folder);
    await page.goto(session.url());
    await page
      .locator(".explorer-folders-view .monaco-list-row")
      .first()
      .waitFor({ timeout: patience(60_000) });
    return workbench;
  }

  /** Errors of the page, and of the extension host where they name the extension, so far. */
  get errors(): readonly string[] {
    return this.#errors;
  }

  /** Open a file of the workspace in the editor, at a line (1 is the first) when given. */
  async openFile(path: string, line?: number): Promise<void> {
    const name = path.slice(path.lastIndexOf("/") + 1);
    await this.#pick("ControlOrMeta+P", line === undefined ? path : `${path}:${line}`, name);
    await this.page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor();
    await this.page.locator(".editor-group-container.active .view-line").first().waitFor();
  }

  /** What "Show Running Extensions" says of this one: `Activation: 12ms`. */
  async activation(): Promise<string> {
    await this.runCommand("Developer: Show Running Extensions");
    const editor = this.page.locator(".runtime-extensions-editor");
    const row = editor.locator(".extension", { hasText: /kubeconfig.inspector/i });
    return (await row.locator(".activation-time").textContent()) ?? "";
  }

  /** Run a command of the palette by its title, `Category: Title`. */
  async runCommand(title: string): Promise<void> {
    await this.#pick("F1", `>${title}`, title);
  }

  /** Show a view: its container in the activity bar if that is not open, then the pane if it is collapsed. */
  async focusView(name: string, container = "Kubeconfig"): Promise<void> {
    const icon = this.page.locator(`.activitybar .action-item:has(a[aria-label^="${container}"])`);
    const open = await icon.evaluate(each => each.classList.contains("checked"));
    if (!open) await icon.click();
    const header = this.view(name).locator(".pane-header");
    await header.waitFor();
    if ((await header.getAttribute("aria-expanded")) === "false") await header.click();
  }

  /** A view's pane, from its header down. */
  view(name: string): Locator {
    return this.page.locator(".pane", { has: this.page.locator(`.pane-header[aria-label^="${name}"]`) });
  }

  /** Make the sidebar as wide as given, in CSS pixels, by its edge. */
  async resizeSidebar(width: number): Promise<void> {
    const box = await this.page.locator(".part.sidebar").boundingBox();
    if (box === null) throw new Error("The sidebar is hidden");
    const [x, y] = [box.x + box.width, box.y + box.height / 2];
    await this.page.mouse.move(x, y);
    await this.page.mouse.down();
    await this.page.mouse.move(x + width - box.width, y, { steps: 5 });
    await this.page.mouse.up();
  }

  /** Open a node of a tree view by its twistie, if it is closed, and wait for what is below it. */
  async expand(view: string, label: string, child: string): Promise<void> {
    const row = this.view(view).locator(`.monaco-list-row[aria-label^="${label}"]`).first();
    if ((await row.getAttribute("aria-expanded")) !== "true") await row.locator(".monaco-tl-twistie").click();
    await this.view(view).locator(`.monaco-list-row[aria-label^="${child}"]`).first().waitFor();
  }

  /** What the visible rows of a tree view say, top down, a space between label and description. */
  async rows(view: string): Promise<string[]> {
    const rows = this.view(view).locator(".monaco-list-row");
    await rows.first().waitFor();
    return rows.evaluateAll(all =>
      all.map(row => {
        const parts = row.querySelectorAll(".label-name, .label-description");
        return [...parts].map(part => part.textContent ?? "").join(" ");
      }),
    );
  }

  /**
   * Point at a text that is visible in the active editor, its first place, and return what the hover says. Lines
   * move while lenses appear, so it points again where no hover comes.
   */
  async hover(text: string): Promise<string> {
    const lines = this.page.locator(".editor-group-container.active .view-line");
    const line = lines.filter({ hasText: text }).first();
    const hover = this.page.locator(".monaco-hover:visible .hover-contents");
    for (let attempts = 5; attempts > 0; attempts--) {
      const place = await line.evaluate(placeInLine, text);
      await this.page.mouse.move(place.x - 3, place.y, { steps: 2 });
      await this.page.mouse.move(place.x, place.y, { steps: 4 });
      await hover
        .first()
        .waitFor({ timeout: patience(2000) })
        .catch(() => undefined);
      if (await hover.first().isVisible()) return (await hover.allInnerTexts()).join("\n");
      await this.page.mouse.move(0, 0);
    }
    throw new Error(`No hover came at ${text}`);
  }

  /** Show the Problems panel with those of one file; the panel was hidden. @param name the file's */
  async showProblems(name: string): Promise<void> {
    await this.runCommand("View: Toggle Problems");
    const panel = this.page.locator(".part.panel");
    await panel.locator("input.input").first().fill(`**/${name}`);
    await panel.getByText(/^Showing \d+ of \d+$/).waitFor();
  }

  /** Move the mouse to where nothing answers to it. */
  async restMouse(): Promise<void> {
    const { width = 0, height = 0 } = this.page.viewportSize() ?? {};
    const hover = this.page.locator(".monaco-hover:visible").first();
    // One that came while the window was busy stays until the mouse moves again.
    for (let attempt = 0; attempt < 20; attempt++) {
      await this.page.mouse.move(width * 0.7, height * 0.5);
      await this.page.mouse.move(width * 0.6, height - 5);
      const isGone = await hover.waitFor({ state: "hidden", timeout: 2000 }).then(
        () => true,
        () => false,
      );
      if (isGone) return;
      await this.page.keyboard.press("Escape");
    }
    throw new Error("A hover stays");
  }

  /** Change the colour theme and wait until it shows. */
  async setTheme(theme: Theme): Promise<void> {
    await this.runCommand("Preferences: Color Theme");
    const { name, mark } = themes[theme];
    await this.#take(name, name);
    await this.page.locator(`.monaco-workbench.${mark}`).waitFor();
  }

  /**
   * Save a picture of the window, and return where: `docs/images/NAME.png` when the run renews the pictures
   * of the documents (`npm run test:e2e -- --images`), else a folder out of git.
   * @param documented false for a picture that is only to be looked at
   */
  async screenshot(name: string, documented = true): Promise<string> {
    const renew = documented && process.env["E2E_IMAGES"] === "1";
    const folder = renew ? join(root, "docs", "images") : join(cache, "screenshots");
    mkdirSync(folder, { recursive: true });
    const path = join(folder, `${name}.png`);
    writeFileSync(path, await this.page.screenshot({ animations: "disabled", caret: "hide" }));
    return relative(root, path);
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await this.session.server.stop();
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 3 });
  }

  /**
   * Open a list by its key and take the entry that reads exactly `entry`. A list that opens while the window still
   * learns of extensions and files may lack it and is not completed later, and the window may take the focus from
   * it: as a person would, open it again.
   */
  async #pick(key: string, text: string, entry: string): Promise<void> {
    const shown: string[] = [];
    for (let attempts = 5; attempts > 0; attempts--) {
      await this.page.keyboard.press(key);
      const taken = await this.#take(text, entry, 8000).then(
        () => true,
        () => false,
      );
      if (taken) return;
      shown.push((await this.page.locator(QUICK_ROWS).allTextContents()).join(", ") || "nothing");
      await this.page.keyboard.press("Escape");
      await this.page.locator(QUICK_INPUT).waitFor({ state: "detached" });
    }
    throw new Error(`${entry} was not in the list, which showed ${shown.join("; then ")}`);
  }

  /** Type into the open list and take the entry that reads exactly `entry`. */
  async #take(text: string, entry: string, timeout = patience(30_000)): Promise<void> {
    await this.page.locator(QUICK_INPUT).fill(text, { timeout });
    await this.page.locator(QUICK_ROWS).getByText(entry, { exact: true }).first().click({ timeout });
  }

  #note(message: ConsoleMessage): void {
    const text = message.text();
    if (message.type() === "error" && text.includes("kubeconfig-inspector")) this.#errors.push(text);
  }
}
