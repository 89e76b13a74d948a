import * as vscode from "vscode";
import { HumanError } from "../errors.ts";
import type { Editing, Requesting } from "../services.ts";
import { interview } from "../wizard/interview.ts";
import { follow } from "./follow.ts";

/** Go on with a request that was made before. The question is `pending`. */
export async function resumeRequest(services: Editing & Requesting, id?: unknown): Promise<void> {
  const { pending, ask, sources, clusters } = services;
  const title = vscode.l10n.t("Resume Certificate Request");
  const given = pending.all.find(each => each.id === id);
  if (pending.all.length === 0) throw new HumanError(vscode.l10n.t("No request for a certificate is open."));
  const record =
    given ??
    (await interview(ask, each =>
      each.choose({
        id: "pending",
        title,
        prompt: vscode.l10n.t("Which request do you want to go on with?"),
        options: pending.all.map(value => ({
          key: value.id,
          label: value.user,
          description: value.name,
          detail: value.context,
          value,
        })),
      }),
    ));
  const group = sources.groups.find(each => each.id === record.group);
  if (group === undefined) {
    throw new HumanError(
      vscode.l10n.t("The kubeconfig by which the cluster of {0} was reached is not there.", record.context),
    );
  }
  await follow(services, title, record, await clusters.client({ group, context: record.context }, ask));
}
