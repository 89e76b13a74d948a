import * as vscode from "vscode";
import { type Lifetime, lasting, lifetimeOf } from "../../core/x509/assess.ts";
import type { SigningCa } from "../../core/x509/mint/authority.ts";
import { formatName } from "../../core/x509/name.ts";
import type { Services } from "../commands/services.ts";
import { HumanError } from "../errors.ts";
import { shortPath } from "../paths.ts";
import { type Interview, interview } from "../wizard/interview.ts";
import { Authorities } from "./authority.ts";
import { confirmRenewal } from "./confirmRenewal.ts";
import { orRefuse, showOutcome } from "./outcome.ts";
import { askLifetime } from "./questions.ts";
import { placeOf, type Renewed, replaceAll } from "./replace.ts";
import { summarize } from "./summary.ts";
import { type RenewTarget, renewTargets } from "./targets.ts";
import { line, nameOf, until } from "./words.ts";
import { mintWorld, signing } from "./world.ts";

/** How soon is soon. Milliseconds. */
const SOON = 30 * 24 * 60 * 60 * 1000;

interface Order {
  readonly target: RenewTarget;
  readonly ca: SigningCa;
  readonly lifetime: Lifetime;
}

/** Renew every client certificate that has expired or does within 30 days, but for those that a person leaves out. */
export async function renewExpiring(services: Services): Promise<void> {
  const { ask, platform } = services;
  const title = vscode.l10n.t("Renew Expiring Certificates");
  const soon = platform.now() + SOON;
  const targets = renewTargets(services).filter(({ certificate: { notAfter = 0 } }) => notAfter < soon);
  if (targets.length === 0) {
    throw new HumanError(vscode.l10n.t("No client certificate expires within 30 days."));
  }
  const authorities = new Map<string, Authorities>();
  const orders = await interview(ask, each => askOrders(each, title, targets, authorities, services));
  const renewed = await ask.busy(vscode.l10n.t("Renewing {0} certificates", orders.length), () =>
    renewAll(orders, services),
  );
  const undo = await replaceAll(renewed, title, services);
  const [first] = renewed;
  if (first === undefined) return;
  await showOutcome(services, {
    text: vscode.l10n.t("{0} certificates are renewed.", renewed.length),
    place: placeOf(first.target),
    next: { label: vscode.l10n.t("Undo"), run: undo },
  });
}

async function renewAll(orders: readonly Order[], { platform }: Services): Promise<readonly Renewed[]> {
  const { renewCertificate } = await signing();
  const renewed: Renewed[] = [];
  for (const { target, ca, lifetime } of orders) {
    const minted = orRefuse(
      await renewCertificate(target.certificate, { lifetime }, ca, mintWorld(platform)),
    );
    renewed.push({ target, minted });
  }
  return renewed;
}

async function askOrders(
  each: Interview,
  title: string,
  targets: readonly RenewTarget[],
  authorities: Map<string, Authorities>,
  services: Services,
): Promise<readonly Order[]> {
  const chosen = await each.chooseMany({
    id: "targets",
    title,
    prompt: vscode.l10n.t("Which certificates are to be renewed?"),
    options: targets.map((value, index) => ({
      key: `${index} ${placeOf(value)}`,
      label: line(nameOf(value.certificate)),
      description: until(value.certificate),
      detail: line(shortPath(placeOf(value), services.platform)),
      value,
    })),
  });
  if (chosen.length === 0) return each.refuse("targets", vscode.l10n.t("Choose at least one certificate."));
  const signers = new Map<string, SigningCa>();
  for (const { certificate } of chosen) {
    const issuer = formatName(certificate.issuer);
    if (signers.has(issuer)) continue;
    const known =
      authorities.get(issuer) ??
      new Authorities(services, {
        title,
        prompt: vscode.l10n.t("Which CA signs what {0} has signed?", issuer),
        signed: certificate,
        prefix: `${issuer} `,
      });
    authorities.set(issuer, known);
    const ca = await known.ask(each);
    signers.set(issuer, ca);
    const old = chosen.map(target => target.certificate);
    await confirmRenewal(
      each,
      title,
      ca,
      old.filter(other => formatName(other.issuer) === issuer),
    );
  }
  const now = services.platform.now();
  const sameAsBefore = await each.choose({
    id: "lifetimes",
    title,
    prompt: vscode.l10n.t("How long are the certificates to be good?"),
    options: [
      { key: "same", label: vscode.l10n.t("Each as long as before"), value: true },
      { key: "other", label: vscode.l10n.t("All of them equally long..."), value: false },
    ],
  });
  const lifetime = sameAsBefore
    ? undefined
    : await askLifetime(each, { title, authorities: [...signers.values()].flatMap(ca => ca.chain), now });
  const orders = chosen.flatMap((target): readonly Order[] => {
    const ca = signers.get(formatName(target.certificate.issuer));
    const own = lifetime ?? lifetimeOf(target.certificate) ?? lasting(1, "y");
    return ca === undefined ? [] : [{ target, ca, lifetime: own }];
  });
  await summarize(
    each,
    title,
    vscode.l10n.t("Renew {0} certificates", orders.length),
    orders.map(({ target, ca }) => ({
      label: nameOf(target.certificate),
      value: vscode.l10n.t(
        "{0}, signed by {1}",
        shortPath(placeOf(target), services.platform),
        nameOf(ca.certificate),
      ),
      question: "targets",
    })),
  );
  return orders;
}
