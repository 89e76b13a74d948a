import { strict as assert } from "node:assert";
import type { Analysis } from "../../../src/core/analysis.ts";
import type { TreeNode } from "../../../src/core/features/tree/index.ts";
import type { Steps } from "../../../src/core/index.ts";
import type { Runner } from "./exercise.ts";
import { StopWatch } from "./stop-watch.ts";

/** Work whose outcome a person sees, or that a host turns into something that a person sees. */
const SHOWN = new Set([
  "lenses",
  "symbols",
  "links",
  "hover",
  "markdown",
  "manifest",
  "definition",
  "fixes",
  "tooltip",
]);
/** Work whose spans lie in the text of the kubeconfig. */
const PLACED = new Set(["lenses", "symbols", "links", "hover", "manifest", "definition", "fixes"]);

/** Looks at everything that the product says: its places, and whether it holds what nobody may see. */
export class Witness implements Runner {
  readonly #watch = new StopWatch();
  readonly #said: string[] = [];
  readonly #misplaced: string[] = [];
  #length = 0;

  /** Milliseconds of CPU. */
  get total(): number {
    return this.#watch.total;
  }

  run<T>(name: string, work: () => T): T {
    const value = this.#watch.run(name, work);
    if (SHOWN.has(name)) this.#said.push(textOf(value));
    if (PLACED.has(name)) this.#place(name, value);
    if (name === "tree") this.#said.push(labelsOf(value));
    return value;
  }

  drain<T>(name: string, steps: Steps<T>): T {
    const value = this.#watch.drain(name, steps);
    if (isAnalysis(value)) {
      this.#length = value.files[0]?.source.text.length ?? 0;
      this.#said.push(textOf(value.findings));
      this.#place(name, value.findings);
    }
    return value;
  }

  /** @throws AssertionError where a place lies outside of the text that it was found in */
  assertPlaces(): void {
    assert.deepEqual(this.#misplaced, []);
  }

  /** @throws AssertionError where anything that was said holds the secret, whatever its case */
  assertSilent(secret: string): void {
    const folded = secret.toLowerCase();
    assert.deepEqual(
      this.#said.filter(text => text.toLowerCase().includes(folded)),
      [],
    );
  }

  #place(name: string, value: unknown): void {
    for (const { start, end } of spansOf(value)) {
      const fits = Number.isInteger(start) && 0 <= start && start <= end && end <= this.#length;
      if (!fits) this.#misplaced.push(`${name} at ${start}-${end} of ${this.#length}`);
    }
  }
}

function isAnalysis(value: unknown): value is Analysis {
  return typeof value === "object" && value !== null && "findings" in value && "files" in value;
}

/** Everything in a value, certificates' bytes excepted. */
function textOf(value: unknown): string {
  const seen = (_: string, each: unknown) =>
    each instanceof Uint8Array || typeof each === "bigint" ? String(each.constructor.name) : each;
  return JSON.stringify(value, seen) ?? "";
}

function labelsOf(value: unknown): string {
  const node = typeof value === "object" && value !== null && "value" in value ? value.value : value;
  return isNode(node) ? textOf([node.id, node.label, node.description, node.name, node.file]) : "";
}

function isNode(value: unknown): value is TreeNode {
  return typeof value === "object" && value !== null && "label" in value && "description" in value;
}

function* spansOf(value: unknown): Iterable<{ readonly start: number; readonly end: number }> {
  if (typeof value !== "object" || value === null || value instanceof Uint8Array) return;
  if (
    "start" in value &&
    "end" in value &&
    typeof value.start === "number" &&
    typeof value.end === "number"
  ) {
    yield { start: value.start, end: value.end };
  }
  for (const each of Array.isArray(value) ? value : Object.values(value)) yield* spansOf(each);
}
