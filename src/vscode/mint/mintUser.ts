import * as vscode from "vscode";
import type { ClientIdentity, Lifetime } from "../../core/x509/assess.ts";
import type { SigningCa } from "../../core/x509/mint/authority.ts";
import type { KeyType } from "../../core/x509/mint/keys.ts";
import type { Services } from "../commands/services.ts";
import { textOf } from "../convert.ts";
import { shortPath } from "../paths.ts";
import { type Interview, interviewThen } from "../wizard/interview.ts";
import { Authorities } from "./authority.ts";
import type { CaWish } from "./candidates.ts";
import { type Delivery, deliver } from "./deliver.ts";
import { askDestination } from "./destination.ts";
import { destinationFacts } from "./destinationFacts.ts";
import { orRefuse, showOutcome, undoStep } from "./outcome.ts";
import { askIdentity, askKeyType, askLifetime, endText } from "./questions.ts";
import { proposeRbac } from "./rbac.ts";
import { type Fact, summarize } from "./summary.ts";
import { keyName, nameOf, until } from "./words.ts";
import { mintWorld, signing } from "./world.ts";

interface Order extends Delivery {
  readonly ca: SigningCa;
  readonly identity: ClientIdentity;
  readonly lifetime: Lifetime;
  readonly keyType: KeyType;
}

/**
 * From "I need a kubeconfig for jane in group dev for a week" to a working file.
 * @param given the CA that signs; asked for where absent, or where its key is not at hand
 */
export async function mintUser(services: Services, given?: CaWish["given"]): Promise<void> {
  const { ask, platform } = services;
  await services.sources.ready;
  const title = vscode.l10n.t("Mint User Certificate");
  const authorities = new Authorities(services, {
    title,
    prompt: vscode.l10n.t("Which CA signs the certificate? The API server must trust it for clients."),
    ...(given && { given }),
  });
  const { wish, done } = await interviewThen(
    ask,
    each => askOrder(each, title, authorities, services),
    async order => {
      const { ca, identity, lifetime, keyType } = order;
      const minted = await ask.busy(vscode.l10n.t("Minting the certificate"), async () => {
        const { mintClientCertificate } = await signing();
        const request = { ...identity, lifetime, keyType };
        return orRefuse(await mintClientCertificate(request, ca, mintWorld(platform)));
      });
      return { ...(await deliver(minted, order, title, services)), minted };
    },
  );
  const { place, undo, minted } = done;
  await showOutcome(services, {
    text: [
      vscode.l10n.t(
        "{0} has a certificate in {1}, good {2}.",
        wish.identity.user,
        shortPath(place, platform),
        until(minted.certificate),
      ),
      ...minted.notes.map(textOf),
    ].join(" "),
    place,
    next: [
      { label: vscode.l10n.t("RBAC..."), run: () => proposeRbac(services, wish.identity) },
      ...(undo ? [undoStep(undo)] : []),
    ],
  });
}

async function askOrder(
  each: Interview,
  title: string,
  authorities: Authorities,
  services: Services,
): Promise<Order> {
  const ca = await authorities.ask(each);
  const identity = await askIdentity(each, title);
  const now = services.platform.now();
  const lifetime = await askLifetime(each, { title, authorities: ca.chain, now });
  const keyType = await askKeyType(each, title);
  const destination = await askDestination(each, services, { title, identity, ca });
  const order = { ca, identity, lifetime, keyType, destination };
  await summarize(each, title, vscode.l10n.t("Mint the certificate"), facts(order, services));
  const isChange = destination.kind === "kubeconfig";
  return { ...order, show: isChange && (await services.changes.askToShow(each, title)) };
}

function facts(
  { ca, identity, lifetime, keyType, destination }: Omit<Order, "show">,
  services: Services,
): readonly Fact[] {
  const { user, groups, uid } = identity;
  const good = endText(lifetime, { authorities: ca.chain, now: services.platform.now() });
  return [
    { label: vscode.l10n.t("CA"), value: nameOf(ca.certificate), question: "ca" },
    { label: vscode.l10n.t("User"), value: user, question: "user" },
    { label: vscode.l10n.t("Groups"), value: groups.join(", ") || vscode.l10n.t("none"), question: "groups" },
    ...(uid === undefined ? [] : [{ label: vscode.l10n.t("UID"), value: uid, question: "uid" }]),
    { label: vscode.l10n.t("Valid"), value: good, question: "lifetime" },
    { label: vscode.l10n.t("Key"), value: keyName(keyType), question: "key" },
    ...destinationFacts(destination, services),
  ];
}
