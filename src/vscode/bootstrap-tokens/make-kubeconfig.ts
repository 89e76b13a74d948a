import * as vscode from "vscode";
import type { BootstrapToken, ClusterClient } from "../../cluster/index.ts";
import { answerOf, type ContextOf } from "../cluster/clusters.ts";
import { textOf } from "../convert.ts";
import { HumanError } from "../errors.ts";
import { clusterOf } from "../mint/clusters.ts";
import { deliverEntries } from "../mint/delivery/deliver.ts";
import { askEntryDestination } from "../mint/delivery/destination.ts";
import { destinationFacts } from "../mint/delivery/destination-facts.ts";
import type { Editing, Reaching } from "../services.ts";
import { interviewThen } from "../wizard/interview.ts";
import { summarize } from "../wizard/summary.ts";
import { shortPath } from "../world/paths.ts";
import { showOutcome, undoStep } from "../writing/outcome.ts";

/** Put a bootstrap token into a kubeconfig, and ask the server whom it takes it for. */
export async function makeKubeconfig(
  services: Editing & Reaching,
  title: string,
  by: ContextOf,
  client: ClusterClient,
  { id, usages }: BootstrapToken,
): Promise<void> {
  const { ask, changes, clusters, platform } = services;
  const cluster = clusterOf(by);
  if (cluster === undefined)
    throw new HumanError(vscode.l10n.t("The context {0} has no cluster.", by.context));
  if (!usages.includes("authentication")) {
    throw new HumanError(
      vscode.l10n.t("The bootstrap token {0} is not for authentication, so nobody can log in with it.", id),
    );
  }
  const { readBootstrapToken, whoAmI, withToken } = await clusters.module();
  const { done } = await interviewThen(
    ask,
    async each => {
      const destination = await askEntryDestination(each, services, {
        title,
        prompt: vscode.l10n.t("Where does the token go?"),
        name: `bootstrap-${id}`,
        of: { kind: "cluster", cluster },
      });
      await summarize(each, title, vscode.l10n.t("Make the kubeconfig"), [
        { label: vscode.l10n.t("Token"), value: id },
        ...destinationFacts(destination, services),
      ]);
      const show = destination.kind === "kubeconfig" && (await changes.askToShow(each, title));
      return { destination, show };
    },
    async delivery => {
      const token = await ask.busy(vscode.l10n.t("Reading the bootstrap token..."), async signal =>
        answerOf(await readBootstrapToken(client, id, signal)),
      );
      return { token, ...(await deliverEntries({ kind: "token", token }, delivery, title, services)) };
    },
  );
  const { token, place, undo } = done;
  const seen = await ask.busy(vscode.l10n.t("Trying the new token..."), async signal =>
    whoAmI(await clusters.clientOf(withToken(client.connection, token), ask), signal),
  );
  const made = vscode.l10n.t("{0} has a token in {1}.", `bootstrap-${id}`, shortPath(place, platform));
  await showOutcome(services, {
    text: seen.ok ? `${made} ${vscode.l10n.t("The API server knows it as {0}.", seen.value.username)}` : made,
    place,
    warnings: seen.ok ? [] : [vscode.l10n.t("It was not confirmed: {0}", textOf(seen.reason))],
    next: undo ? [undoStep(undo)] : [],
  });
}
