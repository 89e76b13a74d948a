import * as vscode from "vscode";
import {
  judgeIdentity,
  kubernetesServiceNames,
  parseServerNames,
  type ServerName,
} from "../../core/x509/assess.ts";
import type { ServingRequest } from "../../core/x509/mint/serving.ts";
import { textOf } from "../convert.ts";
import type { Issuing } from "../services.ts";
import { type Interview, interview } from "../wizard/interview.ts";
import { remarkOf } from "../wizard/remarks.ts";
import { type Fact, summarize } from "../wizard/summary.ts";
import { createPair, type FileSet, fileFact } from "../writing/file-set.ts";
import type { OnPlatform } from "../writing/files.ts";
import { askFileNames } from "../writing/new-place.ts";
import { Authorities, type LocalCa } from "./authority.ts";
import { caFact, keyFact, validFact } from "./facts.ts";
import { make, recordIssue, showMinted } from "./make.ts";
import { askKeyType, askLifetime } from "./questions.ts";

interface Order {
  readonly request: ServingRequest;
  readonly ca: LocalCa;
  readonly files: FileSet;
}

/** A key and a certificate for a server, with the names that clients call it by: what make-ca-cert.sh did. */
export async function createServing(services: Issuing): Promise<void> {
  const title = vscode.l10n.t("Create Serving Certificate");
  const prompt = vscode.l10n.t("Which CA signs the certificate? Clients must trust it.");
  const authorities = new Authorities(services, { title, prompt });
  const { request, ca, files } = await interview(services.ask, each =>
    askOrder(each, title, authorities, services),
  );
  const minted = await make(services, vscode.l10n.t("Minting the certificate"), (signing, world) =>
    signing.mintServingCertificate(request, ca, world),
  );
  const place = await createPair(files, minted, services);
  const recorded = await recordIssue(services, minted, { ca, place, issuance: "minted" });
  await showMinted(services, recorded, (...made) =>
    vscode.l10n.t("The server {0} has a certificate in {1}, valid {2}.", ...made),
  );
}

async function askOrder(
  each: Interview,
  title: string,
  authorities: Authorities,
  services: OnPlatform,
): Promise<Order> {
  const ca = await authorities.ask(each);
  const commonName = await each.type({
    id: "server",
    title,
    prompt: vscode.l10n.t("Name of the server (CN). Clients look at the names of the next steps instead."),
    value: "kube-apiserver",
    check: user => remarkOf(judgeIdentity({ user, groups: [] })),
  });
  const own = await each.choose({
    id: "names-kubernetes",
    title,
    prompt: vscode.l10n.t("Is it the API server, which pods call by its service?"),
    options: [
      {
        key: "service",
        label: vscode.l10n.t("With the names of the API server's service"),
        description: kubernetesServiceNames()
          .map(({ value }) => value)
          .join(", "),
        value: kubernetesServiceNames(),
      },
      { key: "none", label: vscode.l10n.t("Only the names that I type"), value: [] },
    ],
  });
  const typed = await each.type({
    id: "names",
    title,
    prompt: vscode.l10n.t("Further names and addresses that clients call it by, separated by commas"),
    placeholder: "IP:10.96.0.1, IP:192.0.2.10, DNS:api.example.com",
    check: text => problemOf(text, own),
  });
  const names = [...own, ...namesOf(typed)];
  const now = services.platform.now();
  const lifetime = await askLifetime(each, { title, chains: [ca.chain], now });
  const keyType = await askKeyType(each, title);
  const files = await askFileNames(each, services, title, commonName, ["key", "crt"]);
  await summarize(each, title, vscode.l10n.t("Mint the certificate"), [
    caFact(ca),
    { label: vscode.l10n.t("Server"), value: commonName, question: "server" },
    ...nameFacts(own, namesOf(typed)),
    validFact(lifetime, { authorities: ca.chain, now }),
    keyFact(keyType),
    fileFact(files, ["key", "crt"], services),
  ]);
  return { request: { commonName, names, lifetime, keyType }, ca, files };
}

/** What was typed has a line of its own: the names of the service alone fill one. */
function nameFacts(own: readonly ServerName[], typed: readonly ServerName[]): readonly Fact[] {
  const text = (names: readonly ServerName[]) => names.map(({ value }) => value).join(", ");
  return [
    ...(own.length > 0
      ? [{ label: vscode.l10n.t("Service"), value: text(own), question: "names-kubernetes" }]
      : []),
    { label: vscode.l10n.t("Names"), value: text(typed) || vscode.l10n.t("none"), question: "names" },
  ];
}

function namesOf(text: string): readonly ServerName[] {
  const parsed = parseServerNames(text);
  return parsed.ok ? parsed.value : [];
}

/** Nothing need be typed where there are names already. */
function problemOf(text: string, own: readonly ServerName[]) {
  if (text.trim() === "" && own.length > 0) return undefined;
  const parsed = parseServerNames(text);
  return parsed.ok ? undefined : ({ severity: "error", text: textOf(parsed.message) } as const);
}
