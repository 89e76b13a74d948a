import * as vscode from "vscode";
import { type Lifetime, lasting, lifetimeOf } from "../../core/x509/assess.ts";
import { formatName } from "../../core/x509/name.ts";
import type { Certificate } from "../../core/x509/types.ts";
import { HumanError } from "../errors.ts";
import type { Editing, Issuing, Known } from "../services.ts";
import { type Interview, interviewThen } from "../wizard/interview.ts";
import { summarize } from "../wizard/summary.ts";
import { shortPath } from "../world/paths.ts";
import { mintWorld, signing } from "../world/signing.ts";
import type { OnPlatform } from "../writing/files.ts";
import { showOutcome, undoStep } from "../writing/outcome.ts";
import { Authorities, type AuthorityWish, type LocalCa } from "./authority.ts";
import { confirmRenewal } from "./confirm-renewal.ts";
import { isInKubeconfig, type Renewed, replaceAll } from "./delivery/replace.ts";
import { caText } from "./facts.ts";
import { orRefuse } from "./make.ts";
import { askLifetime, endText } from "./questions.ts";
import { issuedAt, placeOf, type RenewTarget, renewTargets, targetOptions } from "./targets.ts";
import { nameOf } from "./words.ts";

/** How soon is soon. Milliseconds. */
const SOON = 30 * 24 * 60 * 60 * 1000;

interface Order {
  readonly target: RenewTarget;
  readonly ca: LocalCa;
  readonly lifetime: Lifetime;
}

/** With the CA that signed it. */
interface RenewedBy extends Renewed {
  readonly signer: LocalCa;
}

/** Renew every client certificate that has expired or does within 30 days, but for those that a person leaves out. */
export async function renewExpiring(services: Editing & Issuing): Promise<void> {
  const { ask, platform } = services;
  const title = vscode.l10n.t("Renew Expiring Certificates");
  const soon = platform.now() + SOON;
  const targets = renewTargets(services).filter(({ certificate: { notAfter = 0 } }) => notAfter < soon);
  if (targets.length === 0) {
    throw new HumanError(vscode.l10n.t("No client certificate expires within 30 days."));
  }
  const authorities = new Map<string, Authorities>();
  const { wish, done } = await interviewThen(
    ask,
    async each => {
      const orders = await askOrders(each, title, targets, authorities, services);
      const isShown = isInKubeconfig(orders.map(({ target }) => target));
      return { orders, show: isShown && (await services.changes.askToShow(each, title)) };
    },
    async ({ orders, show }) => {
      const busy =
        orders.length === 1
          ? vscode.l10n.t("Renewing the certificate")
          : vscode.l10n.t("Renewing {0} certificates", orders.length);
      const renewed = await ask.busy(busy, () => renewAll(orders, services));
      return { undo: await replaceAll(renewed, title, services, show), renewed };
    },
  );
  const [first] = wish.orders;
  if (first === undefined) return;
  const warnings = await services.ledger.record(
    done.renewed.map(({ target, minted: { certificate }, signer }) => ({
      certificate,
      ca: signer,
      issuance: "renewed",
      ...issuedAt(target),
    })),
  );
  const places = new Set(wish.orders.map(({ target }) => shortPath(placeOf(target), platform)));
  const shown = [...places].join(", ");
  const count = wish.orders.length;
  await showOutcome(services, {
    text:
      count === 1
        ? vscode.l10n.t("1 certificate is renewed: {0}.", shown)
        : vscode.l10n.t("{0} certificates are renewed: {1}.", count, shown),
    place: placeOf(first.target),
    next: [undoStep(done.undo)],
    warnings,
  });
}

async function renewAll(orders: readonly Order[], { platform }: OnPlatform): Promise<readonly RenewedBy[]> {
  const { renewCertificate } = await signing();
  const renewed: RenewedBy[] = [];
  for (const { target, ca, lifetime } of orders) {
    const minted = orRefuse(
      await renewCertificate(target.certificate, { lifetime }, ca, mintWorld(platform)),
    );
    renewed.push({ target, minted, signer: ca });
  }
  return renewed;
}

async function askOrders(
  each: Interview,
  title: string,
  targets: readonly RenewTarget[],
  authorities: Map<string, Authorities>,
  services: Known,
): Promise<readonly Order[]> {
  const chosen = await each.chooseMany({
    id: "targets",
    title,
    prompt: vscode.l10n.t("Which certificates do you want to renew?"),
    options: targetOptions(targets, services),
  });
  if (chosen.length === 0) return each.refuse("targets", vscode.l10n.t("Choose at least one certificate."));
  const signers = new Map<string, LocalCa>();
  for (const { certificate } of chosen) {
    const issuer = issuerOf(certificate);
    if (signers.has(issuer)) continue;
    const old = chosen.map(target => target.certificate).filter(other => issuerOf(other) === issuer);
    const wish = authorityWish(old, title, targets);
    const known = authorities.get(wish.prompt) ?? new Authorities(services, wish);
    authorities.set(wish.prompt, known);
    const ca = await known.ask(each);
    signers.set(issuer, ca);
    await confirmRenewal(each, title, ca, old);
  }
  const now = services.platform.now();
  const sameAsBefore = await each.choose({
    id: "lifetimes",
    title,
    prompt: vscode.l10n.t("How long should the certificates be valid?"),
    options: [
      { key: "same", label: vscode.l10n.t("Each as long as before"), value: true },
      { key: "other", label: vscode.l10n.t("The same lifetime for all..."), value: false },
    ],
  });
  const lifetime = sameAsBefore
    ? undefined
    : await askLifetime(each, { title, chains: [...signers.values()].map(ca => ca.chain), now });
  const orders = chosen.flatMap((target): readonly Order[] => {
    const ca = signers.get(issuerOf(target.certificate));
    const own = lifetime ?? lifetimeOf(target.certificate) ?? lasting(1, "y");
    return ca === undefined ? [] : [{ target, ca, lifetime: own }];
  });
  await summarize(
    each,
    title,
    orders.length === 1
      ? vscode.l10n.t("Renew 1 certificate")
      : vscode.l10n.t("Renew {0} certificates", orders.length),
    orders.map(({ target, ca, lifetime: own }) => ({
      label: nameOf(target.certificate),
      value: vscode.l10n.t(
        "{0}, {1}, signed by {2}",
        shortPath(placeOf(target), services.platform),
        endText(own, { authorities: ca.chain, now }),
        caText(ca),
      ),
      question: "targets",
    })),
  );
  return orders;
}

/** Which CA has signed a certificate, as far as it says: clusters of kubeadm all have a CA of the same name. */
function issuerOf({ issuer, authorityKeyId }: Certificate): string {
  return `${formatName(issuer)} ${authorityKeyId ?? ""}`;
}

/** How many names a prompt has room for. */
const SOME = 4;

/** @param old what one CA has signed: at least one */
function authorityWish(
  old: readonly Certificate[],
  title: string,
  targets: readonly RenewTarget[],
): AuthorityWish {
  const [signed] = old;
  const names = [...new Set(old.map(nameOf))];
  const shown = names.slice(0, SOME).join(", ");
  return {
    title,
    prompt:
      names.length > SOME
        ? vscode.l10n.t("Which CA renews {0} and {1} others?", shown, names.length - SOME)
        : vscode.l10n.t("Which CA renews {0}?", shown),
    ...(signed && { signed, prefix: prefixFor(signed, targets) }),
  };
}

/** Names the questions about a CA: `CN=kubernetes `, and `CN=kubernetes 2 ` for another one of the same name. */
function prefixFor(signed: Certificate, targets: readonly RenewTarget[]): string {
  const name = formatName(signed.issuer);
  const namesakes = targets
    .map(({ certificate }) => certificate)
    .filter(({ issuer }) => formatName(issuer) === name);
  const place = [...new Set(namesakes.map(issuerOf))].indexOf(issuerOf(signed));
  return place < 1 ? `${name} ` : `${name} ${place + 1} `;
}
