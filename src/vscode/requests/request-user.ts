import * as vscode from "vscode";
import { newRequest, type RequestOrder, refusalOfOrder } from "../../core/manifests/new-request.ts";
import { endOf } from "../../core/x509/assess.ts";
import type { Certificate } from "../../core/x509/types.ts";
import { answerOf, type ContextOf } from "../cluster/clusters.ts";
import type { StoredGoal } from "../cluster/pending-requests.ts";
import { textOf } from "../convert.ts";
import { chooseServer } from "../entries/choose.ts";
import { HumanError } from "../errors.ts";
import { clusterOf, type KnownCluster } from "../mint/clusters.ts";
import { askDestination } from "../mint/delivery/destination.ts";
import { destinationFacts } from "../mint/delivery/destination-facts.ts";
import { identityFacts, keyFact } from "../mint/facts.ts";
import { make } from "../mint/make.ts";
import { askIdentity, askKeyType, askLifetime } from "../mint/questions.ts";
import type { Editing, Requesting } from "../services.ts";
import { type Interview, interview } from "../wizard/interview.ts";
import { summarize } from "../wizard/summary.ts";
import { askedFact, clusterFacts } from "./facts.ts";
import { follow } from "./follow.ts";
import { storedGoal } from "./goal.ts";

/** A certificate that a cluster is to be asked for. */
export interface RequestWish extends RequestOrder {
  readonly by: ContextOf;
  readonly goal: StoredGoal;
}

/** From "I need a kubeconfig for jane" to a working file, signed by the cluster of a context. @param argument what a menu hands over */
export async function requestUser(services: Editing & Requesting, argument?: unknown): Promise<void> {
  const title = vscode.l10n.t("Mint User Certificate by a Cluster");
  const wish = await interview(services.ask, each => askWish(each, title, argument, services));
  await request(services, title, wish);
}

/** Make the key, ask the cluster, and see it through. The key is kept before the cluster hears of it. */
export async function request(
  services: Editing & Requesting,
  title: string,
  wish: RequestWish,
): Promise<void> {
  const { ask, clusters, pending, platform } = services;
  const { createRequest, neverArrived } = await clusters.module();
  const client = await clusters.client(wish.by, ask);
  const { identity, keyType, lifetime, by, goal } = wish;
  const made = await make(services, vscode.l10n.t("Making the key"), (signing, world) =>
    signing.createCsr({ ...identity, keyType }, world),
  );
  const now = platform.now();
  const id = crypto.randomUUID();
  const wanted = newRequest(wish, made.requestPem, id.slice(0, 8), now);
  const record = {
    id,
    name: wanted.name,
    uid: "",
    group: by.group.id,
    context: by.context,
    user: identity.user,
    created: now,
    until: endOf(lifetime, now),
  };
  await pending.keep(record, { requestPem: made.requestPem, keyPem: made.keyPem, goal });
  const created = await ask.busy(vscode.l10n.t("Asking the cluster for a certificate"), signal =>
    createRequest(client, wanted, signal),
  );
  // Where nobody knows whether it was made, it is looked for when it is resumed.
  if (!created.ok && neverArrived(created)) await pending.forget(record);
  const known = { ...record, uid: answerOf(created).uid };
  await pending.keep(known);
  await follow(services, title, known, client);
}

async function askWish(
  each: Interview,
  title: string,
  argument: unknown,
  services: Editing & Requesting,
): Promise<RequestWish> {
  const { clusters, platform } = services;
  const prompt = vscode.l10n.t("Which context asks its cluster for the certificate?");
  const by = await chooseServer(each, title, prompt, argument, services);
  const { remarkOnCluster } = await clusters.module();
  const { endpoint } = await clusters.connection(by);
  const remark = remarkOnCluster(endpoint);
  if (remark !== undefined) {
    await each.confirm({
      id: "cluster-remark",
      title,
      message: vscode.l10n.t("Ask this cluster all the same?"),
      detail: textOf(remark),
      yes: vscode.l10n.t("Continue"),
    });
  }
  const identity = await askIdentity(each, title);
  const now = platform.now();
  const known = clusterOf(by);
  const chain = known === undefined ? [] : authoritiesOf(known);
  const lifetime = await askLifetime(each, { title, chains: [chain], now });
  const refusal = refusalOfOrder({ identity, lifetime }, now);
  if (refusal !== undefined) throw new HumanError(textOf(refusal));
  const keyType = await askKeyType(each, title);
  const destination = await askDestination(each, services, {
    title,
    prompt: vscode.l10n.t("Where do the certificate and its key go?"),
    name: identity.user,
    of: known ? { kind: "cluster", cluster: known } : { kind: "ca", ca: { chain } },
  });
  await summarize(each, title, vscode.l10n.t("Ask the cluster for the certificate"), [
    ...clusterFacts(by.context, endpoint),
    ...identityFacts(identity),
    askedFact(lifetime, now),
    keyFact(keyType),
    ...destinationFacts(destination, services),
  ]);
  return { by, identity, lifetime, keyType, goal: storedGoal(destination) };
}

/** The CAs that the kubeconfig trusts for the server: mostly those that sign for clients as well. */
function authoritiesOf({ group, entry }: KnownCluster): readonly Certificate[] {
  const items = group.analysis.clusters.get(entry)?.ca?.content?.certificates ?? [];
  return items.flatMap(item => (item.ok ? [item.certificate] : []));
}
