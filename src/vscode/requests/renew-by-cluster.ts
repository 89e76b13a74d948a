import * as vscode from "vscode";
import { refusalOfOrder } from "../../core/manifests/new-request.ts";
import { identityOf, keyTypeLike, lasting, lifetimeOf } from "../../core/x509/assess.ts";
import { textOf } from "../convert.ts";
import { chooseContext } from "../entries/choose.ts";
import { HumanError } from "../errors.ts";
import { identityFacts, keyFact } from "../mint/facts.ts";
import { askKeyType, askLifetime } from "../mint/questions.ts";
import { placeOf, type RenewTarget, userOfTarget } from "../mint/targets.ts";
import { until } from "../mint/words.ts";
import type { Editing, Requesting } from "../services.ts";
import { interview } from "../wizard/interview.ts";
import { summarize } from "../wizard/summary.ts";
import { shortPath } from "../world/paths.ts";
import { askedFact, clusterFacts } from "./facts.ts";
import { type RequestWish, request } from "./request-user.ts";

/** A new key and certificate for the same user, signed by a cluster, in the place of the old ones. */
export async function renewByCluster(services: Editing & Requesting, target: RenewTarget): Promise<void> {
  const title = vscode.l10n.t("Renew Certificate by a Cluster");
  const place = userOfTarget(target);
  if (place === undefined) throw new HumanError(vscode.l10n.t("No kubeconfig names these files."));
  const { certificate } = target;
  const wish = await interview(services.ask, async (each): Promise<RequestWish> => {
    const prompt = vscode.l10n.t("Which context asks its cluster for the new certificate?");
    const { group, entry } = await chooseContext(each, title, prompt, undefined, services);
    const by = { group, context: entry.name };
    const { endpoint } = await services.clusters.connection(by);
    const identity = identityOf(certificate.subject);
    const now = services.platform.now();
    const old = lifetimeOf(certificate) ?? lasting(1, "y");
    const first = { label: vscode.l10n.t("As long as before"), lifetime: old };
    const lifetime = await askLifetime(each, { title, chains: [[]], now, first });
    const refusal = refusalOfOrder({ identity, lifetime }, now);
    if (refusal !== undefined) throw new HumanError(textOf(refusal));
    const keyType = await askKeyType(each, title, keyTypeLike(certificate.publicKey.algorithm));
    await summarize(each, title, vscode.l10n.t("Ask the cluster for the certificate"), [
      ...clusterFacts(entry.name, endpoint),
      ...identityFacts(identity).map(({ label, value }) => ({ label, value })),
      { label: vscode.l10n.t("In"), value: shortPath(placeOf(target), services.platform) },
      { label: vscode.l10n.t("So far"), value: until(certificate) },
      askedFact(lifetime, now),
      keyFact(keyType),
    ]);
    return { by, identity, lifetime, keyType, goal: { kind: "replace", place } };
  });
  await request(services, title, wish);
}
