import * as vscode from "vscode";
import type { ContextSeen, SeenUser } from "../../core/features/tree/index.ts";

/** Whom API servers said the users of contexts are, from when somebody asks until it is refreshed. Kept in memory alone. */
export class SeenIdentities implements vscode.Disposable {
  readonly #seen = new Map<string, SeenUser>();
  readonly #changed = new vscode.EventEmitter<void>();

  readonly onDidChange = this.#changed.event;

  dispose(): void {
    this.#changed.dispose();
  }

  /** @param configuration the id of a group */
  of(configuration: string, context: string): ContextSeen {
    const identity = this.#seen.get(keyOf(configuration, context));
    return identity === undefined ? {} : { identity };
  }

  add(configuration: string, context: string, user: SeenUser): void {
    this.#seen.set(keyOf(configuration, context), user);
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
