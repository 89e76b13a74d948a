import type { Steps } from "../../../src/core/index.ts";
import { cpu } from "../../support/pace.ts";
import type { Runner } from "./exercise.ts";

/** Tells how long an extension host would be blocked. */
export class StopWatch implements Runner {
  /** All work together, in milliseconds. */
  total = 0;
  /** The longest uninterrupted piece of each kind of work, in milliseconds. */
  readonly longest: Record<string, number> = {};

  run<T>(name: string, work: () => T): T {
    const start = cpu();
    const value = work();
    this.#note(name, cpu() - start);
    return value;
  }

  drain<T>(name: string, steps: Steps<T>): T {
    for (;;) {
      const step = this.run(name, () => steps.next());
      if (step.done) return step.value;
    }
  }

  #note(name: string, ms: number): void {
    this.total += ms;
    this.longest[name] = Math.max(this.longest[name] ?? 0, Math.round(ms * 10) / 10);
  }
}
