import { strict as assert } from "node:assert";
import type { Locator } from "playwright-core";
import { patience } from "../support/pace.ts";
import type { Workbench } from "./workbench.ts";

const WIDGET = ".quick-input-widget:visible";
const TITLE = `${WIDGET} .quick-input-title`;

/** What is asked, and the option to pick or the text to answer with. */
export type Step = readonly [asked: string, act: "pick" | "answer", text: string];

/** The steps of minting a user up to where the certificate goes. */
export function identitySteps(user: string, groups: string, lifetime: string, key: string): readonly Step[] {
  return [
    ["Which CA signs the certificate?", "pick", "kubernetes/pki/ca.crt"],
    ["User name", "answer", user],
    ["Groups", "answer", groups],
    ["UID", "answer", ""],
    ["How long", "pick", lifetime],
    ["Which kind of key", "pick", key],
  ];
}

/** Answers the extension's wizards in a workbench as a person would. */
export class Wizard {
  readonly #workbench: () => Workbench;

  constructor(workbench: () => Workbench) {
    this.#workbench = workbench;
  }

  get widget(): Locator {
    return this.#workbench().page.locator(WIDGET);
  }

  get input(): Locator {
    return this.widget.locator("input.input").first();
  }

  /** Wait until the wizard asks this, at this step: in its field, under it, or in its list. */
  async asked(text: string, step: number): Promise<void> {
    const { page } = this.#workbench();
    const found = page.waitForFunction(isAsked, { text, mark: `(${step})` });
    await found.catch(async () =>
      assert.fail(`not asked ${text} at step ${step}, but ${await this.#shown()}`),
    );
  }

  async #shown(): Promise<string> {
    const texts = await this.widget.allInnerTexts();
    return texts.join(" ") || "nothing";
  }

  /** Take the first option that shows a text. Rows keep texts of earlier lists that they do not show. */
  async pick(text: string): Promise<void> {
    const shown = this.widget.locator(".monaco-list-row").getByText(text).filter({ visible: true });
    await shown.first().click();
  }

  async answer(text: string): Promise<void> {
    await this.input.fill(text);
    await this.#workbench().page.keyboard.press("Enter");
  }

  /** Answer one question after another. @param first the number of the first step */
  async walk(first: number, steps: readonly Step[]): Promise<void> {
    for (const [index, [text, act, given]] of steps.entries()) {
      await this.asked(text, first + index);
      await this[act](given);
    }
  }

  async back(): Promise<void> {
    await this.widget.locator(".codicon-quick-input-back").first().click();
  }

  /** Wait for VS Code's own dialog for files. */
  async dialog(title: string): Promise<Locator> {
    const shown = this.#workbench().page.locator(TITLE).getByText(title, { exact: true });
    await shown.waitFor();
    return shown;
  }

  /**
   * Answer a dialog for files with a path. It writes its own path over what is typed while it opens, and takes no
   * answer while it looks at a folder, so it is answered until it is gone.
   * @param seen what its list shows by then
   */
  async choosePath(title: string, path: string, seen: string): Promise<void> {
    const shown = await this.dialog(title);
    const row = this.widget.locator(".monaco-list-row", { hasText: seen }).first();
    for (let attempts = 8; attempts > 0 && (await shown.isVisible()); attempts--) {
      await this.input.fill(path);
      const isListed = await row.waitFor({ timeout: patience(3000) }).then(
        () => true,
        () => false,
      );
      if (!isListed || (await this.input.inputValue()) !== path) continue;
      await this.input.press("Enter");
      await shown.waitFor({ state: "hidden", timeout: patience(3000) }).catch(() => undefined);
    }
    await shown.waitFor({ state: "hidden" });
  }

  /** Answer a modal dialog. */
  async modal(text: string, button: string): Promise<void> {
    const box = this.#workbench().page.locator(".monaco-dialog-box", { hasText: text });
    await box.locator(".monaco-button", { hasText: button }).click();
    await box.waitFor({ state: "detached" });
  }
}

/** Runs in the page. */
function isAsked({ text, mark }: { readonly text: string; readonly mark: string }): boolean {
  for (const widget of document.querySelectorAll<HTMLElement>(".quick-input-widget")) {
    const title = widget.querySelector(".quick-input-title")?.textContent ?? "";
    const placeholder = widget.querySelector("input.input")?.getAttribute("placeholder") ?? "";
    const isShown = widget.offsetParent !== null || widget.style.display !== "none";
    if (isShown && title.endsWith(mark) && `${placeholder} ${widget.textContent}`.includes(text)) return true;
  }
  return false;
}
