import * as vscode from "vscode";
import type { Minted } from "../../core/x509/mint/leaf.ts";
import type { StoredGoal } from "../cluster/pending-requests.ts";
import { HumanError } from "../errors.ts";
import { type DeliveryResult, deliver } from "../mint/delivery/deliver.ts";
import { replaceAll } from "../mint/delivery/replace.ts";
import type { Destination } from "../mint/delivery/wish.ts";
import { placeOf, targetAt } from "../mint/targets.ts";
import type { Editing } from "../services.ts";

/** A destination as it is remembered. */
export function storedGoal(destination: Destination): StoredGoal {
  switch (destination.kind) {
    case "kubeconfig": {
      const { group, ...rest } = destination;
      return { ...rest, group: group.id };
    }
    case "new":
      return { ...destination, uri: destination.uri.toString() };
    case "files":
      return { kind: "files", folder: destination.folder.toString(), name: destination.name };
  }
}

/**
 * Put what was issued where it was meant to go.
 * @throws HumanError where that is no longer possible
 */
export async function reachGoal(
  minted: Minted,
  goal: StoredGoal,
  title: string,
  services: Editing,
): Promise<DeliveryResult> {
  if (goal.kind === "replace") {
    const target = targetAt(goal.place, services);
    const undo = await replaceAll([{ target, minted }], title, services, false);
    return { place: placeOf(target), undo };
  }
  return deliver(minted, { destination: destinationOf(goal, services), show: false }, title, services);
}

function destinationOf(
  goal: Exclude<StoredGoal, { readonly kind: "replace" }>,
  { sources }: Pick<Editing, "sources">,
): Destination {
  switch (goal.kind) {
    case "kubeconfig": {
      const group = sources.groups.find(({ id }) => id === goal.group);
      if (group !== undefined) return { ...goal, group };
      throw new HumanError(vscode.l10n.t("The kubeconfig that was to get the certificate is not there."));
    }
    case "new":
      return { ...goal, uri: vscode.Uri.parse(goal.uri, true) };
    case "files":
      return { ...goal, folder: vscode.Uri.parse(goal.folder, true) };
  }
}
