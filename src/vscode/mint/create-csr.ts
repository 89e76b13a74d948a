import * as vscode from "vscode";
import { newRequest, requestYaml } from "../../core/manifests/new-request.ts";
import type { ClientIdentity, KeyType, Lifetime } from "../../core/x509/assess.ts";
import type { Asking } from "../services.ts";
import { type Interview, interview } from "../wizard/interview.ts";
import { type Fact, summarize } from "../wizard/summary.ts";
import { shortPath } from "../world/paths.ts";
import { createFileSet, type FileSet, fileFact, placeIn } from "../writing/file-set.ts";
import { askFileNames } from "../writing/new-place.ts";
import { showOutcome } from "../writing/outcome.ts";
import { identityFacts, keyFact, validFact } from "./facts.ts";
import { make } from "./make.ts";
import { askIdentity, askKeyType, askLifetime } from "./questions.ts";

interface Order {
  readonly identity: ClientIdentity;
  readonly keyType: KeyType;
  readonly files: FileSet;
  /** How long a manifest asks the certificate to be good; absent where there is to be none. */
  readonly lifetime?: Lifetime;
}

/** A key, and a request that somebody else's CA or a cluster signs: the key never leaves its file. */
export async function createCsr(services: Asking): Promise<void> {
  const { ask, platform } = services;
  const title = vscode.l10n.t("Create Key and CSR");
  const order = await interview(ask, each => askOrder(each, title, services));
  const { identity, keyType, files, lifetime } = order;
  const made = await make(services, vscode.l10n.t("Making the key"), (signing, world) =>
    signing.createCsr({ ...identity, keyType }, world),
  );
  const random = crypto.randomUUID().slice(0, 8);
  const manifest =
    lifetime === undefined
      ? undefined
      : newRequest({ identity, keyType, lifetime }, made.requestPem, random, platform.now());
  await createFileSet(
    files,
    {
      key: made.keyPem,
      csr: made.requestPem,
      ...(manifest && { [MANIFEST]: requestYaml(manifest) }),
    },
    services,
  );
  const place = placeIn(files, manifest ? MANIFEST : "csr");
  const args = [
    identity.user,
    shortPath(place, platform),
    shortPath(placeIn(files, "key"), platform),
  ] as const;
  await showOutcome(services, {
    text: manifest
      ? vscode.l10n.t(
          "The request of {0} is ready. Somebody applies {1} and approves it; keep {2}, and then use Import Issued Certificate.",
          ...args,
        )
      : vscode.l10n.t("The request of {0} is ready. Hand over {1}, and keep {2}.", ...args),
    place,
  });
}

/** What the file of a manifest ends with. */
const MANIFEST = "csr.yaml";

async function askOrder(each: Interview, title: string, services: Asking): Promise<Order> {
  const now = services.platform.now();
  const identity = await askIdentity(each, title);
  const keyType = await askKeyType(each, title);
  const hasManifest = await each.choose({
    id: "manifest",
    title,
    prompt: vscode.l10n.t("Who signs the request?"),
    options: [
      {
        key: "no",
        label: vscode.l10n.t("A CA: the request alone"),
        description: vscode.l10n.t(".key and .csr"),
        value: false,
      },
      {
        key: "yes",
        label: vscode.l10n.t("A cluster: with a manifest for kubectl apply"),
        description: vscode.l10n.t("a CertificateSigningRequest as well"),
        value: true,
      },
    ],
  });
  const endings = ["key", "csr", ...(hasManifest ? [MANIFEST] : [])];
  const lifetime = hasManifest ? await askLifetime(each, { title, chains: [[]], now }) : undefined;
  const files = await askFileNames(each, services, title, identity.user, endings);
  const valid: readonly Fact[] = lifetime ? [validFact(lifetime, { authorities: [], now })] : [];
  await summarize(each, title, vscode.l10n.t("Make the key and the request"), [
    ...identityFacts(identity),
    keyFact(keyType),
    ...valid,
    fileFact(files, endings, services),
  ]);
  return { identity, keyType, files, ...(lifetime && { lifetime }) };
}
