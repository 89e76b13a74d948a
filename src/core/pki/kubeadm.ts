import { joinPath } from "../kubeconfig/paths.ts";
import { say } from "../message.ts";
import type { PathStyle } from "../ports.ts";
import { usesExternalEtcd } from "./external-etcd.ts";
import { kubeconfigStatus } from "./kubeadm-kubeconfig.ts";
import { K0S_MARK, kubeadmKubeconfigs, kubeadmNames } from "./layouts.ts";
import type { KubeadmDirectory, KubeadmItem, KubeadmStatus, PkiFile, PkiFolder } from "./model.ts";

/**
 * The kubeadm directories in a folder, the folder itself among them, as `kubeadm certs check-expiration` sees
 * them (cmd/kubeadm/app/phases/certs/renewal/manager.go). Where kubeadm gives up on the first certificate that
 * it cannot read, that item is broken and the others are there.
 */
export function kubeadmDirectories(folder: PkiFolder, style: PathStyle): readonly KubeadmDirectory[] {
  const used = inUse(folder);
  const index = indexOf(used);
  return kubeadmPrefixes(used).map(prefix => directoryOf(prefix, index, used, style));
}

interface Index {
  readonly files: ReadonlyMap<string, PkiFile>;
  readonly kubeconfigs: ReadonlyMap<string, PkiFolder["kubeconfigs"][number]>;
  readonly unread: ReadonlyMap<string, PkiFolder["unread"][number]>;
}

/** What is left over is none of kubeadm's business. */
function inUse({ files, kubeconfigs, ...rest }: PkiFolder): PkiFolder {
  return {
    ...rest,
    files: files.filter(({ leftover }) => leftover === undefined),
    kubeconfigs: kubeconfigs.filter(({ leftover }) => leftover === undefined),
  };
}

function indexOf({ files, kubeconfigs, unread }: PkiFolder): Index {
  return {
    files: new Map(files.map(file => [file.name, file])),
    kubeconfigs: new Map(kubeconfigs.map(file => [file.name, file])),
    unread: new Map(unread.map(file => [file.name, file])),
  };
}

/**
 * Where two of the certificates and kubeconfigs are that kubeadm knows, the certificates in `pki/`. A worker node, which
 * has only the CA, is no such directory, nor is that of k0s, nor one where `pki/apiserver.crt` stands beside files of other names.
 */
function kubeadmPrefixes({ files, kubeconfigs }: PkiFolder): readonly string[] {
  const marks = new Map<string, number>();
  const mark = (prefix: string) => marks.set(prefix, (marks.get(prefix) ?? 0) + 1);
  for (const { name } of files) {
    const match = /^(|.*\/)pki\/((?:etcd\/)?[\w-]+)\.crt$/.exec(name);
    if (kubeadmNames.some(({ stem }) => stem === match?.[2])) mark(match?.[1] ?? "");
  }
  for (const { name } of kubeconfigs) {
    const base = name.slice(name.lastIndexOf("/") + 1);
    if (kubeadmKubeconfigs.includes(base)) mark(name.slice(0, -base.length));
  }
  const names = new Set(files.map(({ name }) => name));
  const isK0s = (prefix: string) =>
    [prefix, `${prefix}pki/`].some(folder => names.has(`${folder}${K0S_MARK}.crt`));
  return [...marks].filter(([prefix, count]) => count >= 2 && !isK0s(prefix)).map(([prefix]) => prefix);
}

function directoryOf(prefix: string, index: Index, folder: PkiFolder, style: PathStyle): KubeadmDirectory {
  const externalEtcd = usesExternalEtcd(prefix, index.kubeconfigs);
  const path = prefix === "" ? folder.path : joinPath(style, folder.path, prefix.slice(0, -1));
  const external = externalAuthorities(prefix, index);
  const listed = kubeadmNames.filter(({ stem }) => !(externalEtcd && isEtcds(stem)));
  const noEtcd = !kubeadmNames.some(
    ({ stem }) => isEtcds(stem) && index.files.has(`${prefix}pki/${stem}.crt`),
  );
  const pkiItems = listed.map(({ name, stem, caName }): KubeadmItem => {
    const found = fileStatus(`${prefix}pki/${stem}.crt`, index);
    const status = caName === undefined ? authorityStatus(found) : found;
    return {
      name,
      ...(caName === undefined ? {} : { caName }),
      path: joinPath(style, path, "pki", `${stem}.crt`),
      status,
      externallyManaged: status.kind !== "missing" && external.has(caName ?? name),
      optional: noEtcd && isEtcds(stem),
    };
  });
  const kubeconfigItems = kubeadmKubeconfigs.map((name): KubeadmItem => {
    const { status, span } = statusOfKubeconfig(prefix + name, index);
    return {
      name,
      caName: "ca",
      path: joinPath(style, path, name),
      ...(span === undefined ? {} : { span }),
      status,
      externallyManaged: status.kind !== "missing" && external.has("ca"),
      optional: name === "super-admin.conf",
    };
  });
  const byName = (a: KubeadmItem, b: KubeadmItem) => (a.name < b.name ? -1 : 1);
  return {
    path,
    pkiPath: joinPath(style, path, "pki"),
    prefix,
    externalEtcd,
    certificates: [...pkiItems.filter(item => item.caName !== undefined), ...kubeconfigItems].sort(byName),
    authorities: pkiItems.filter(item => item.caName === undefined).sort(byName),
  };
}

function isEtcds(stem: string): boolean {
  return stem.startsWith("etcd/") || stem === "apiserver-etcd-client";
}

/** The CAs whose certificate is there without its key: certs.go, UsingExternalCA and its kin. */
function externalAuthorities(prefix: string, { files }: Index): ReadonlySet<string> {
  const authorities = kubeadmNames.filter(({ caName }) => caName === undefined);
  return new Set(
    authorities
      .filter(({ stem }) => files.has(`${prefix}pki/${stem}.crt`) && !files.has(`${prefix}pki/${stem}.key`))
      .map(({ name }) => name),
  );
}

function fileStatus(name: string, index: Index): KubeadmStatus {
  const file = index.files.get(name);
  if (file === undefined) return lockedAbove(name, index);
  if (file.failure !== undefined) return { kind: "broken", reason: file.failure };
  for (const item of file.certificates) if (!item.ok) return { kind: "broken", reason: item.failure.message };
  const [first] = file.certificates;
  if (first?.ok !== true) return { kind: "broken", reason: say("there is no certificate in the file") };
  if (file.der === true) {
    const reason = say("the file is DER, and Kubernetes reads PEM: convert it with openssl x509 -inform der");
    return { kind: "broken", reason };
  }
  return { kind: "present", certificate: first.certificate, file };
}

/** Of a file that was not found: nobody knows whether it is in a folder that may not be listed, or below one. */
function lockedAbove(name: string, index: Index): KubeadmStatus {
  const slash = name.lastIndexOf("/");
  if (slash < 0) return { kind: "missing" };
  const folder = name.slice(0, slash);
  const locked = index.unread.get(folder);
  return locked ? { kind: "broken", reason: locked.reason } : lockedAbove(folder, index);
}

/** cmd/kubeadm/app/phases/certs/certs.go, validateCACert. */
function authorityStatus(status: KubeadmStatus): KubeadmStatus {
  if (status.kind !== "present" || status.certificate.basicConstraints?.ca === true) return status;
  return { kind: "broken", reason: say("it is not marked as a CA"), certificate: status.certificate };
}

function statusOfKubeconfig(name: string, index: Index): ReturnType<typeof kubeconfigStatus> {
  const kubeconfig = index.kubeconfigs.get(name);
  if (kubeconfig !== undefined) return kubeconfigStatus(kubeconfig);
  const unread = index.unread.get(name);
  if (unread === undefined || unread.missing) return { status: { kind: "missing" } };
  return { status: { kind: "broken", reason: unread.reason } };
}
