import * as vscode from "vscode";
import { judgeIdentity } from "../../core/x509/assess.ts";
import type { Issuing } from "../services.ts";
import { interview } from "../wizard/interview.ts";
import { remarkOf } from "../wizard/remarks.ts";
import { summarize } from "../wizard/summary.ts";
import { createPair, fileFact } from "../writing/file-set.ts";
import { askFileNames } from "../writing/new-place.ts";
import { Authorities } from "./authority.ts";
import type { CaFiles } from "./candidates.ts";
import { caFact, keyFact, validFact } from "./facts.ts";
import { make, recordIssue, showMinted } from "./make.ts";
import { askKeyType, askLifetime } from "./questions.ts";

/** What kubeadm and k3s call the files of the front proxy's CA. */
const FRONT_PROXY = /front-proxy|request-header/;

/** The certificate that the API server shows to extension API servers. */
export async function createFrontProxy(services: Issuing): Promise<void> {
  const { ask, platform } = services;
  const title = vscode.l10n.t("Create Front-Proxy Client Certificate");
  const prompt = vscode.l10n.t(
    "Which CA signs the certificate? Take that of the front proxy, never that of users.",
  );
  const isLikely = ({ certificate }: CaFiles) => FRONT_PROXY.test(certificate.path);
  const authorities = new Authorities(services, { title, prompt, isLikely });
  const { request, ca, files } = await interview(ask, async each => {
    const signer = await authorities.ask(each);
    const commonName = await each.type({
      id: "proxy",
      title,
      prompt: vscode.l10n.t("Name of the front proxy (CN), as --requestheader-allowed-names has it"),
      value: "front-proxy-client",
      check: user => remarkOf(judgeIdentity({ user, groups: [] })),
    });
    const now = platform.now();
    const lifetime = await askLifetime(each, { title, chains: [signer.chain], now });
    const keyType = await askKeyType(each, title);
    const chosen = await askFileNames(each, services, title, commonName, ["key", "crt"]);
    await summarize(each, title, vscode.l10n.t("Mint the certificate"), [
      caFact(signer),
      { label: vscode.l10n.t("Front proxy"), value: commonName, question: "proxy" },
      validFact(lifetime, { authorities: signer.chain, now }),
      keyFact(keyType),
      fileFact(chosen, ["key", "crt"], services),
    ]);
    return { request: { commonName, lifetime, keyType }, ca: signer, files: chosen };
  });
  const minted = await make(services, vscode.l10n.t("Minting the certificate"), (signing, world) =>
    signing.mintFrontProxyClient(request, ca, world),
  );
  const place = await createPair(files, minted, services);
  const recorded = await recordIssue(services, minted, { ca, place, issuance: "minted" });
  await showMinted(services, recorded, (...made) =>
    vscode.l10n.t("The front proxy {0} has a certificate in {1}, valid {2}.", ...made),
  );
}
