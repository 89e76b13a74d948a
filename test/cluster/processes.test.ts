import { strict as assert } from "node:assert";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { patience } from "../support/pace.ts";

/** Starts something that would run for ever, tells its process and folder, and then does what it is told. */
const STARTER = `
import { readFileSync } from "node:fs";
import { startProcesses } from ${JSON.stringify(join(import.meta.dirname, "..", "support", "cluster", "processes.ts"))};
const processes = startProcesses("test-processes-");
const running = processes.start("sleeper", process.execPath, ["-e", "console.log(process.pid); setInterval(() => {}, 1000)"]);
const log = () => readFileSync(processes.folder + "/logs/sleeper.log", "utf8").trim();
await running.until(async () => log() !== "", "started");
console.log(JSON.stringify({ pid: Number(log()), folder: processes.folder }));
process.stdin.once("data", () => setTimeout(() => { throw new Error("asked to"); }));
`;

const ENDS: Readonly<Record<string, (starter: ChildProcess) => void>> = {
  "is interrupted": starter => starter.kill("SIGINT"),
  "is asked to end": starter => starter.kill("SIGTERM"),
  "is killed": starter => starter.kill("SIGKILL"),
  "throws what nobody catches": starter => starter.stdin?.write("throw\n"),
};

describe("the programs that a test has started", () => {
  for (const [how, end] of Object.entries(ENDS)) {
    it(`are gone, with their folder, when it ${how}`, async function () {
      this.timeout(patience(60_000));
      if (process.platform === "win32") return this.skip();
      const starter = spawn(process.execPath, ["--input-type=module", "-e", STARTER], {
        stdio: ["pipe", "pipe", "ignore"],
      });
      const [line] = await once(createInterface({ input: starter.stdout }), "line");
      const { pid, folder } = JSON.parse(line);
      assert.deepEqual([isRunning(pid), existsSync(folder)], [true, true]);
      end(starter);
      const deadline = Date.now() + patience(20_000);
      while ((isRunning(pid) || existsSync(folder)) && Date.now() < deadline) await sleep(20);
      assert.deepEqual([isRunning(pid), existsSync(folder)], [false, false]);
    });
  }
});

/** One that has ended is listed until its new parent, process 1, asks for its outcome, which not every one does. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  const stat = `/proc/${pid}/stat`;
  return !existsSync(stat) || !/\) Z/.test(readFileSync(stat, "utf8"));
}
