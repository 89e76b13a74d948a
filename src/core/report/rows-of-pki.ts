import { toHex } from "../bytes/bytes.ts";
import type { Timing } from "../features/time.ts";
import type { Identity } from "../kubeconfig/facts-model.ts";
import type { Message } from "../message.ts";
import type { KubeadmDirectory, KubeadmItem, PkiFile } from "../pki/model.ts";
import { isKeyName, nameBeforeAside } from "../pki/names.ts";
import { lostMessage } from "../x509/lost-blocks.ts";
import { commonName, organizations } from "../x509/name.ts";
import type { Certificate } from "../x509/types.ts";
import { type RowDraft, rowOfCertificate, toldApart } from "./draft.ts";
import type { ReportRow } from "./model.ts";

/** The rows that kubeadm's own report has, the authorities last. */
export function rowsOfKubeadm(directory: KubeadmDirectory, timing: Timing): readonly RowDraft[] {
  return [...directory.certificates, ...directory.authorities].map(item => rowOfItem(item, timing));
}

function rowOfItem(item: KubeadmItem, timing: Timing): RowDraft {
  const { name, caName, path, span, status, externallyManaged, optional } = item;
  const kind = caName === undefined ? "ca" : name.endsWith(".conf") ? "client-certificate" : "pki-file";
  const row = {
    id: `${path}\nkubeadm\n${name}`,
    kind,
    name,
    kubeadm: true,
    contexts: [],
    file: path,
    ...(span === undefined ? {} : { span }),
    ...(caName === undefined ? {} : { caName }),
    externallyManaged,
    ...(optional ? { optional } : {}),
  } as const;
  if (status.kind === "missing") return { row: { ...row, state: "missing" } };
  if (status.kind === "broken") return { row: { ...row, state: "broken", detail: status.reason } };
  const { certificate } = status;
  const dates = rowOfCertificate(certificate, timing);
  return { row: { ...dates, ...identified(certificate), ...row, state: dates.state }, certificate };
}

/** The certificates that stand first in a file, known again by what identifies a certificate: RFC 5280 4.1.2.2. */
export function leadingCertificates(files: readonly PkiFile[]): ReadonlySet<string> {
  return new Set(
    files.flatMap(({ certificates: [first] }) => (first?.ok === true ? [keyOf(first.certificate)] : [])),
  );
}

function keyOf({ serial, issuer, notAfter = 0 }: Certificate): string {
  return `${serial} ${notAfter} ${toHex(issuer.der)}`;
}

/**
 * The rows of a file that no layout explains: one for each certificate, one for a file that cannot be used. The
 * rest of a chain is left out where it has a file of its own.
 */
export function rowsOfFile(
  { path, name, failure, certificates, lost = [] }: PkiFile,
  timing: Timing,
  leading: ReadonlySet<string>,
): readonly RowDraft[] {
  const base = { name, kubeadm: false, contexts: [], file: path, externallyManaged: false };
  const id = (index: number | string) => `${path}\nfile\n${index}`;
  const broken = (index: number | string, detail: Message): RowDraft => ({
    row: { ...base, id: id(index), kind: "pki-file", state: "broken", detail },
  });
  if (failure !== undefined) return isKeyName(nameBeforeAside(name) ?? name) ? [] : [broken(0, failure)];
  const drafts = certificates.flatMap((item, index): readonly RowDraft[] => {
    if (!item.ok) return [broken(index, item.failure.message)];
    const { certificate } = item;
    if (index > 0 && leading.has(keyOf(certificate))) return [];
    const kind: ReportRow["kind"] = certificate.basicConstraints?.ca === true ? "ca" : "pki-file";
    const row = { ...base, id: id(index), kind, ...rowOfCertificate(certificate, timing) };
    return [{ row: { ...row, ...identified(certificate) }, certificate }];
  });
  return [...toldApart(drafts), ...lost.map(each => broken(`line ${each.line}`, lostMessage(each)))];
}

/** Who the API server would see, for a certificate that a client may present. */
function identified(certificate: Certificate): { readonly identity?: Identity } {
  const usages = certificate.extKeyUsage;
  const presents = usages === undefined || usages.includes("clientAuth") || usages.includes("any");
  const user = commonName(certificate.subject);
  if (!presents || user === "" || certificate.basicConstraints?.ca === true) return {};
  return { identity: { user, groups: organizations(certificate.subject), source: "client-certificate" } };
}
