import type { Identity } from "../kubeconfig/facts-model.ts";
import type { Message } from "../message.ts";
import type { Finding } from "../rules/index.ts";
import type { Span } from "../text.ts";
import type { Thresholds } from "../thresholds.ts";

/**
 * How a row stands. `ok` to `not-yet-valid` by its dates, `never-valid` where it ends before it begins; `missing`: a file that kubeadm expects is not there;
 * `broken`: it is there and cannot be judged; `leftover`: nothing uses it, whatever its dates.
 */
export type RowState =
  | "ok"
  | "expiring"
  | "critical"
  | "expired"
  | "never-valid"
  | "not-yet-valid"
  | "missing"
  | "broken"
  | "leftover";

/**
 * What a row is: something that a client presents, something that signs, a token, what a server was seen to show, another file of a PKI, or a
 * kubeconfig that kubectl refuses as a whole.
 */
export type RowKind =
  | "client-certificate"
  | "ca"
  | "token"
  | "server-certificate"
  | "pki-file"
  | "kubeconfig";

/** One thing that ends, or that should be there. Plain data; holds no secret. */
export interface ReportRow {
  /** The same in every report over the same file and entry: survives a renewal of the certificate. */
  readonly id: string;
  readonly kind: RowKind;
  /** As kubeadm calls it (`apiserver`, `admin.conf`), else the entry's name or the file's. */
  readonly name: string;
  /** Whether kubeadm's own tables have this row. */
  readonly kubeadm: boolean;
  readonly state: RowState;
  /** Why it is broken or left over; of what a server showed, which and when. */
  readonly detail?: Message;
  /** A missing row that a working cluster may well lack: `super-admin.conf`, etcd's where all of etcd's are. */
  readonly optional?: boolean;
  readonly identity?: Identity;
  /** The names of the contexts that use it. */
  readonly contexts: readonly string[];
  /** The `id` of the source or the path of the file that it stands in. */
  readonly file: string;
  /** Its place in `file`; absent where it is the whole file. */
  readonly span?: Span;
  /** Milliseconds since the epoch. */
  readonly notBefore?: number;
  readonly notAfter?: number;
  /** The CA as kubeadm calls it, else the issuer's common name. */
  readonly caName?: string;
  /** The row of the CA that it chains to, where the report has it. */
  readonly ca?: string;
  /** The CA's certificate is there without its key, so kubeadm does not renew this. */
  readonly externallyManaged: boolean;
}

export interface Report {
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly thresholds: Thresholds;
  /** In the order that kubeadm lists them: certificates before authorities, by file, then by name. */
  readonly rows: readonly ReportRow[];
  readonly findings: readonly Finding[];
  /** The folder, when the report is about one kubeadm directory. */
  readonly kubeadm?: string;
}
