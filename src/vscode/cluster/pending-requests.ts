import type * as vscode from "vscode";
import type { NewEntry } from "../../core/edits/add.ts";

/** A request that waits in a cluster. Nothing of it is secret. */
export interface PendingRequest {
  readonly id: string;
  /** Of the object, and its uid; `""` while it is not known whether it was made. */
  readonly name: string;
  readonly uid: string;
  /** The configuration and the context by which the cluster is reached. */
  readonly group: string;
  readonly context: string;
  readonly user: string;
  /** Milliseconds since the epoch: when it was made, and until when the certificate was asked to be good. */
  readonly created: number;
  readonly until: number;
}

/** What goes with it. Holds the key. */
export interface PendingSecret {
  readonly requestPem: string;
  readonly keyPem: string;
  readonly goal: StoredGoal;
}

/** Where the certificate goes, in a form that outlives the window. */
export type StoredGoal =
  | {
      readonly kind: "kubeconfig";
      readonly group: string;
      readonly source: string;
      readonly cluster: string;
      readonly user: string;
      readonly context: string;
      readonly makeCurrent: boolean;
    }
  | {
      readonly kind: "new";
      readonly uri: string;
      readonly cluster: NewEntry;
      readonly user: string;
      readonly context: string;
    }
  | { readonly kind: "files"; readonly folder: string; readonly name: string }
  | {
      readonly kind: "replace";
      readonly place: { readonly source: string; readonly user: string; readonly index?: number };
    };

const LIST = "pendingRequests";

/**
 * Requests that were made here and are not done. Their keys lie in the secret storage of VS Code until the certificates are
 * where they belong, so that neither a reload nor a crash loses one.
 */
export class PendingRequests {
  readonly #memory: vscode.Memento;
  readonly #secrets: vscode.SecretStorage;

  constructor(memory: vscode.Memento, secrets: vscode.SecretStorage) {
    this.#memory = memory;
    this.#secrets = secrets;
  }

  get all(): readonly PendingRequest[] {
    return this.#memory.get<readonly PendingRequest[]>(LIST, []);
  }

  /** Remember a request before the cluster hears of it, or what has become known of it. */
  async keep(request: PendingRequest, secret?: PendingSecret): Promise<void> {
    if (secret !== undefined) await this.#secrets.store(keyOf(request), JSON.stringify(secret));
    await this.#memory.update(LIST, [...this.all.filter(({ id }) => id !== request.id), request]);
  }

  /** What goes with a request; nothing where the storage has lost it. */
  async secretOf(request: PendingRequest): Promise<PendingSecret | undefined> {
    const stored = await this.#secrets.get(keyOf(request));
    return stored === undefined ? undefined : (JSON.parse(stored) as PendingSecret);
  }

  async forget(request: PendingRequest): Promise<void> {
    await this.#memory.update(
      LIST,
      this.all.filter(({ id }) => id !== request.id),
    );
    await this.#secrets.delete(keyOf(request));
  }
}

function keyOf({ id }: PendingRequest): string {
  return `pendingRequest.${id}`;
}
