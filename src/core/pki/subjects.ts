import { toHex } from "../bytes/bytes.ts";
import type { BundleItem } from "../kubeconfig/facts-model.ts";
import type { Certificate, DistinguishedName } from "../x509/types.ts";

import type { PkiRole } from "./layouts.ts";
import { isInUse, type KubeadmDirectory, type PkiFile, type PkiFolder } from "./model.ts";
import { isKeyName, keyNamesOf } from "./names.ts";
import { rolesByName } from "./roles.ts";

/** A certificate to be checked, with what its place says about it. */
export interface Subject {
  readonly path: string;
  readonly certificate: Certificate;
  /** All of the file, that one first; none for a kubeconfig. */
  readonly bundle: readonly BundleItem[];
  readonly role?: PkiRole;
  /** One of kubeadm's kubeconfigs, whose signer is certain as well. */
  readonly kubeadm: boolean;
  /** The key beside it, or in the same file. */
  readonly key?: { readonly path: string; readonly info: NonNullable<PkiFile["key"]> };
  /** There is a file of the key's name, of which nothing could be read. */
  readonly keyUnread: boolean;
  /** The CA that should have signed it by its place, else those of the folder that bear the issuer's name. */
  readonly signers: readonly Signer[];
}

export interface Signer {
  readonly path: string;
  readonly certificate: Certificate;
}

/**
 * The first certificate of every file that is in use, and of every kubeconfig of the kubeadm directories; made one by
 * one.
 */
export function* subjectsOf(folder: PkiFolder, kubeadm: readonly KubeadmDirectory[]): Iterable<Subject> {
  const files = new Map(folder.files.map(file => [file.name, file]));
  const inUse = folder.files.filter(isInUse);
  const roles = rolesByName(inUse);
  const authorities = authoritiesBySubject(inUse);
  for (const file of inUse) {
    const [first] = file.certificates;
    if (first === undefined || !first.ok || isKeyName(file.name)) continue;
    const found = roles.get(file.name);
    const key = keyOf(file, files);
    const signers = found?.signer === undefined ? undefined : signersIn(files, found.signer);
    yield {
      path: file.path,
      certificate: first.certificate,
      bundle: file.certificates,
      kubeadm: false,
      keyUnread: keyNamesOf(file.name).some(name => files.get(name)?.failure !== undefined),
      ...(found === undefined ? {} : { role: found.role }),
      ...(key === undefined ? {} : { key }),
      signers: signers ?? authorities.get(nameKey(first.certificate.issuer)) ?? [],
    };
  }
  for (const directory of kubeadm) yield* kubeconfigSubjects(directory, files);
}

function kubeconfigSubjects(
  { prefix, certificates }: KubeadmDirectory,
  files: ReadonlyMap<string, PkiFile>,
): readonly Subject[] {
  const signers = signersIn(files, `${prefix}pki/ca`) ?? [];
  return certificates.flatMap(({ status, path, span }) =>
    status.kind === "present" && span !== undefined
      ? [{ path, certificate: status.certificate, bundle: [], kubeadm: true, keyUnread: false, signers }]
      : [],
  );
}

function authoritiesBySubject(files: readonly PkiFile[]): ReadonlyMap<string, readonly Signer[]> {
  const found = new Map<string, Signer[]>();
  for (const { path, certificates } of files) {
    for (const item of certificates) {
      if (!item.ok || item.certificate.basicConstraints?.ca !== true) continue;
      const key = nameKey(item.certificate.subject);
      const signer = { path, certificate: item.certificate };
      const others = found.get(key);
      if (others === undefined) found.set(key, [signer]);
      else others.push(signer);
    }
  }
  return found;
}

function signersIn(files: ReadonlyMap<string, PkiFile>, stem: string): readonly Signer[] | undefined {
  const file = files.get(`${stem}.crt`) ?? files.get(`${stem}.pem`);
  return file?.certificates.flatMap(item =>
    item.ok ? [{ path: file.path, certificate: item.certificate }] : [],
  );
}

function nameKey(name: DistinguishedName): string {
  return toHex(name.der);
}

function keyOf(file: PkiFile, files: ReadonlyMap<string, PkiFile>): Subject["key"] {
  if (file.key !== undefined) return { path: file.path, info: file.key };
  for (const name of keyNamesOf(file.name)) {
    const beside = files.get(name);
    if (beside?.key !== undefined) return { path: beside.path, info: beside.key };
  }
  return undefined;
}
