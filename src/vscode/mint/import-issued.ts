import * as vscode from "vscode";
import { lenientUtf8Text } from "../../core/bytes/bytes.ts";
import { issuedIn } from "../../core/manifests/issued.ts";
import { readObjectsSteps } from "../../core/manifests/objects.ts";
import { atOnce } from "../../core/steps.ts";
import { identityOf } from "../../core/x509/assess.ts";
import { decodeCertificates } from "../../core/x509/certificates.ts";
import { checkKeyPair } from "../../core/x509/key-pair.ts";
import type { Minted } from "../../core/x509/mint/leaf.ts";
import { encodePem } from "../../core/x509/pem.ts";
import { textOf } from "../convert.ts";
import { HumanError } from "../errors.ts";
import type { Editing } from "../services.ts";
import { type Interview, interviewThen } from "../wizard/interview.ts";
import { summarize } from "../wizard/summary.ts";
import { shortPath, usualFolder } from "../world/paths.ts";
import { folderOf, isTaken, readBytes } from "../writing/files.ts";
import { undoStep } from "../writing/outcome.ts";
import { type Delivery, deliver } from "./delivery/deliver.ts";
import { askDestination } from "./delivery/destination.ts";
import { destinationFacts } from "./delivery/destination-facts.ts";
import { identityFacts } from "./facts.ts";
import { showMinted } from "./make.ts";
import { until } from "./words.ts";

interface Import extends Delivery {
  readonly issued: Minted;
}

/** A certificate that somebody issued for a request of ours, and its key, into a kubeconfig. */
export async function importIssued(services: Editing): Promise<void> {
  const title = vscode.l10n.t("Import Issued Certificate");
  const { wish, done } = await interviewThen(
    services.ask,
    each => askImport(each, title, services),
    order => deliver(order.issued, order, title, services),
  );
  const { issued } = wish;
  await showMinted(
    services,
    { certificate: issued.certificate, notes: [], place: done.place, warnings: [] },
    (...made) => vscode.l10n.t("The certificate of {0} is in {1}, valid {2}.", ...made),
    done.undo ? [undoStep(done.undo)] : [],
  );
}

async function askImport(each: Interview, title: string, services: Editing): Promise<Import> {
  const file = await askFile(
    each,
    title,
    "issued-certificate",
    services,
    vscode.l10n.t("Choose the issued certificate"),
  );
  const certificatePem = await certificateIn(file, services);
  const beside = file.with({ path: file.path.replace(/(?:\.csr)?\.[^./]+$/, ".key") });
  const keyFile =
    beside.path !== file.path && (await isTaken(beside, services.platform))
      ? beside
      : await askFile(
          each,
          title,
          "issued-key",
          services,
          vscode.l10n.t("Choose its private key"),
          folderOf(file),
        );
  const issued = await pairOf(certificatePem, keyFile, services);
  const identity = identityOf(issued.certificate.subject);
  const destination = await askDestination(each, services, {
    title,
    prompt: vscode.l10n.t("Where do the certificate and its key go?"),
    name: identity.user,
    of: { kind: "ca", ca: { chain: [] } },
  });
  await summarize(each, title, vscode.l10n.t("Import the certificate"), [
    ...identityFacts(identity).map(({ label, value }) => ({ label, value })),
    { label: vscode.l10n.t("Valid"), value: until(issued.certificate) },
    { label: vscode.l10n.t("Private key"), value: shortPath(keyFile, services.platform) },
    ...destinationFacts(destination, services),
  ]);
  const isChange = destination.kind === "kubeconfig";
  const show = isChange && (await services.changes.askToShow(each, title));
  return { issued, destination, show };
}

async function askFile(
  each: Interview,
  title: string,
  id: string,
  { platform }: Editing,
  label: string,
  start = usualFolder(platform),
): Promise<vscode.Uri> {
  const chosen = await each.file({
    id,
    title: `${title}: ${label}`,
    what: "open",
    label: vscode.l10n.t("Choose"),
    start: start.toString(),
  });
  return vscode.Uri.parse(chosen, true);
}

/** The certificates of a file: PEM, or what `kubectl get csr -o yaml` prints of a request that was issued. */
async function certificateIn(file: vscode.Uri, { platform }: Editing): Promise<string> {
  const text = lenientUtf8Text(await readBytes(file, platform));
  const pem = decodeCertificates(text).entries.length > 0 ? text : issuedPem(text, file.toString());
  if (pem !== undefined) return pem;
  throw new HumanError(
    vscode.l10n.t(
      "{0} holds no certificate. For a request of a cluster, save what kubectl get csr NAME -o yaml prints once it is issued.",
      shortPath(file, platform),
    ),
  );
}

function issuedPem(text: string, source: string): string | undefined {
  for (const object of atOnce(readObjectsSteps(text))) {
    const certificates = issuedIn(object, source)?.file.certificates ?? [];
    const pems = certificates.flatMap(item =>
      item.ok ? [encodePem("CERTIFICATE", item.certificate.der)] : [],
    );
    if (pems.length > 0) return pems.join("");
  }
  return undefined;
}

async function pairOf(certificatePem: string, keyFile: vscode.Uri, { platform }: Editing): Promise<Minted> {
  const keyPem = lenientUtf8Text(await readBytes(keyFile, platform));
  const leaf = decodeCertificates(certificatePem).entries[0]?.certificate;
  const verdict = checkKeyPair(certificatePem, keyPem, { exact: true });
  if (!verdict.ok) {
    throw new HumanError(
      vscode.l10n.t(
        "The key in {0} does not belong to the certificate: {1}",
        shortPath(keyFile, platform),
        textOf(verdict.message),
      ),
    );
  }
  if (leaf?.ok !== true) throw new HumanError(vscode.l10n.t("The certificate cannot be read."));
  return { certificate: leaf.value, certificatePem, keyPem, notes: [] };
}
