import * as vscode from "vscode";
import type { Services } from "../commands/services.ts";
import { shortPath } from "../paths.ts";
import { interview } from "../wizard/interview.ts";
import { createFileSet, fileFact, placeIn } from "./fileSet.ts";
import { orRefuse, showOutcome } from "./outcome.ts";
import { askFileNames } from "./places.ts";
import { askIdentity, askKeyType } from "./questions.ts";
import { summarize } from "./summary.ts";
import { keyName } from "./words.ts";
import { mintWorld, signing } from "./world.ts";

/** A key, and a request that somebody else's CA signs: the key never leaves its file. */
export async function createCsr(services: Services): Promise<void> {
  const { ask, platform } = services;
  const title = vscode.l10n.t("Create Key and CSR");
  const { request, files } = await interview(ask, async each => {
    const identity = await askIdentity(each, title);
    const keyType = await askKeyType(each, title);
    const chosen = await askFileNames(each, services, title, identity.user, ["key", "csr"]);
    const groups = identity.groups.join(", ") || vscode.l10n.t("none");
    await summarize(each, title, vscode.l10n.t("Make the key and the request"), [
      { label: vscode.l10n.t("User"), value: identity.user, question: "user" },
      { label: vscode.l10n.t("Groups"), value: groups, question: "groups" },
      { label: vscode.l10n.t("Key"), value: keyName(keyType), question: "key" },
      fileFact(chosen, ["key", "csr"], services),
    ]);
    return { request: { ...identity, keyType }, files: chosen };
  });
  const made = await ask.busy(vscode.l10n.t("Making the key"), async () => {
    const { createCsr: create } = await signing();
    return orRefuse(await create(request, mintWorld(platform)));
  });
  await createFileSet(files, { key: made.keyPem, csr: made.requestPem }, services);
  const place = placeIn(files, "csr");
  await showOutcome(services, {
    text: vscode.l10n.t(
      "The request of {0} is made. Hand over {1}, and keep {2}.",
      request.user,
      shortPath(place, platform),
      shortPath(placeIn(files, "key"), platform),
    ),
    place,
  });
}
