import * as vscode from "vscode";
import { type KeyType, keyTypeLike, type Lifetime, lasting, lifetimeOf } from "../../core/x509/assess.ts";
import { commonName, organizations } from "../../core/x509/name.ts";
import { encodePem } from "../../core/x509/pem.ts";
import type { Certificate } from "../../core/x509/types.ts";
import type { Editing, Issuing, Known, Services } from "../services.ts";
import { type Interview, interviewThen } from "../wizard/interview.ts";
import { summarize } from "../wizard/summary.ts";
import { shortPath } from "../world/paths.ts";
import type { OnPlatform } from "../writing/files.ts";
import { undoStep } from "../writing/outcome.ts";
import { Authorities, clusterOption, type LocalCa } from "./authority.ts";
import { isVerifiedWith } from "./clusters.ts";
import { confirmRenewal } from "./confirm-renewal.ts";
import { isInKubeconfig, type Renewed, replaceAll } from "./delivery/replace.ts";
import { caFact, keyFact, validFact } from "./facts.ts";
import { make, recordIssue, showMinted } from "./make.ts";
import { askKeyType, askLifetime } from "./questions.ts";
import { issuedAt, placeOf, type RenewTarget, renewTargets, targetOptions, userOfTarget } from "./targets.ts";
import { until } from "./words.ts";

interface Order {
  readonly target: RenewTarget;
  readonly ca: LocalCa;
  readonly lifetime: Lifetime;
  readonly keyType: KeyType;
  readonly clusters: readonly string[];
  readonly show: boolean;
}

/**
 * A new key and certificate for the same subject, in the place of the old ones.
 * @param byCluster what is done where the cluster is to sign; not offered where absent
 * @param target asked for where absent
 */
export async function renewOne(
  services: Editing & Issuing,
  byCluster?: (target: RenewTarget) => Promise<void>,
  target?: RenewTarget,
): Promise<void> {
  const { ask } = services;
  const title = vscode.l10n.t("Renew Certificate");
  const authorities = new Map<Certificate, Authorities>();
  const { wish, done } = await interviewThen(
    ask,
    async each => {
      const chosen = target ?? (await askTarget(each, title, services));
      const known =
        authorities.get(chosen.certificate) ?? authorityFor(chosen, title, services, byCluster !== undefined);
      authorities.set(chosen.certificate, known);
      const ca = await known.askOrElsewhere(each);
      return ca === "elsewhere" ? { elsewhere: chosen } : askOrder(each, title, chosen, ca, services);
    },
    async order => {
      if ("elsewhere" in order) return undefined;
      const renewed = await renew(order, services);
      const undo = await replaceAll([renewed], title, services, order.show);
      return { minted: renewed.minted, undo };
    },
  );
  if ("elsewhere" in wish || done === undefined) {
    if ("elsewhere" in wish) await byCluster?.(wish.elsewhere);
    return;
  }
  const { minted, undo } = done;
  const issue = { ca: wish.ca, issuance: "renewed", ...issuedAt(wish.target) } as const;
  await showMinted(
    services,
    await recordIssue(services, minted, issue),
    (...made) => vscode.l10n.t("The certificate of {0} in {1} is renewed, valid {2}.", ...made),
    [undoStep(undo)],
  );
}

async function renew(
  { target, ca, lifetime, keyType, clusters }: Order,
  services: OnPlatform & Pick<Services, "ask">,
): Promise<Renewed> {
  const minted = await make(services, vscode.l10n.t("Renewing the certificate"), (signing, world) =>
    signing.renewCertificate(target.certificate, { lifetime, keyType }, ca, world),
  );
  const pem = encodePem("CERTIFICATE", (ca.chain.at(-1) ?? ca.certificate).der);
  return { target, minted, ...(clusters.length > 0 && { ca: { clusters, pem } }) };
}

function authorityFor(
  target: RenewTarget,
  title: string,
  services: Known,
  mayByCluster: boolean,
): Authorities {
  const { certificate: signed } = target;
  return new Authorities(services, {
    title,
    prompt: vscode.l10n.t("Which CA signs the new certificate? The API server must trust it for clients."),
    signed,
    ...(mayByCluster && userOfTarget(target) && { elsewhere: clusterOption() }),
  });
}

async function askTarget(each: Interview, title: string, services: Known): Promise<RenewTarget> {
  const targets = renewTargets(services);
  return each.choose({
    id: "target",
    title,
    prompt:
      targets.length === 0
        ? vscode.l10n.t("No kubeconfig has a client certificate.")
        : vscode.l10n.t("Which certificate do you want to renew?"),
    options: targetOptions(targets, services),
  });
}

async function askOrder(
  each: Interview,
  title: string,
  target: RenewTarget,
  ca: LocalCa,
  services: Pick<Services, "platform" | "changes">,
): Promise<Order> {
  const { certificate } = target;
  await confirmRenewal(each, title, ca, [certificate]);
  const now = services.platform.now();
  const old = lifetimeOf(certificate);
  const lifetime = await askLifetime(each, {
    title,
    chains: [ca.chain],
    now,
    first: { label: vscode.l10n.t("As long as before"), lifetime: old ?? lasting(1, "y") },
  });
  const keyType = await askKeyType(each, title, keyTypeLike(certificate.publicKey.algorithm));
  const clusters = await askClusters(each, title, target, ca);
  await summarize(each, title, vscode.l10n.t("Renew the certificate"), [
    { label: vscode.l10n.t("User"), value: commonName(certificate.subject) },
    {
      label: vscode.l10n.t("Groups"),
      value: organizations(certificate.subject).join(", ") || vscode.l10n.t("none"),
    },
    { label: vscode.l10n.t("In"), value: shortPath(placeOf(target), services.platform) },
    { label: vscode.l10n.t("So far"), value: until(certificate) },
    caFact(ca),
    validFact(lifetime, { authorities: ca.chain, now }),
    keyFact(keyType),
    ...(clusters.length > 0
      ? [{ label: vscode.l10n.t("CA of the cluster"), value: clusters.join(", "), question: "renew-ca" }]
      : []),
  ]);
  const show = isInKubeconfig([target]) && (await services.changes.askToShow(each, title));
  return { target, ca, lifetime, keyType, clusters, show };
}

/** The clusters whose CA is another one than what signs, where a person wants it to be this one. */
async function askClusters(
  each: Interview,
  title: string,
  target: RenewTarget,
  ca: LocalCa,
): Promise<readonly string[]> {
  if (target.kind !== "user") return [];
  const { analysis } = target.group;
  const stale = analysis.contexts.flatMap(({ user, cluster }) => {
    if (user.kind !== "found" || user.entry !== target.entry || cluster.kind !== "found") return [];
    const known = { group: target.group, entry: cluster.entry };
    return isVerifiedWith(known, ca) === false ? [cluster.name] : [];
  });
  const clusters = [...new Set(stale)];
  if (clusters.length === 0) return [];
  const isWanted = await each.choose({
    id: "renew-ca",
    title,
    prompt: vscode.l10n.t(
      "The cluster {0} is verified with another CA than the one that signs.",
      clusters.join(", "),
    ),
    options: [
      { key: "keep", label: vscode.l10n.t("Keep the CA of the cluster"), value: false },
      { key: "replace", label: vscode.l10n.t("Verify the cluster with this CA from now on"), value: true },
    ],
  });
  return isWanted ? clusters : [];
}
