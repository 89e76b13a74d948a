import * as vscode from "vscode";
import type { ClusterClient, SigningRequest, UserInfo, WaitOutcome } from "../../cluster/index.ts";
import type { Minted } from "../../core/x509/mint/leaf.ts";
import { answerOf } from "../cluster/clusters.ts";
import type { PendingRequest, PendingSecret } from "../cluster/pending-requests.ts";
import { textOf } from "../convert.ts";
import { HumanError } from "../errors.ts";
import { showMinted } from "../mint/make.ts";
import type { Editing, Requesting } from "../services.ts";
import { Cancelled } from "../wizard/cancelled.ts";
import { type NextStep, undoStep } from "../writing/outcome.ts";
import { askWhatNext } from "./ask-next.ts";
import { reachGoal } from "./goal.ts";

/** A pending request is cleared away by the cluster after a day. Milliseconds. */
const PATIENCE = 24 * 3_600_000;
/** A signer that runs takes a second. Milliseconds. */
const UNSIGNED = 20_000;

type All = Editing & Requesting;

/**
 * See a request through: approve it where one may and wants to, wait, look at what was issued, put it where it goes, try it, and
 * delete the request. Whoever leaves on the way finds the request and its key again.
 */
export async function follow(
  services: All,
  title: string,
  record: PendingRequest,
  client: ClusterClient,
): Promise<void> {
  const { clusters, pending } = services;
  const { reasonOf, judgeIssued } = await clusters.module();
  const secret = await pending.secretOf(record);
  if (secret === undefined) {
    await pending.forget(record);
    throw new HumanError(
      vscode.l10n.t("The key of the request {0} is lost. Make a new request.", record.name),
    );
  }
  for (;;) {
    const outcome = await waitFor(services, record, secret, client);
    if (outcome.kind === "issued") {
      const asked = { ...secret, until: record.until };
      const judged = judgeIssued(outcome.certificatePem, asked);
      if (!judged.ok) throw new HumanError(textOf(judged.reason));
      const { request } = outcome;
      await finish(services, title, { record, request, secret, minted: judged.value, client });
      return;
    }
    const reason = textOf(reasonOf(outcome, record.name));
    if (outcome.kind !== "waiting") {
      await pending.forget(record);
      throw new HumanError(reason);
    }
    await goOnOrLeave(services, record, { request: outcome.request, client, reason });
  }
}

/** @throws Cancelled where the person leaves it for later */
async function waitFor(
  services: All,
  record: PendingRequest,
  { requestPem }: PendingSecret,
  client: ClusterClient,
): Promise<WaitOutcome> {
  const { ask, clusters, platform } = services;
  const { readRequest, waitForRequest, decide } = await clusters.module();
  const found = await ask.busy(vscode.l10n.t("Looking at the request {0}", record.name), signal =>
    readRequest(client, record.name, signal),
  );
  if (!found.ok && found.code === "not-found") return { kind: "gone" };
  const request = answerOf(found);
  if (!isOurs(request, record, requestPem)) return { kind: "replaced" };
  if (request.state === "pending") {
    const next = await askWhatNext(services, record, client);
    if (next === "approve") {
      answerOf(
        await ask.busy(vscode.l10n.t("Approving the request"), signal =>
          decide(client, request, "Approved", platform.now(), signal),
        ),
      );
    }
  }
  try {
    return answerOf(
      await ask.busy(vscode.l10n.t("Waiting for the certificate of {0}", record.user), signal =>
        waitForRequest(client, request, { signal, patienceMs: PATIENCE, unsignedMs: UNSIGNED }),
      ),
    );
  } catch (error) {
    if (error instanceof Cancelled || error instanceof vscode.CancellationError) tellLater(services, record);
    throw error;
  }
}

/** A request whose making was not answered is known by what it asks with. */
function isOurs(request: SigningRequest, { uid }: PendingRequest, requestPem: string): boolean {
  return uid === "" ? request.pem.trim() === requestPem.trim() : request.uid === uid;
}

interface Waiting {
  readonly request: SigningRequest;
  readonly client: ClusterClient;
  /** Why there is no certificate yet. */
  readonly reason: string;
}

async function goOnOrLeave(
  services: All,
  record: PendingRequest,
  { request, client, reason }: Waiting,
): Promise<void> {
  const wait = vscode.l10n.t("Keep Waiting");
  const withdraw = vscode.l10n.t("Withdraw Request");
  const taken = await services.ask.tell("warning", reason, [wait, withdraw]);
  if (taken === wait) return;
  if (taken === withdraw) {
    const { clusters, pending, ask } = services;
    const { deleteRequest } = await clusters.module();
    const deleted = await ask.busy(vscode.l10n.t("Deleting the request"), signal =>
      deleteRequest(client, request, signal),
    );
    if (!deleted.ok && deleted.code !== "not-found") answerOf(deleted);
    await pending.forget(record);
  }
  throw new Cancelled();
}

function tellLater({ ask }: All, { name }: PendingRequest): void {
  const text = vscode.l10n.t(
    "The request {0} stays in the cluster, and its key is kept here. Go on with it by the command Resume Certificate Request.",
    name,
  );
  void ask.tell("information", text, []);
}

interface Issued {
  readonly record: PendingRequest;
  readonly request: SigningRequest;
  readonly secret: PendingSecret;
  readonly minted: Minted;
  readonly client: ClusterClient;
}

async function finish(services: All, title: string, issued: Issued): Promise<void> {
  const { record, secret, minted } = issued;
  const { place, undo } = await reachGoal(minted, secret.goal, title, services);
  await services.pending.forget(record);
  const { seen, warnings } = await confirmAndClear(services, issued);
  const steps: readonly NextStep[] = undo ? [undoStep(undo)] : [];
  await showMinted(
    services,
    { ...minted, place, warnings },
    (name, where, until) =>
      seen === undefined
        ? vscode.l10n.t("{0} has a certificate of the cluster in {1}, valid {2}.", name, where, until)
        : vscode.l10n.t(
            "{0} has a certificate of the cluster in {1}, valid {2}. The API server knows it as {3}.",
            name,
            where,
            until,
            [seen.username, ...seen.groups.filter(group => group !== "system:authenticated")].join(", "),
          ),
    steps,
  );
}

/** Try the new certificate at the API server, and take the request away. Neither undoes what is done. */
async function confirmAndClear(
  { clusters, ask }: All,
  { request, minted, client }: Issued,
): Promise<{ readonly seen?: UserInfo; readonly warnings: readonly string[] }> {
  const { whoAmI, withCertificate, deleteRequest } = await clusters.module();
  const as = withCertificate(client.connection, { certificate: minted.certificatePem, key: minted.keyPem });
  return ask.busy(vscode.l10n.t("Trying the new certificate"), async signal => {
    const who = await whoAmI(await clusters.clientOf(as, ask), signal);
    const warnings: string[] = [];
    if (!who.ok) warnings.push(vscode.l10n.t("The API server does not take it yet: {0}", textOf(who.reason)));
    const deleted = await deleteRequest(client, request, signal);
    if (!deleted.ok && deleted.code !== "not-found") {
      warnings.push(
        vscode.l10n.t("The request {0} stays in the cluster: {1}", request.name, textOf(deleted.reason)),
      );
    }
    return { ...(who.ok && { seen: who.value }), warnings };
  });
}
