import type { BundleItem } from "../kubeconfig/facts-model.ts";
import type { Message } from "../message.ts";
import type { Result } from "../result.ts";
import type { Span } from "../text.ts";
import type { CertificateRequest } from "../x509/csr.ts";
import type { PrivateKeyInfo } from "../x509/key.ts";
import type { LostBlock } from "../x509/lost-blocks.ts";
import type { PublicPart } from "../x509/public-part.ts";
import type { RequestReading } from "../x509/request-reading.ts";
import type { Certificate } from "../x509/types.ts";

/** Something that nothing uses any more: a rotation or a person put it aside. */
export interface Leftover {
  /** How that is known, as a part of a sentence. */
  readonly why: Message;
  /** The folder that is left over as a whole, relative like the file itself. */
  readonly folder?: string;
}

/** One file of a PKI folder, read. Holds public facts only. */
export interface PkiFile {
  readonly path: string;
  /** Relative to the folder, with `/` between the parts. */
  readonly name: string;
  /** In the order of the file. */
  readonly certificates: readonly BundleItem[];
  /** The first private key in it: its public facts, or why it cannot be used. */
  readonly key?: Result<PrivateKeyInfo>;
  /** The public keys in it that stand by themselves, in the order of the file. */
  readonly publicKeys?: readonly PublicPart[];
  /** The certificate signing requests in it, in the order of the file. */
  readonly requests: readonly Result<CertificateRequest>[];
  /** Blocks that are none to Go, which passes over them without a word. */
  readonly lost?: readonly LostBlock[];
  /** PEM that holds a request, or is called one, as the API server would take the whole file. */
  readonly asRequest?: RequestReading;
  /** DER without the armour of PEM, which is all that Kubernetes reads. */
  readonly der?: true;
  /** A PKCS#12 store; what it holds is sealed with a password. */
  readonly pkcs12: boolean;
  /** Why nothing could be read. */
  readonly failure?: Message;
  /** Unix permission bits, where known. */
  readonly mode?: number;
  /** Where a symbolic link leads: an absolute path. */
  readonly link?: string;
  /** A symbolic link that was copied as a file, which holds this path and nothing else. */
  readonly linkText?: string;
  /** The name that the same file is listed under. */
  readonly sameAs?: string;
  readonly leftover?: Leftover;
}

/** Whether a file is to be judged by itself: nothing that is left over, nor the same as one of another name. */
export function isInUse({ leftover, sameAs }: Pick<PkiFile, "leftover" | "sameAs">): boolean {
  return leftover === undefined && sameAs === undefined;
}

/** A file of the folder that may be a kubeconfig, as text. */
export interface PkiKubeconfig {
  readonly path: string;
  readonly name: string;
  readonly text: string;
  readonly mode?: number;
  readonly leftover?: Leftover;
}

/** A folder and everything below it that has to do with certificates. */
export interface PkiFolder {
  readonly path: string;
  readonly files: readonly PkiFile[];
  readonly kubeconfigs: readonly PkiKubeconfig[];
  /** Present but not read: too large, not a regular file, not allowed (a folder too), or a link to nothing. */
  readonly unread: readonly UnreadFile[];
  /** True when the bound on files or folders cut the walk short. */
  readonly truncated: boolean;
}

export interface UnreadFile {
  readonly path: string;
  readonly name: string;
  readonly reason: Message;
  /** A link to nothing, or gone meanwhile. */
  readonly missing: boolean;
}

/** One of the certificates that kubeadm knows, in one kubeadm directory. */
export interface KubeadmItem {
  /** As `kubeadm certs check-expiration` calls it. */
  readonly name: string;
  /** The CA's name; absent for a CA. */
  readonly caName?: string;
  readonly path: string;
  /** For a kubeconfig, the place of the certificate in it. */
  readonly span?: Span;
  readonly status: KubeadmStatus;
  readonly externallyManaged: boolean;
  /** A working control plane may lack it. */
  readonly optional: boolean;
}

export type KubeadmStatus =
  | { readonly kind: "present"; readonly certificate: Certificate; readonly file?: PkiFile }
  | { readonly kind: "missing" }
  /** With the certificate where it can be read, and kubeadm refuses it all the same. */
  | { readonly kind: "broken"; readonly reason: Message; readonly certificate?: Certificate };

/** A directory in the layout of kubeadm: `/etc/kubernetes`, with `pki/` and the kubeconfigs beside it. */
export interface KubeadmDirectory {
  readonly path: string;
  readonly pkiPath: string;
  /** Relative to the folder that was read, with `/` at its end; empty for the folder itself. */
  readonly prefix: string;
  /** etcd is not kubeadm's own, told by the API server's manifest; then kubeadm lists no etcd certificate. */
  readonly externalEtcd: boolean;
  /** Sorted by name, as kubeadm lists them. */
  readonly certificates: readonly KubeadmItem[];
  readonly authorities: readonly KubeadmItem[];
}
