import type { Identity } from "../analysis.ts";
import type { Timing } from "../features/time.ts";
import type { KubeadmDirectory, KubeadmItem, PkiFile } from "../pki/model.ts";
import { isKeyName } from "../pki/names.ts";
import { commonName, organizations } from "../x509/name.ts";
import type { Certificate } from "../x509/types.ts";
import { type RowDraft, rowOfCertificate } from "./draft.ts";
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

/** The rows of a file that no layout explains: one for each certificate, one for a file that cannot be used. */
export function rowsOfFile(file: PkiFile, timing: Timing): readonly RowDraft[] {
  const { path, name, failure, certificates } = file;
  const base = { name, kubeadm: false, contexts: [], file: path, externallyManaged: false };
  const id = (index: number) => `${path}\nfile\n${index}`;
  if (failure !== undefined) {
    if (isKeyName(name)) return [];
    return [{ row: { ...base, id: id(0), kind: "pki-file", state: "broken", detail: failure } }];
  }
  return certificates.map((item, index): RowDraft => {
    if (!item.ok) {
      const detail = item.failure.message;
      return { row: { ...base, id: id(index), kind: "pki-file", state: "broken", detail } };
    }
    const { certificate } = item;
    const kind: ReportRow["kind"] = certificate.basicConstraints?.ca === true ? "ca" : "pki-file";
    const row = { ...base, id: id(index), kind, ...rowOfCertificate(certificate, timing) };
    return { row: { ...row, ...identified(certificate) }, certificate };
  });
}

/** Who the API server would see, for a certificate that a client may present. */
function identified(certificate: Certificate): { readonly identity?: Identity } {
  const usages = certificate.extKeyUsage;
  const presents = usages === undefined || usages.includes("clientAuth") || usages.includes("any");
  const user = commonName(certificate.subject);
  if (!presents || user === "" || certificate.basicConstraints?.ca === true) return {};
  return { identity: { user, groups: organizations(certificate.subject), source: "client-certificate" } };
}
