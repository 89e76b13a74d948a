import * as vscode from "vscode";
import type { ClusterClient } from "../../cluster/index.ts";
import { givenLifetime } from "../../core/tokens/lifetime.ts";
import { answerOf } from "../cluster/clusters.ts";
import { chooseContext } from "../entries/choose.ts";
import { HumanError } from "../errors.ts";
import { clusterOf } from "../mint/clusters.ts";
import { type Delivery, type DeliveryResult, deliverEntries } from "../mint/delivery/deliver.ts";
import { askEntryDestination } from "../mint/delivery/destination.ts";
import { contextOf, destinationFacts, serverOf } from "../mint/delivery/destination-facts.ts";
import type { EntryDestination } from "../mint/delivery/wish.ts";
import { proposeRbac } from "../mint/rbac/propose.ts";
import type { Editing, Granting } from "../services.ts";
import { type Interview, interviewThen } from "../wizard/interview.ts";
import { summarize } from "../wizard/summary.ts";
import { shortPath } from "../world/paths.ts";
import type { UndoableChange } from "../writing/all-or-none.ts";
import { showOutcome, undoStep } from "../writing/outcome.ts";
import { rolledBack } from "../writing/undo.ts";
import { askAccount, type ChosenAccount } from "./ask-account.ts";
import { askToken, type TokenSource, tokenFacts } from "./ask-token.ts";
import { confirmedText, endText } from "./outcome.ts";

type All = Editing & Granting;

interface Order extends Delivery<EntryDestination> {
  readonly client: ClusterClient;
  readonly account: ChosenAccount;
  readonly source: TokenSource;
}

interface Done extends DeliveryResult {
  /** Secret. */
  readonly token: string;
}

/** From "I need a kubeconfig for this program" to a working file with a token of a service account. @param argument what a menu hands over */
export async function serviceAccountKubeconfig(services: All, argument?: unknown): Promise<void> {
  const title = vscode.l10n.t("Kubeconfig for a Service Account");
  const { wish, done } = await interviewThen(
    services.ask,
    each => askOrder(each, title, argument, services),
    order => carryOut(order, title, services),
  );
  const { account, client, destination, source } = wish;
  const { place, token, undo } = done;
  const { clusters, ask, platform } = services;
  const { whoAmI, withToken } = await clusters.module();
  const seen = await ask.busy(vscode.l10n.t("Trying the new token..."), async signal =>
    whoAmI(await clusters.clientOf(withToken(client.connection, token), ask), signal),
  );
  const asked = source.kind === "request" ? source.expirationSeconds : 0;
  const confirmed = confirmedText(seen, source);
  const made = vscode.l10n.t("{0} has a token in {1}.", account.name, shortPath(place, platform));
  const user = `system:serviceaccount:${account.namespace}:${account.name}`;
  const groups = ["system:serviceaccounts", `system:serviceaccounts:${account.namespace}`];
  await showOutcome(services, {
    text: [made, endText(givenLifetime(token, asked), source), ...(seen.ok ? [confirmed] : [])].join(" "),
    place,
    warnings: seen.ok ? [] : [confirmed],
    next: [
      {
        label: vscode.l10n.t("RBAC..."),
        run: () =>
          proposeRbac(services, {
            identity: { user, groups },
            namespace: account.namespace,
            ...serverOf(destination),
            ...contextOf(destination),
          }),
      },
      ...(undo ? [undoStep(undo)] : []),
    ],
  });
}

async function askOrder(each: Interview, title: string, argument: unknown, services: All): Promise<Order> {
  const { clusters, changes, platform, ask } = services;
  const prompt = vscode.l10n.t("Which context leads to the cluster of the service account?");
  const { group, entry } = await chooseContext(each, title, prompt, argument, services);
  const by = { group, context: entry.name };
  const module = await clusters.module();
  const client = await clusters.client(by, ask);
  const cluster = clusterOf(by);
  if (cluster === undefined)
    throw new HumanError(vscode.l10n.t("The context {0} has no cluster.", entry.name));
  const wish = { title, client, module };
  const account = await askAccount(each, wish);
  const source = await askToken(each, wish, account, platform.now());
  const destination = await askEntryDestination(each, services, {
    title,
    prompt: vscode.l10n.t("Where does the token go?"),
    name: account.name,
    of: { kind: "cluster", cluster },
  });
  const action = account.isNew
    ? vscode.l10n.t("Make the service account and its kubeconfig")
    : vscode.l10n.t("Make the kubeconfig");
  await summarize(each, title, action, [
    { label: vscode.l10n.t("By the context"), value: entry.name, question: "context" },
    { label: vscode.l10n.t("API server"), value: client.connection.endpoint.shown, question: "context" },
    { label: vscode.l10n.t("Namespace"), value: account.namespace, question: "namespace" },
    {
      label: vscode.l10n.t("Service account"),
      value: account.isNew ? vscode.l10n.t("{0}, which is made in the cluster", account.name) : account.name,
      question: "account",
    },
    ...tokenFacts(source),
    ...destinationFacts(destination, services),
  ]);
  const show = destination.kind === "kubeconfig" && (await changes.askToShow(each, title));
  return { client, account, source, destination, namespace: account.namespace, show };
}

/** Make the account where it is new, get the token, and put it where it shall go. Nothing stays where one of them fails. */
async function carryOut(
  { client, account, source, destination, show }: Order,
  title: string,
  services: All,
): Promise<Done> {
  const { ask, clusters } = services;
  const { createServiceAccount, deleteServiceAccount, readTokenSecret, requestToken } =
    await clusters.module();
  const { namespace, name, isNew } = account;
  const made: UndoableChange[] = [];
  // Not cut short: nobody would know whether the account was made.
  const create = async () => {
    const created = answerOf(await createServiceAccount(client, account));
    const takeBack = async () => void answerOf(await deleteServiceAccount(client, created));
    made.push({ place: vscode.l10n.t("the service account {0} in {1}", name, namespace), takeBack });
  };
  let creating: Promise<void> = Promise.resolve();
  try {
    const token = await ask.busy(vscode.l10n.t("Asking for the token..."), async signal => {
      if (isNew) creating = create();
      await creating;
      return answerOf(
        source.kind === "secret"
          ? await readTokenSecret(client, { namespace, name: source.name }, signal)
          : await requestToken(client, account, source, signal),
      );
    });
    const delivery = { destination, namespace, show };
    const { place, undo = [] } = await deliverEntries({ kind: "token", token }, delivery, title, services);
    return { place, token, undo: [...made, ...undo] };
  } catch (error) {
    await creating.catch(() => undefined);
    throw await rolledBack(error, made);
  }
}
