import * as vscode from "vscode";
import type { Plan } from "../../core/edits/plan.ts";
import { type MakePlan, rewriteOf, textAfter } from "../../core/edits/rewrite.ts";
import { addsSecret } from "../../core/edits/secrets.ts";
import type { KubeconfigFile } from "../../core/kubeconfig/model.ts";
import { say } from "../../core/message.ts";
import type { Platform } from "../../core/ports.ts";
import { textOf } from "../convert.ts";
import { HumanError } from "../errors.ts";
import type { Settings } from "../settings.ts";
import type { Ask } from "../wizard/ask.ts";
import type { Interview } from "../wizard/interview.ts";
import { shortPath } from "../world/paths.ts";
import type { UndoableChange } from "./all-or-none.ts";
import { type OpenFile, offerToRestrict } from "./permissions.ts";
import type { Diffs } from "./preview/diffs.ts";
import { confirmRewritings, type Rewriting } from "./preview/preview.ts";
import { rewriteFile, takeBack } from "./rewrite-file.ts";
import { rolledBack, type Undo } from "./undo.ts";

/** A change of the files of one configuration. The plan is made anew from what stands in each file by then. */
export interface Change {
  readonly files: readonly KubeconfigFile[];
  readonly plan: MakePlan;
}

/**
 * A plan that is about one file, refused where that is gone.
 * @param source its `id`
 * @param plan gets the file and all files of its configuration
 */
export function planFor(
  source: string,
  plan: (file: KubeconfigFile, files: readonly KubeconfigFile[]) => Plan,
): MakePlan {
  return files => {
    const file = files.find(each => each.source.id === source);
    return file === undefined
      ? { ok: false, reason: say("The file is not there any more.") }
      : plan(file, files);
  };
}

/** Makes changes of kubeconfigs: shown before where that is wanted, then applied. Every command writes here. */
export class Changes {
  readonly #platform: Platform;
  readonly #settings: Settings;
  readonly #diffs: Diffs;

  constructor(platform: Platform, settings: Settings, diffs: Diffs) {
    this.#platform = platform;
    this.#settings = settings;
    this.#diffs = diffs;
  }

  /**
   * The last question of a wizard: whether the change is to be shown before it is made. Not asked where the settings
   * say so, nor for a small change, which says all about itself in its name.
   */
  async askToShow(each: Interview, title: string, { small = false } = {}): Promise<boolean> {
    const wish = this.#settings.preview;
    if (wish !== "ask" || small) return wish === "always";
    return each.choose({
      id: "apply",
      title,
      prompt: vscode.l10n.t("Show the change before it is made?"),
      options: [
        { key: "apply", label: `$(check) ${vscode.l10n.t("Make the change")}`, value: false },
        { key: "show", label: `$(diff) ${vscode.l10n.t("Show it first")}`, value: true },
      ],
      last: true,
    });
  }

  /**
   * Make changes, all or none: where a file cannot be changed, those before it are given back what they were, and the
   * error says which.
   * @param show whether they are shown before, which may end in Cancelled or WentBack
   * @throws HumanError with the reason when it cannot be done
   */
  async apply(ask: Ask, title: string, changes: readonly Change[], show: boolean): Promise<Undo> {
    const wanted = changes.flatMap(({ files, plan }) =>
      rewritings(files, plan).map(rewriting => ({
        ...rewriting,
        rewrite: rewriteOf(files, rewriting.uri.toString(), plan),
      })),
    );
    if (wanted.length === 0) return [];
    if (show) await confirmRewritings({ ask, diffs: this.#diffs, platform: this.#platform }, title, wanted);
    await offerToRestrict(ask, title, this.#platform, openFiles(changes, wanted));
    const made: UndoableChange[] = [];
    try {
      for (const { uri, rewrite } of wanted) {
        const landed = await rewriteFile(uri, rewrite, this.#platform, ask);
        const takeBackThis = () => takeBack(landed, this.#platform, ask);
        made.push({ place: shortPath(uri, this.#platform), takeBack: takeBackThis });
      }
    } catch (error) {
      throw await rolledBack(error, made);
    }
    return made;
  }
}

/** Those of the files that are about to get a new secret, and that others can read. */
function openFiles(changes: readonly Change[], wanted: readonly Rewriting[]): readonly OpenFile[] {
  const files = changes.flatMap(change => change.files);
  return wanted.flatMap(({ uri, before, after }) => {
    if (!addsSecret(before, after)) return [];
    const mode = files.find(file => file.source.id === uri.toString())?.source.mode;
    return mode !== undefined && (mode & 0o077) !== 0 ? [{ uri, mode }] : [];
  });
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
