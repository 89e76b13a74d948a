import * as vscode from "vscode";
import type { SeenRequests as Seen } from "../../core/features/requests/model.ts";

/** The requests of the clusters of contexts, from when somebody asks until it is refreshed. Kept in memory alone. */
export class SeenRequests implements vscode.Disposable {
  readonly #seen = new Map<string, Seen>();
  readonly #changed = new vscode.EventEmitter<void>();

  readonly onDidChange = this.#changed.event;

  dispose(): void {
    this.#changed.dispose();
  }

  /** @param configuration the id of a group */
  of(configuration: string, context: string): Seen | undefined {
    return this.#seen.get(keyOf(configuration, context));
  }

  add(configuration: string, context: string, seen: Seen): void {
    this.#seen.set(keyOf(configuration, context), seen);
    this.#changed.fire();
  }

  clear(): void {
    this.#seen.clear();
    this.#changed.fire();
  }
}

function keyOf(configuration: string, context: string): string {
  return JSON.stringify([configuration, context]);
}
