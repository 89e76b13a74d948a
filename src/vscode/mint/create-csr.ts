import * as vscode from "vscode";
import type { Asking } from "../services.ts";
import { interview } from "../wizard/interview.ts";
import { summarize } from "../wizard/summary.ts";
import { shortPath } from "../world/paths.ts";
import { createFileSet, fileFact, placeIn } from "../writing/file-set.ts";
import { askFileNames } from "../writing/new-place.ts";
import { showOutcome } from "../writing/outcome.ts";
import { identityFacts, keyFact } from "./facts.ts";
import { make } from "./make.ts";
import { askIdentity, askKeyType } from "./questions.ts";

/** A key, and a request that somebody else's CA signs: the key never leaves its file. */
export async function createCsr(services: Asking): Promise<void> {
  const { ask, platform } = services;
  const title = vscode.l10n.t("Create Key and CSR");
  const { request, files } = await interview(ask, async each => {
    const identity = await askIdentity(each, title);
    const keyType = await askKeyType(each, title);
    const chosen = await askFileNames(each, services, title, identity.user, ["key", "csr"]);
    await summarize(each, title, vscode.l10n.t("Make the key and the request"), [
      ...identityFacts(identity),
      keyFact(keyType),
      fileFact(chosen, ["key", "csr"], services),
    ]);
    return { request: { ...identity, keyType }, files: chosen };
  });
  const made = await make(services, vscode.l10n.t("Making the key"), (signing, world) =>
    signing.createCsr(request, world),
  );
  await createFileSet(files, { key: made.keyPem, csr: made.requestPem }, services);
  const place = placeIn(files, "csr");
  await showOutcome(services, {
    text: vscode.l10n.t(
      "The request of {0} is ready. Hand over {1}, and keep {2}.",
      request.user,
      shortPath(place, platform),
      shortPath(placeIn(files, "key"), platform),
    ),
    place,
  });
}
