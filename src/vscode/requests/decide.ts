import * as vscode from "vscode";
import type { ClusterClient } from "../../cluster/index.ts";
import { grantsOf } from "../../core/features/requests/grants.ts";
import type { SeenRequest } from "../../core/features/requests/model.ts";
import { decodeCertificates } from "../../core/x509/certificates.ts";
import { answerOf, type ContextOf } from "../cluster/clusters.ts";
import { textOf } from "../convert.ts";
import { HumanError } from "../errors.ts";
import { nameOf, until } from "../mint/words.ts";
import { nodeOf } from "../tree/arguments.ts";
import { Cancelled } from "../wizard/cancelled.ts";
import { type Listing, lookAtRequests } from "./list.ts";

/** A request of the view, and the way to its cluster. */
interface Chosen extends ContextOf {
  readonly seen: SeenRequest;
  readonly client: ClusterClient;
}

/** Approve or deny a request, after saying what that grants. */
export async function decideRequest(
  services: Listing,
  argument: unknown,
  verdict: "Approved" | "Denied",
): Promise<void> {
  const { ask, clusters, platform } = services;
  const chosen = await chosenBy(services, argument);
  const { seen, client } = chosen;
  const approves = verdict === "Approved";
  await confirm(services, {
    id: approves ? "approve-request" : "deny-request",
    message: approves
      ? vscode.l10n.t("Approve the request {0}?", seen.name)
      : vscode.l10n.t("Deny the request {0}?", seen.name),
    detail: approves
      ? grantsOf(seen).map(textOf).join("\n")
      : vscode.l10n.t("It cannot be approved any more then, and the cluster clears it away after an hour."),
    yes: approves ? vscode.l10n.t("Approve") : vscode.l10n.t("Deny"),
  });
  const { decide } = await clusters.module();
  answerOf(
    await ask.busy(vscode.l10n.t("Telling the cluster"), signal =>
      decide(client, seen, verdict, platform.now(), signal),
    ),
  );
  await lookAtRequests(services, chosen);
}

/** Delete a request from its cluster. What was issued for it stays good. */
export async function deleteRequestOf(services: Listing, argument: unknown): Promise<void> {
  const { ask, clusters, pending } = services;
  const chosen = await chosenBy(services, argument);
  const { seen, client } = chosen;
  await confirm(services, {
    id: "delete-request",
    message: vscode.l10n.t("Delete the request {0}?", seen.name),
    detail:
      seen.certificate === undefined
        ? vscode.l10n.t("Whoever waits for its certificate does not get one.")
        : vscode.l10n.t("The certificate that was issued stays good: nobody can revoke it."),
    yes: vscode.l10n.t("Delete"),
  });
  const { deleteRequest } = await clusters.module();
  answerOf(
    await ask.busy(vscode.l10n.t("Deleting the request"), signal => deleteRequest(client, seen, signal)),
  );
  const own = pending.all.find(({ uid }) => uid === seen.uid);
  if (own !== undefined) await pending.forget(own);
  await lookAtRequests(services, chosen);
}

/** Show the certificates that were issued for a request, as PEM in a document. */
export async function showIssued(argument: unknown): Promise<void> {
  const { certificate } = requestOf(argument).seen;
  if (certificate === undefined) throw new HumanError(vscode.l10n.t("No certificate was issued for it yet."));
  const leaf = decodeCertificates(certificate).entries[0]?.certificate;
  const head = leaf?.ok ? `# ${nameOf(leaf.value)}, ${until(leaf.value)}\n` : "";
  const document = await vscode.workspace.openTextDocument({ content: `${head}${certificate}` });
  await vscode.window.showTextDocument(document);
}

function requestOf(argument: unknown) {
  const { request } = nodeOf(argument);
  if (request !== undefined) return request;
  throw new HumanError(vscode.l10n.t("Choose a request below a context in the Kubeconfigs view first."));
}

async function chosenBy({ sources, clusters, ask }: Listing, argument: unknown): Promise<Chosen> {
  const { configuration, context, seen } = requestOf(argument);
  const group = sources.groups.find(({ id }) => id === configuration);
  if (group === undefined) throw new HumanError(vscode.l10n.t("The kubeconfig is not there any more."));
  return { group, context, seen, client: await clusters.client({ group, context }, ask) };
}

interface Doubt {
  readonly id: string;
  readonly message: string;
  readonly detail: string;
  readonly yes: string;
}

async function confirm({ ask }: Listing, doubt: Doubt): Promise<void> {
  const question = { kind: "confirm", title: doubt.message, ...doubt } as const;
  const answer = await ask.question(question, { step: 0, canGoBack: false });
  if (answer.kind !== "answer") throw new Cancelled();
}
