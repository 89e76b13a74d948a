import * as vscode from "vscode";
import { extensionName } from "../../core/features/details/extensions.ts";
import type { ExtendedUsage, Lifetime } from "../../core/x509/assess.ts";
import type { CsrSummary } from "../../core/x509/mint/sign-request.ts";
import { textOf } from "../convert.ts";
import type { Issuing } from "../services.ts";
import { type Interview, interview } from "../wizard/interview.ts";
import { type Fact, summarize } from "../wizard/summary.ts";
import { shortPath, usualFolder } from "../world/paths.ts";
import { signing } from "../world/signing.ts";
import type { OnPlatform } from "../writing/files.ts";
import { createFiles, folderOf, readBytes } from "../writing/files.ts";
import { askNewPlace } from "../writing/new-place.ts";
import { Authorities, type LocalCa } from "./authority.ts";
import { caFact, validFact } from "./facts.ts";
import { make, orRefuse, recordIssue, showMinted } from "./make.ts";
import { askLifetime, confirmAll } from "./questions.ts";

type Usages = readonly [ExtendedUsage, ...ExtendedUsage[]];

interface Order {
  readonly request: CsrSummary;
  readonly ca: LocalCa;
  readonly usages: Usages;
  readonly lifetime: Lifetime;
  readonly to: vscode.Uri;
}

/** Sign a request that is there: its signature is checked, and only what is safe is copied. */
export async function signCsr(services: Issuing, file?: vscode.Uri): Promise<void> {
  const { ask, platform } = services;
  const title = vscode.l10n.t("Sign CSR");
  const prompt = vscode.l10n.t("Which CA signs the request?");
  const authorities = new Authorities(services, { title, prompt });
  const order = await interview(ask, each => askOrder(each, title, authorities, services, file));
  const { request, ca, usages, lifetime, to } = order;
  const signed = await make(services, vscode.l10n.t("Signing the request"), ({ signCsr: sign }, world) =>
    sign(request, { lifetime, usages }, ca, world),
  );
  await createFiles([{ uri: to, text: signed.certificatePem }], platform);
  const recorded = await recordIssue(services, signed, { ca, place: to, issuance: "signed" });
  await showMinted(services, recorded, (...made) =>
    vscode.l10n.t("The certificate of {0} is in {1}, valid {2}.", ...made),
  );
}

async function askOrder(
  each: Interview,
  title: string,
  authorities: Authorities,
  services: OnPlatform,
  given: vscode.Uri | undefined,
): Promise<Order> {
  const { platform } = services;
  const file = given ?? (await askRequest(each, title, services));
  const { inspectCsr } = await signing();
  const inspected = await inspectCsr(await readBytes(file, platform));
  if (!inspected.ok) {
    return given === undefined ? each.refuse("csr", textOf(inspected.message)) : orRefuse(inspected);
  }
  const request = inspected.value;
  const ca = await authorities.ask(each);
  const usages = await askUsages(each, title, request);
  if (usages.includes("clientAuth")) await confirmAll(each, title, request.judgement.confirmations);
  const now = platform.now();
  const lifetime = await askLifetime(each, { title, chains: [ca.chain], now });
  const name = `${(file.path.split("/").at(-1) ?? "request").replace(/\.[^.]+$/, "")}.crt`;
  const to = await askNewPlace(each, services, {
    title,
    label: vscode.l10n.t("Put the Certificate Here"),
    start: folderOf(file),
    name,
  });
  await summarize(each, title, vscode.l10n.t("Sign the request"), [
    ...requestFacts(request, given === undefined),
    caFact(ca),
    { label: vscode.l10n.t("For"), value: usages.map(usageName).join(", "), question: "usages" },
    validFact(lifetime, { authorities: ca.chain, now }),
    { label: vscode.l10n.t("Certificate"), value: shortPath(to, platform), question: "to-place" },
  ]);
  return { request, ca, usages, lifetime, to };
}

async function askRequest(each: Interview, title: string, { platform }: OnPlatform): Promise<vscode.Uri> {
  const chosen = await each.file({
    id: "csr",
    title: `${title}: ${vscode.l10n.t("Choose the request")}`,
    what: "open",
    label: vscode.l10n.t("Choose"),
    start: usualFolder(platform).toString(),
  });
  return vscode.Uri.parse(chosen, true);
}

/** A request with names of servers is most likely for one. */
function askUsages(each: Interview, title: string, request: CsrSummary): Promise<Usages> {
  const client = {
    key: "client",
    label: vscode.l10n.t("A client: a user or a component"),
    value: ["clientAuth"] as const,
  };
  const server = { key: "server", label: vscode.l10n.t("A server"), value: ["serverAuth"] as const };
  const both = { key: "both", label: vscode.l10n.t("Both"), value: ["serverAuth", "clientAuth"] as const };
  return each.choose<Usages>({
    id: "usages",
    title,
    prompt: vscode.l10n.t("What is {0} for? The request itself does not decide this.", request.subject),
    options: request.names.length > 0 ? [server, client, both] : [client, server, both],
  });
}

/** @param isAsked whether the request was chosen in the wizard */
function requestFacts({ subject, names, dropped }: CsrSummary, isAsked: boolean): readonly Fact[] {
  const shown = names.flatMap(name => (name.type === "other" ? [] : [name.value]));
  return [
    { label: vscode.l10n.t("Subject"), value: subject, ...(isAsked && { question: "csr" }) },
    ...(shown.length > 0 ? [{ label: vscode.l10n.t("Names"), value: shown.join(", ") }] : []),
    ...(dropped.length > 0
      ? [{ label: vscode.l10n.t("Not copied"), value: dropped.map(extensionName).join(", ") }]
      : []),
  ];
}

function usageName(usage: ExtendedUsage): string {
  return usage === "clientAuth" ? vscode.l10n.t("clients") : vscode.l10n.t("servers");
}
