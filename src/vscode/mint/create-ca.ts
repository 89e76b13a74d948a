import * as vscode from "vscode";
import { judgeIdentity, lasting } from "../../core/x509/assess.ts";
import type { CaRequest } from "../../core/x509/mint/ca.ts";
import type { Issuing } from "../services.ts";
import { type Interview, interview } from "../wizard/interview.ts";
import { remarkOf } from "../wizard/remarks.ts";
import { summarize } from "../wizard/summary.ts";
import { createPair, type FileSet, fileFact } from "../writing/file-set.ts";
import type { OnPlatform } from "../writing/files.ts";
import { askFileNames } from "../writing/new-place.ts";
import { Authorities, type LocalCa } from "./authority.ts";
import { caText, keyFact, validFact } from "./facts.ts";
import { make, recordIssue, showMinted } from "./make.ts";
import { askKeyType, askLifetime } from "./questions.ts";

interface Order {
  readonly request: CaRequest;
  /** What it stands below; absent for a root. */
  readonly above?: LocalCa;
  readonly files: FileSet;
}

/** A key and a CA as `kubeadm init` makes one: a root, or below another CA. */
export async function createCa(services: Issuing): Promise<void> {
  const title = vscode.l10n.t("Create CA");
  const authorities = new Authorities(services, {
    title,
    prompt: vscode.l10n.t("Which CA signs the new one?"),
  });
  const { request, above, files } = await interview(services.ask, each =>
    askOrder(each, title, authorities, services),
  );
  const minted = await make(services, vscode.l10n.t("Making the CA"), (signing, world) =>
    above ? signing.createIntermediateCa(request, above, world) : signing.createCa(request, world),
  );
  const place = await createPair(files, minted, services);
  const recorded = await recordIssue(services, minted, { ca: above, place, issuance: "ca" });
  await showMinted(services, recorded, (...made) =>
    vscode.l10n.t(
      "The CA {0} is in {1}, valid {2}. Keep its key safe: whoever has it can become anybody.",
      ...made,
    ),
  );
}

async function askOrder(
  each: Interview,
  title: string,
  authorities: Authorities,
  services: OnPlatform,
): Promise<Order> {
  const isBelow = await each.choose({
    id: "ca-kind",
    title,
    prompt: vscode.l10n.t("What kind of CA?"),
    options: [
      { key: "root", label: vscode.l10n.t("A root, which signs itself"), value: false },
      { key: "below", label: vscode.l10n.t("A CA below another one"), value: true },
    ],
  });
  const above = isBelow ? await authorities.ask(each) : undefined;
  const commonName = await each.type({
    id: "ca-name",
    title,
    prompt: vscode.l10n.t("Name of the CA (CN)"),
    value: "kubernetes",
    check: user => remarkOf(judgeIdentity({ user, groups: [] })),
  });
  const now = services.platform.now();
  const chain = above?.chain ?? [];
  const first = { label: vscode.l10n.t("10 years, as kubeadm does"), lifetime: lasting(10, "y") };
  const lifetime = await askLifetime(each, { title, chains: [chain], now, first, confirmLong: false });
  const keyType = await askKeyType(each, title);
  const files = await askFileNames(each, services, title, "ca", ["key", "crt"]);
  await summarize(each, title, vscode.l10n.t("Make the CA"), [
    { label: vscode.l10n.t("CA"), value: commonName, question: "ca-name" },
    ...(above ? [{ label: vscode.l10n.t("Below"), value: caText(above), question: "ca" }] : []),
    validFact(lifetime, { authorities: chain, now }),
    keyFact(keyType),
    fileFact(files, ["key", "crt"], services),
  ]);
  return { request: { commonName, lifetime, keyType }, files, ...(above && { above }) };
}
