import * as vscode from "vscode";
import type { ClientIdentity, Lifetime } from "../../core/x509/assess.ts";
import type { KeyType } from "../../core/x509/mint/keys.ts";
import type { Editing, Granting, Issuing, Services } from "../services.ts";
import { type Interview, interviewThen } from "../wizard/interview.ts";
import { type Fact, summarize } from "../wizard/summary.ts";
import type { OnPlatform } from "../writing/files.ts";
import { type NextStep, undoStep } from "../writing/outcome.ts";
import { Authorities, clusterOption, type LocalCa } from "./authority.ts";
import type { CaWish } from "./candidates.ts";
import { type Delivery, deliver } from "./delivery/deliver.ts";
import { askDestination } from "./delivery/destination.ts";
import { contextOf, destinationFacts, serverOf } from "./delivery/destination-facts.ts";
import { caFact, identityFacts, keyFact, validFact } from "./facts.ts";
import { make, recordIssue, showMinted } from "./make.ts";
import { askIdentity, askKeyType, askLifetime } from "./questions.ts";
import { rightsFacts } from "./rbac/facts.ts";
import { applySteps, copyStep, openManifests } from "./rbac/open.ts";
import { proposeRbac } from "./rbac/propose.ts";
import { askRights, onlyNamespace, type Rights } from "./rbac/rights.ts";

interface Order extends Delivery {
  readonly ca: LocalCa;
  readonly identity: ClientIdentity;
  readonly lifetime: Lifetime;
  readonly keyType: KeyType;
  readonly rights?: Rights;
}

/** The other way to a certificate: the cluster signs it. */
export type ByCluster = () => Promise<void>;

/**
 * From "I need a kubeconfig for jane in group dev for a week" to a working file.
 * @param byCluster what is done where the cluster is to sign; not offered where absent
 * @param given the CA that signs; asked for where absent, or where its key is not at hand
 */
export async function mintUser(
  services: Editing & Issuing & Granting,
  byCluster: ByCluster | undefined,
  given?: CaWish["given"],
): Promise<void> {
  const title = vscode.l10n.t("Mint User Certificate");
  const authorities = new Authorities(services, {
    title,
    prompt: vscode.l10n.t("Which CA signs the certificate? The API server must trust it for clients."),
    ...(given && { given }),
    ...(byCluster && {
      elsewhere: clusterOption(),
    }),
  });
  const { wish, done } = await interviewThen(
    services.ask,
    each => askOrder(each, title, authorities, services),
    async order => {
      if (order === "elsewhere") return undefined;
      const { ca, identity, lifetime, keyType } = order;
      const minted = await make(services, vscode.l10n.t("Minting the certificate"), (signing, world) =>
        signing.mintClientCertificate({ ...identity, lifetime, keyType }, ca, world),
      );
      return { ...(await deliver(minted, order, title, services)), minted };
    },
  );
  if (wish === "elsewhere" || done === undefined) return byCluster?.();
  const { place, undo, minted } = done;
  const { ca, rights, destination, identity } = wish;
  const entry = destination.kind === "files" ? {} : { entry: destination.user };
  const recorded = await recordIssue(services, minted, { ca, place, issuance: "minted", ...entry });
  const rightsSteps: readonly NextStep[] = rights
    ? [...applySteps(rights, await openManifests(rights), services), copyStep(rights)]
    : [
        {
          label: vscode.l10n.t("RBAC..."),
          run: () => proposeRbac(services, { identity, ...serverOf(destination), ...contextOf(destination) }),
        },
      ];
  const told = (...made: [name: string, place: string, until: string]) => [
    vscode.l10n.t("{0} has a certificate in {1}, valid {2}.", ...made),
    ...(rights ? [vscode.l10n.t("The manifests of the rights are in a document, not applied yet.")] : []),
  ];
  await showMinted(services, recorded, (...made) => told(...made).join(" "), [
    ...rightsSteps,
    ...(undo ? [undoStep(undo)] : []),
  ]);
}

async function askOrder(
  each: Interview,
  title: string,
  authorities: Authorities,
  services: Pick<Services, "platform" | "sources" | "changes">,
): Promise<Order | "elsewhere"> {
  const ca = await authorities.askOrElsewhere(each);
  if (ca === "elsewhere") return ca;
  const identity = await askIdentity(each, title);
  const now = services.platform.now();
  const lifetime = await askLifetime(each, { title, chains: [ca.chain], now });
  const keyType = await askKeyType(each, title);
  const destination = await askDestination(each, services, {
    title,
    prompt: vscode.l10n.t("Where do the certificate and its key go?"),
    name: identity.user,
    of: { kind: "ca", ca },
  });
  const rightsWish = { title, identity, ...serverOf(destination), isAside: true } as const;
  const rights = await askRights(each, rightsWish, services);
  const namespace = rights && onlyNamespace(rights);
  const order = {
    ...{ ca, identity, lifetime, keyType, destination },
    ...(rights && { rights }),
    ...(namespace !== undefined && { namespace }),
  };
  await summarize(each, title, vscode.l10n.t("Mint the certificate"), facts(order, services));
  const isChange = destination.kind === "kubeconfig";
  return { ...order, show: isChange && (await services.changes.askToShow(each, title)) };
}

function facts(
  { ca, identity, lifetime, keyType, destination, rights }: Omit<Order, "show">,
  services: OnPlatform,
): readonly Fact[] {
  return [
    caFact(ca),
    ...identityFacts(identity),
    validFact(lifetime, { authorities: ca.chain, now: services.platform.now() }),
    keyFact(keyType),
    ...destinationFacts(destination, services),
    ...rightsFacts(rights, destination.kind !== "files"),
  ];
}
