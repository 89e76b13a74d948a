import type { Analysis } from "../../analysis.ts";
import type { Location } from "../../finding.ts";
import type { OddPath } from "../../kubeconfig/odd-path.ts";
import type { IssuedRecord } from "../../ledger/record.ts";
import type { Message } from "../../message.ts";
import type { FileRead } from "../../ports.ts";
import type { Thresholds } from "../../thresholds.ts";
import type { Certificate } from "../../x509/types.ts";
import type { Block } from "../hover/blocks.ts";
import type { SeenRequest, SeenRequests } from "../requests/model.ts";
import type { SeenServer } from "../server-check/seen.ts";
import type { Parts } from "../summary.ts";

/** One configuration as the tree shows it: what kubectl uses by itself, or one other file. */
export interface TreeSource {
  /** Stable from one refresh to the next. */
  readonly id: string;
  readonly kind: "effective" | "file";
  readonly label: Message | string;
  /** Where it comes from: `KUBECONFIG`, the folder it lies in. */
  readonly detail: Parts;
  /** In the order of precedence. */
  readonly files: readonly TreeFile[];
  readonly analysis: Analysis;
  readonly thresholds: Thresholds;
  /** What was seen of the API server of a context. */
  readonly seen?: (context: string) => ContextSeen;
}

/** What was seen of the API server of a context, since it was asked last and until it is refreshed. */
export interface ContextSeen {
  readonly identity?: SeenUser;
  readonly server?: SeenServer;
  readonly requests?: SeenRequests;
}

/** Whom it takes the user of the context for. */
export interface SeenUser {
  readonly username: string;
  readonly groups: readonly string[];
  /** When: milliseconds since the epoch. */
  readonly at: number;
}

export interface TreeFile {
  /** The `id` of its source in the analysis. */
  readonly id: string;
  /** As short as it can be told: `~/.kube/config`. */
  readonly label: string;
  readonly path: string;
  /** Whether a person put it on the list, and may take it off again. */
  readonly added: boolean;
  /** Why there is no text of it. */
  readonly failure?: Exclude<FileRead, { readonly kind: "file" }>;
  /** What is odd about its path, should it not exist. */
  readonly odd?: OddPath;
}

/** How something is. `fine` is only said where it was looked at. */
export type NodeTone = "plain" | "fine" | "warning" | "error" | "muted";

export type NodeKind =
  | "effective"
  | "file"
  | "context"
  | "cluster"
  | "user"
  | "namespace"
  | "server"
  | "certificate"
  | "place"
  | "folder"
  | "pki"
  | "issued"
  | "requests"
  | "request"
  | "problem";

/** What a tree shows at one line. Children and details are made when somebody looks at them. */
export interface TreeNode {
  readonly id: string;
  readonly kind: NodeKind;
  readonly label: Message | string;
  readonly description: Parts;
  /** A codicon. */
  readonly icon: string;
  readonly tone: NodeTone;
  readonly open: "expanded" | "collapsed" | "leaf";
  /** Where it stands. */
  readonly place?: Location;
  /** The file that it is. */
  readonly file?: TreeFile;
  /** The folder of certificates that it is: its address, and whether a person put it on the list. */
  readonly directory?: { readonly uri: string; readonly added: boolean };
  /** The name to copy. */
  readonly name?: string;
  readonly certificate?: Certificate;
  /** The request of a cluster that it shows, and by which configuration and context it was seen. */
  readonly request?: { readonly configuration: string; readonly context: string; readonly seen: SeenRequest };
  /** The record that it shows. */
  readonly issued?: IssuedRecord;
  /** Whether it is a user, or the context of one, who has a client certificate. */
  readonly renewable?: boolean;
  /** One after another: a host with thousands of them may stop in between. */
  readonly children: () => Iterable<TreeNode>;
  /** What a tooltip says. */
  readonly details: () => readonly Block[];
}

export const nothing: () => readonly never[] = () => [];

/** Part of an id: two different texts never give the same, whatever stands in them. */
export function idOf(parent: string, ...parts: readonly (string | number)[]): string {
  return `${parent}/${parts.map(part => JSON.stringify(part)).join("/")}`;
}
