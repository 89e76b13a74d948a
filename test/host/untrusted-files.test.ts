import { strict as assert } from "node:assert";
import { existsSync, globSync, statSync } from "node:fs";
import { resolve } from "node:path";
import * as vscode from "vscode";
import type { TestApi } from "../../src/vscode/activate.ts";
import { slowness } from "../support/pace.ts";
import { extensionUnderTest } from "./support/extension.ts";

const CORPUS = resolve(
  vscode.extensions.getExtension("kubeconfig-inspector.kubeconfig-inspector")?.extensionPath ?? "",
  "../shared/corpus",
);

/** The longest that the extension host may be blocked, in milliseconds of its CPU time on a quiet machine. */
const BLOCK = 200;

/**
 * The longest work of this thread between two turns of its event loop, so that a machine that is busy with something
 * else makes it no longer.
 */
class LongestTurn {
  #since = process.threadCpuUsage();
  #longest = 0;
  readonly #timer = setInterval(() => this.#turn(), 1);

  /** Milliseconds since it was asked last. */
  take(): number {
    this.#turn();
    const longest = this.#longest;
    this.#longest = 0;
    return longest;
  }

  end(): void {
    clearInterval(this.#timer);
  }

  #turn(): void {
    const { user, system } = process.threadCpuUsage(this.#since);
    this.#since = process.threadCpuUsage();
    this.#longest = Math.max(this.#longest, (user + system) / 1e3);
  }
}

/** Nothing for a file that VS Code itself does not open as a text. */
async function open(path: string): Promise<vscode.TextDocument | undefined> {
  try {
    return await vscode.workspace.openTextDocument(vscode.Uri.file(path));
  } catch (error) {
    if (error instanceof Error && error.message.includes("binary")) return undefined;
    throw error;
  }
}

/** What VS Code asks for when a person opens a file, scrolls to its end and points at things. */
async function askForEverything(document: vscode.TextDocument): Promise<void> {
  const ask = (feature: string, ...more: unknown[]) =>
    vscode.commands.executeCommand(`vscode.execute${feature}Provider`, document.uri, ...more);
  await ask("CodeLens");
  await ask("DocumentSymbol");
  await ask("Link");
  for (const part of [0.1, 0.5, 0.9])
    await ask("Hover", document.positionAt(Math.floor(document.getText().length * part)));
}

describe("third-party and hostile files", function () {
  this.timeout(300_000);
  let api: TestApi;

  before(async function () {
    if (!existsSync(CORPUS)) {
      console.log(`  - skipped: ${CORPUS} is not there`);
      this.skip();
    }
    api = await extensionUnderTest();
  });

  for (const folder of ["kubeconfig", "yaml/hostile"]) {
    it(`of ${folder} are read without a freeze or an unhandled rejection`, async () => {
      const rejections: unknown[] = [];
      const note = (reason: unknown) => rejections.push(reason);
      process.on("unhandledRejection", note);
      const paths = globSync(`${CORPUS}/${folder}/**/*`).filter(path => statSync(path).isFile());
      const blocks: string[] = [];
      const turns = new LongestTurn();
      /** What blocks for too long while something runs; collecting garbage may, for once, so it runs again. */
      const watch = async (what: string, run: () => Promise<void>) => {
        const found: number[] = [];
        for (let attempt = 0; attempt < 3; attempt++) {
          turns.take();
          await run();
          await new Promise(done => setImmediate(done));
          const block = turns.take();
          if (block <= BLOCK || block <= BLOCK * slowness()) return;
          found.push(Math.round(block));
        }
        blocks.push(`${what}: ${found.join(", ")} ms`);
      };
      for (const path of paths) {
        const document = await open(path);
        if (document === undefined) continue;
        await watch(path, async () => {
          await api.sources.forDocument(document);
          await askForEverything(document);
        });
      }
      await watch("all of them again", () => api.sources.refresh());
      turns.end();
      process.off("unhandledRejection", note);
      assert.deepEqual({ blocks, rejections }, { blocks: [], rejections: [] });
    });
  }
});
