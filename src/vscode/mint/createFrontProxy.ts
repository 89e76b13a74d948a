import * as vscode from "vscode";
import { judgeIdentity } from "../../core/x509/assess.ts";
import type { Services } from "../commands/services.ts";
import { shortPath } from "../paths.ts";
import { interview } from "../wizard/interview.ts";
import { Authorities } from "./authority.ts";
import { createFileSet, fileFact, placeIn } from "./fileSet.ts";
import { orRefuse, showOutcome } from "./outcome.ts";
import { askFileNames } from "./places.ts";
import { askKeyType, askLifetime, endText } from "./questions.ts";
import { summarize } from "./summary.ts";
import { keyName, nameOf, remarkOf, until } from "./words.ts";
import { mintWorld, signing } from "./world.ts";

/** The certificate that the API server shows to extension API servers. */
export async function createFrontProxy(services: Services): Promise<void> {
  const { ask, platform } = services;
  const title = vscode.l10n.t("Create Front-Proxy Client Certificate");
  const prompt = vscode.l10n.t(
    "Which CA signs the certificate? Take that of the front proxy, never that of users.",
  );
  const authorities = new Authorities(services, { title, prompt });
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
    const lifetime = await askLifetime(each, { title, authorities: signer.chain, now });
    const keyType = await askKeyType(each, title);
    const chosen = await askFileNames(each, services, title, commonName, ["key", "crt"]);
    const good = endText(lifetime, { authorities: signer.chain, now });
    await summarize(each, title, vscode.l10n.t("Mint the certificate"), [
      { label: vscode.l10n.t("CA"), value: nameOf(signer.certificate), question: "ca" },
      { label: vscode.l10n.t("Front proxy"), value: commonName, question: "proxy" },
      { label: vscode.l10n.t("Valid"), value: good, question: "lifetime" },
      { label: vscode.l10n.t("Key"), value: keyName(keyType), question: "key" },
      fileFact(chosen, ["key", "crt"], services),
    ]);
    return { request: { commonName, lifetime, keyType }, ca: signer, files: chosen };
  });
  const minted = await ask.busy(vscode.l10n.t("Minting the certificate"), async () => {
    const { mintFrontProxyClient } = await signing();
    return orRefuse(await mintFrontProxyClient(request, ca, mintWorld(platform)));
  });
  await createFileSet(files, { key: minted.keyPem, crt: minted.certificatePem }, services);
  const { certificate } = minted;
  const place = placeIn(files, "crt");
  await showOutcome(services, {
    text: vscode.l10n.t(
      "The front proxy {0} has a certificate in {1}, good {2}.",
      nameOf(certificate),
      shortPath(place, platform),
      until(certificate),
    ),
    place,
  });
}
