import type * as vscode from "vscode";
import { decodeCertificates } from "../../core/x509/certificates.ts";
import { issuedBy } from "../../core/x509/chain.ts";
import type { Certificate } from "../../core/x509/types.ts";
import { caPlaces } from "../pki/ca-places.ts";
import type { Known } from "../services.ts";
import type { OnPlatform } from "../writing/files.ts";
import { isTaken, look } from "../writing/files.ts";

/** A CA whose key lies at hand. */
export interface CaFiles {
  readonly certificate: vscode.Uri;
  readonly key: vscode.Uri;
  /** What the file says, decoded. */
  readonly decoded: Certificate;
}

/** What is known of the CA that is looked for. */
export interface CaWish {
  /** What it shall sign anew: its issuer is proposed first. */
  readonly signed?: Certificate;
  /** The CA itself, with its file where it has one. */
  readonly given?: { readonly certificate: Certificate; readonly file?: vscode.Uri };
  /** Which are proposed first where nothing else decides it. */
  readonly isLikely?: (ca: CaFiles) => boolean;
}

/**
 * The CAs that the kubeconfigs name, that kubeadm and minikube keep on this machine, and that lie in the workspace,
 * where a key lies beside the certificate.
 */
export async function caCandidates(
  services: Known,
  { signed, given, isLikely = () => false }: CaWish = {},
): Promise<readonly CaFiles[]> {
  const known = await caPlaces(services.platform, services.sources);
  const places = [
    ...new Map([...(given?.file ? [given.file] : []), ...known].map(uri => [uri.toString(), uri])).values(),
  ];
  const read = await Promise.all(places.map(uri => caAt(uri, services)));
  const candidates = read.filter(each => each !== undefined);
  return signed === undefined
    ? candidates.sort((a, b) => Number(isLikely(b)) - Number(isLikely(a)))
    : candidates.sort((a, b) => rank(signed, a) - rank(signed, b));
}

/** The issuer of a certificate first. */
function rank(signed: Certificate, { decoded }: CaFiles): number {
  const relation = issuedBy(signed, decoded);
  return relation === "by-key-id" ? 0 : relation === "by-name" ? 1 : 2;
}

async function caAt(certificate: vscode.Uri, { platform }: OnPlatform): Promise<CaFiles | undefined> {
  const read = await look(certificate, platform);
  if (read.kind !== "file") return undefined;
  const decoded = decodeCertificates(read.bytes)
    .entries.flatMap(entry => (entry.certificate.ok ? [entry.certificate.value] : []))
    .find(each => each.basicConstraints?.ca === true);
  if (decoded === undefined) return undefined;
  for (const key of keysBeside(certificate)) {
    if (await isTaken(key, platform)) return { certificate, key, decoded };
  }
  return undefined;
}

/** `ca.crt` -> `ca.key`, `ca-key.pem`. */
function keysBeside(certificate: vscode.Uri): readonly vscode.Uri[] {
  const stem = certificate.path.replace(/\.[^./]+$/, "");
  const names = [`${stem}.key`, `${stem}-key.pem`, `${stem.replace(/-?cert$/, "")}.key`];
  return [...new Set(names)].map(path => certificate.with({ path }));
}
