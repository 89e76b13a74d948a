import * as vscode from "vscode";
import type { AppliedObject, ClusterClient, FieldConflict } from "../../../cluster/index.ts";
import { mapText } from "../../../core/edits/index.ts";
import { type RbacObject, readRbacObjects } from "../../../core/rbac/index.ts";
import { answerOf, type ContextOf } from "../../cluster/clusters.ts";
import { HumanError } from "../../errors.ts";
import type { Granting } from "../../services.ts";
import type { UndoableChange } from "../../writing/all-or-none.ts";
import { undoStep } from "../../writing/outcome.ts";
import { rolledBack } from "../../writing/undo.ts";
import { orRefuse } from "../make.ts";
import { grantedTexts } from "./granted.ts";

export interface ApplyWish {
  /** The manifests. */
  readonly text: string;
  readonly by: ContextOf;
}

/** What is at hand while rights are applied. */
interface Applying {
  readonly services: Granting;
  readonly title: string;
  readonly client: ClusterClient;
  readonly objects: readonly RbacObject[];
}

/**
 * Apply roles and bindings by the user of a context: tried first, then what would change is shown, and nothing happens
 * without a yes. Afterwards the server is asked whether the rights are there.
 * @throws HumanError that says why it was not done
 */
export async function applyRights(services: Granting, { text, by }: ApplyWish): Promise<void> {
  const { ask, clusters, diffs } = services;
  const title = vscode.l10n.t("Apply RBAC");
  const client = await clusters.client(by, ask);
  const { context, namespace, endpoint } = client.connection;
  const objects = orRefuse(readRbacObjects(text, namespace));
  const applying = { services, title, client, objects };
  const { tried, force } = await tryAll(applying);
  const changing = tried.filter(({ change }) => change !== "unchanged");
  if (changing.length > 0) {
    const outcome = await diffs.during(changing.map(pairOf), () =>
      ask.question(
        {
          id: "rbac-apply",
          kind: "choice",
          title,
          prompt: vscode.l10n.t(
            "Nothing has been applied yet. The editor shows what the API server would make of it.",
          ),
          options: [
            {
              key: "apply",
              label: `$(check) ${vscode.l10n.t("Apply to the cluster of {0}", context)}`,
              description: endpoint.shown,
              detail: changing.map(each => changeText(each)).join(", "),
            },
            { key: "discard", label: `$(discard) ${vscode.l10n.t("Leave everything as it is")}` },
          ],
        },
        { step: 0, canGoBack: false },
      ),
    );
    if (outcome.kind !== "answer" || outcome.value !== "apply") return;
  }
  const made = changing.length === 0 ? [] : await applyAll(applying, force);
  await tell(applying, made, changing.length);
}

interface Tried {
  readonly tried: readonly AppliedObject[];
  readonly force: boolean;
}

/** A dry run of all. Where others own fields, that is said, and they are taken over on a yes alone. */
async function tryAll({ services, title, client, objects }: Applying): Promise<Tried> {
  const { ask, clusters } = services;
  const { dryRun } = await clusters.module();
  const run = (force: boolean) =>
    ask.busy(vscode.l10n.t("Trying what would change..."), signal =>
      dryRun(client, objects, { force, signal }),
    );
  const first = await run(false);
  if (!first.ok && first.conflicts !== undefined) {
    const outcome = await ask.question(
      {
        kind: "confirm",
        id: "rbac-force",
        title,
        message: vscode.l10n.t("Somebody else manages a part of this in the cluster. Take it over?"),
        detail: vscode.l10n.t(
          "{0}\n\nWhat they have set there is replaced, and they may set it again.",
          conflictText(first.conflicts),
        ),
        yes: vscode.l10n.t("Take Over"),
      },
      { step: 0, canGoBack: false },
    );
    if (outcome.kind !== "answer") throw new vscode.CancellationError();
    return { tried: answerOf(await run(true)), force: true };
  }
  return { tried: answerOf(first), force: false };
}

function conflictText(conflicts: readonly FieldConflict[]): string {
  return conflicts.map(({ manager, field }) => vscode.l10n.t("{0}, set by {1}", field, manager)).join("\n");
}

/** Those that were created can be taken back. */
async function applyAll(
  { services, client, objects }: Applying,
  force: boolean,
): Promise<readonly UndoableChange[]> {
  const { ask, clusters } = services;
  const { applyRbac, deleteApplied } = await clusters.module();
  const made: UndoableChange[] = [];
  const changed: string[] = [];
  return ask.busy(vscode.l10n.t("Applying..."), async signal => {
    try {
      for (const object of objects) {
        if (signal.aborted) throw new vscode.CancellationError();
        // Not cut short: nobody would know whether it was applied.
        const applied = answerOf(await applyRbac(client, object, { dryRun: false, force }));
        const takeBack = async () => void answerOf(await deleteApplied(client, applied));
        if (applied.change === "created") made.push({ place: placeOf(object), takeBack });
        if (applied.change === "changed") changed.push(placeOf(object));
      }
      return made;
    } catch (error) {
      const undone = await rolledBack(error, made);
      if (changed.length === 0 || !(undone instanceof Error)) throw undone;
      const stays = vscode.l10n.t("This stays changed: {0}.", changed.join(", "));
      throw undone instanceof HumanError ? new HumanError(`${undone.message} ${stays}`) : undone;
    }
  });
}

/** @param changes how many objects were created or changed */
async function tell(
  { services, client, objects }: Applying,
  made: readonly UndoableChange[],
  changes: number,
): Promise<void> {
  const { ask, clusters } = services;
  const { whatIsGranted } = await clusters.module();
  const granted = await ask.busy(
    vscode.l10n.t("Asking the API server whether the rights are there..."),
    signal =>
      whatIsGranted(client, objects, {
        signal,
        patience: 3_000,
        wait: ms => new Promise(done => setTimeout(done, ms)),
      }),
  );
  const { context } = client.connection;
  const done =
    changes === 0
      ? vscode.l10n.t("The cluster of {0} has exactly these rights already. Nothing was changed.", context)
      : vscode.l10n.t("The rights are applied to the cluster of {0}.", context);
  const { texts, isSure } = grantedTexts(granted);
  const steps = made.length === changes && changes > 0 ? [undoStep(made)] : [];
  const taken = await ask.tell(
    isSure ? "information" : "warning",
    [done, ...texts].join(" "),
    steps.map(({ label }) => label),
  );
  await steps.find(({ label }) => label === taken)?.run();
}

function pairOf({ object, before, after }: AppliedObject) {
  return {
    title: vscode.l10n.t("{0}: what will change", placeOf(object)),
    path: `/${object.kind} ${object.name}.yaml`,
    before: before === undefined ? "" : mapText(before),
    after: mapText(after),
  };
}

function changeText({ object, change }: AppliedObject): string {
  return change === "created"
    ? vscode.l10n.t("new: {0}", placeOf(object))
    : vscode.l10n.t("changed: {0}", placeOf(object));
}

function placeOf({ kind, name, namespace }: RbacObject): string {
  return namespace === undefined ? `${kind} ${name}` : vscode.l10n.t("{0} {1} in {2}", kind, name, namespace);
}
