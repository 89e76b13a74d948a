import type * as vscode from "vscode";

/** Watchers by keys: what stays wanted keeps its watcher. */
export class Watchers<T> implements vscode.Disposable {
  readonly #start: (wanted: T) => vscode.Disposable;
  readonly #running = new Map<string, vscode.Disposable>();

  constructor(start: (wanted: T) => vscode.Disposable) {
    this.#start = start;
  }

  dispose(): void {
    this.watch(new Map());
  }

  /** Watch exactly these from now on. @returns what is watched anew, which begins a little later */
  watch(wanted: ReadonlyMap<string, T>): readonly T[] {
    for (const [key, watcher] of this.#running) {
      if (wanted.has(key)) continue;
      watcher.dispose();
      this.#running.delete(key);
    }
    const fresh = [...wanted].filter(([key]) => !this.#running.has(key));
    for (const [key, each] of fresh) this.#running.set(key, this.#start(each));
    return fresh.map(([, each]) => each);
  }
}

/** How long VS Code may take to begin to watch. Milliseconds. */
const BEGINNING = 1_000;

/** A file may change before its new watcher has begun: looks once more when it has. */
export class SecondLooks implements vscode.Disposable {
  readonly #timers = new Set<ReturnType<typeof setTimeout>>();

  dispose(): void {
    for (const timer of this.#timers) clearTimeout(timer);
  }

  plan(look: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      look();
    }, BEGINNING);
    this.#timers.add(timer);
  }
}
