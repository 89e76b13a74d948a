import type * as vscode from "vscode";
import type { NewEntry } from "../../../core/edits/add.ts";
import type { SigningCa } from "../../../core/x509/mint/authority.ts";
import type { AnalyzedGroup } from "../../sources/groups.ts";
import type { FileSet } from "../../writing/file-set.ts";
import type { KnownCluster } from "../clusters.ts";

/** Where a new credential goes that stands in a kubeconfig. */
export type EntryDestination =
  | {
      readonly kind: "kubeconfig";
      readonly group: AnalyzedGroup;
      /** The `id` of the file that gets the entries. */
      readonly source: string;
      readonly cluster: string;
      readonly user: string;
      readonly context: string;
      readonly makeCurrent: boolean;
    }
  | {
      readonly kind: "new";
      readonly uri: vscode.Uri;
      readonly cluster: NewEntry;
      readonly user: string;
      readonly context: string;
    };

/** Where a new client certificate goes. */
export type Destination = EntryDestination | (FileSet & { readonly kind: "files" });

export interface DestinationWish {
  readonly title: string;
  /** What kind of credential it is, as a question: "Where does the token go?" */
  readonly prompt: string;
  /** Whose it is: new entries and files are named after it. */
  readonly name: string;
  readonly of: Origin;
}

/** What is known of the cluster that takes the credential. */
export type Origin =
  /** It trusts a CA; which one it is is asked for. */
  | { readonly kind: "ca"; readonly ca: Pick<SigningCa, "chain"> }
  /** It is the very one that gave it. */
  | { readonly kind: "cluster"; readonly cluster: KnownCluster };
