import { type PublicPart, publicPart } from "../x509/public-part.ts";
import { isInUse, type PkiFile, type PkiFolder } from "./model.ts";
import { folderOf } from "./names.ts";
import { checkingKeys, shareKey, signingKey } from "./service-account.ts";

/** What every control plane of one cluster has: kubeadm copies these files when another joins. */
export type SharedName = "ca" | "front-proxy-ca" | "etcd/ca" | "sa";

const SHARED: readonly SharedName[] = ["ca", "front-proxy-ca", "etcd/ca", "sa"];

/** A folder with certificates of a control plane: `pki`. */
export interface ControlPlane {
  readonly path: string;
  readonly material: ReadonlyMap<SharedName, SharedMaterial>;
}

export interface SharedMaterial {
  readonly path: string;
  /** The CAs' keys, or those that tokens are checked with. */
  readonly trusted: readonly PublicPart[];
  /** For service accounts: what tokens are signed with. */
  readonly signing?: readonly PublicPart[];
}

/** The control planes in a folder: those with two of the files. */
export function controlPlanes(folder: PkiFolder): readonly ControlPlane[] {
  const files = new Map(folder.files.filter(isInUse).map(file => [file.name, file]));
  const prefixes = [...files.keys()].flatMap(name => (/(?:^|\/)ca\.crt$/.test(name) ? [folderOf(name)] : []));
  return prefixes.flatMap(prefix => {
    const ca = files.get(`${prefix}ca.crt`);
    const material = new Map(SHARED.flatMap(name => entryOf(name, prefix, files)));
    const path = ca?.path.replace(/[\\/][^\\/]*$/, "");
    return path !== undefined && material.size >= 2 ? [{ path, material }] : [];
  });
}

function entryOf(
  name: SharedName,
  prefix: string,
  files: ReadonlyMap<string, PkiFile>,
): readonly (readonly [SharedName, SharedMaterial])[] {
  if (name !== "sa") {
    const file = files.get(`${prefix}${name}.crt`);
    const trusted = (file?.certificates ?? []).flatMap(item =>
      item.ok ? (publicPart(item.certificate.publicKey) ?? []) : [],
    );
    return file === undefined || trusted.length === 0 ? [] : [[name, { path: file.path, trusted }]];
  }
  const [pub, key] = [files.get(`${prefix}sa.pub`), files.get(`${prefix}sa.key`)];
  const signing = key && signingKey(key);
  const trusted = pub === undefined ? (signing ?? []) : checkingKeys(pub);
  const path = (pub ?? key)?.path;
  if (path === undefined || trusted.length === 0) return [];
  return [[name, { path, trusted, ...(signing === undefined ? {} : { signing }) }]];
}

/** Whether two control planes take what the other signs; while keys change, each may know several. */
export function isSameMaterial(a: SharedMaterial, b: SharedMaterial): boolean {
  if (a.signing === undefined || b.signing === undefined) return shareKey(a.trusted, b.trusted);
  return shareKey(a.signing, b.signing) || (shareKey(a.signing, b.trusted) && shareKey(b.signing, a.trusted));
}
