import * as vscode from "vscode";
import { type MakePlan, rewriteOf, textAfter } from "../core/edits/rewrite.ts";
import type { KubeconfigFile } from "../core/kubeconfig/model.ts";
import type { Platform } from "../core/ports.ts";
import { textOf } from "./convert.ts";
import { HumanError } from "./errors.ts";
import { type Landed, land, takeBack } from "./landing.ts";
import { Preview, type Rewriting } from "./preview/preview.ts";
import type { Settings } from "./settings.ts";
import type { Ask } from "./wizard/ask.ts";
import { Cancelled } from "./wizard/cancelled.ts";

/** Makes a change undone. @throws HumanError where a file has changed since */
export type Undo = () => Promise<void>;

export interface ChangeOptions {
  /** A change that says all about itself in its name: shown before only where the setting is `always`. */
  readonly small?: boolean;
}

/** Makes changes of kubeconfigs: shown before where that is wanted, then applied. Every command writes here. */
export class Changes implements vscode.Disposable {
  readonly #platform: Platform;
  readonly #settings: Settings;
  readonly #preview: Preview;

  constructor(platform: Platform, settings: Settings) {
    this.#platform = platform;
    this.#settings = settings;
    this.#preview = new Preview(platform);
  }

  dispose(): void {
    this.#preview.dispose();
  }

  /**
   * Change files of one configuration as a plan says; it is made anew from what stands in each file by then.
   * Where one of them cannot be changed, those before it are given back what they were.
   * @throws HumanError with the reason when it cannot be done, Cancelled when it is not wanted
   */
  async apply(
    ask: Ask,
    title: string,
    files: readonly KubeconfigFile[],
    plan: MakePlan,
    { small = false }: ChangeOptions = {},
  ): Promise<Undo> {
    const wanted = rewritings(files, plan);
    if (wanted.length === 0) return async () => undefined;
    if (await this.#isToBeShown(ask, title, small)) await this.#preview.confirm(ask, title, wanted);
    const landed: Landed[] = [];
    const undo: Undo = async () => {
      for (const each of landed) await takeBack(each, this.#platform, ask);
    };
    try {
      for (const { uri } of wanted) {
        landed.unshift(await land(uri, rewriteOf(files, uri.toString(), plan), this.#platform, ask));
      }
    } catch (error) {
      await undo();
      throw error;
    }
    return undo;
  }

  async #isToBeShown(ask: Ask, title: string, small: boolean): Promise<boolean> {
    const wish = this.#settings.preview;
    if (wish !== "ask" || small) return wish === "always";
    const outcome = await ask.question(
      {
        id: "apply",
        kind: "choice",
        title,
        prompt: vscode.l10n.t("Is the change to be shown before it is made?"),
        options: [
          { key: "apply", label: `$(check) ${vscode.l10n.t("Make the change")}` },
          { key: "show", label: `$(diff) ${vscode.l10n.t("Show it first")}` },
        ],
      },
      { step: 0, canGoBack: false },
    );
    if (outcome.kind !== "answer") throw new Cancelled();
    return outcome.value === "show";
  }
}

/** What the plan makes of the files as they were last seen. @throws HumanError where it is refused */
function rewritings(files: readonly KubeconfigFile[], plan: MakePlan): readonly Rewriting[] {
  const made = plan(files);
  if (!made.ok) throw new HumanError(textOf(made.reason));
  return files.flatMap(file => {
    const after = textAfter(file, made);
    if (!after.ok) throw new HumanError(textOf(after.reason));
    const { id, text } = file.source;
    return after.text === text ? [] : [{ uri: vscode.Uri.parse(id, true), before: text, after: after.text }];
  });
}
