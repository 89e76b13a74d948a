import { strict as assert } from "node:assert";
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { nodeWriter } from "../../src/platform/write.ts";

/** `CRASH_KILLS=…` makes a longer run. Deaths within one process, thousands of them, are in test/unit/platform. */
const kills = Number(process.env["CRASH_KILLS"] ?? 120);
const source = fileURLToPath(new URL("support/crash-child.ts", import.meta.url));

/** @throws AssertionError unless it is a text of crash-child.ts, whole */
function assertWhole(text: string): void {
  const length = Number(/^length (\d+)\n/.exec(text)?.[1]);
  assert.equal(text.length, `length ${length}\n`.length + length);
}

describe("a process that is killed while it writes", function () {
  this.timeout(600_000);
  let folder = "";
  let path = "";
  let programs = "";
  let child = "";

  before(async function () {
    if (process.platform === "win32") {
      console.log("      skipped: there is no SIGKILL on Windows");
      this.skip();
    }
    programs = mkdtempSync(join(tmpdir(), "edits-crash-child-"));
    child = join(programs, "child.mjs");
    // One file starts in a fraction of the time that its modules take, and it is started again and again.
    await build({ entryPoints: [source], outfile: child, bundle: true, platform: "node", format: "esm" });
  });

  after(() => rmSync(programs, { recursive: true, force: true }));

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "edits-crash-"));
    path = join(folder, "config");
    writeFileSync(path, "length 0\n", { mode: 0o600 });
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it(`at any moment, ${kills} times, leaves a whole file`, async () => {
    const left = { lock: 0, temporary: 0 };
    for (let count = 0; count < kills; count++) {
      await killAfter(30 * Math.random());
      assertWhole(readFileSync(path, "utf8"));
      const names = readdirSync(folder);
      if (names.includes("config.lock")) left.lock += 1;
      if (names.some(name => name.endsWith(".tmp"))) left.temporary += 1;
    }
    assert.ok(left.lock > 0 && left.temporary > 0, `nobody was killed in a write: ${JSON.stringify(left)}`);
    await writeAgain();
  });

  it("before each of its steps leaves a whole file", async () => {
    for (let step = 0; ; step++) {
      const run = spawnSync(process.execPath, [child, path, String(step)], { encoding: "utf8" });
      assertWhole(readFileSync(path, "utf8"));
      if (run.signal !== "SIGKILL") {
        assert.equal(run.status, 0, run.stderr);
        assert.ok(step > 20, `${step} steps`);
        break;
      }
    }
    await writeAgain();
  });

  /** @param milliseconds from the moment its writing begins */
  function killAfter(milliseconds: number): Promise<void> {
    const writing = spawn(process.execPath, [child, path], { stdio: ["ignore", "pipe", "inherit"] });
    writing.stdout.once("data", () => setTimeout(() => writing.kill("SIGKILL"), milliseconds));
    return new Promise(resolve => {
      writing.on("exit", () => resolve());
    });
  }

  async function writeAgain(): Promise<void> {
    const result = await nodeWriter().rewrite(path, () => ({ ok: true, text: "again" }), {
      onHeldLock: () => Promise.resolve(true),
    });
    assert.deepEqual([result.kind, readdirSync(folder)], ["written", ["config"]]);
  }
});
