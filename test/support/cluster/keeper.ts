/**
 * Ends what another process has started, when that process is no more: however it ended, the pipe from it does too. Each
 * line on standard input is `folder PATH` (remove it), `started PID` or `ended PID`.
 */
import { rmSync } from "node:fs";
import { createInterface } from "node:readline";

const folders: string[] = [];
const running = new Set<number>();

// Whoever interrupts the tests does not interrupt the cleaning up.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => {});

createInterface({ input: process.stdin })
  .on("line", line => {
    const [, verb, what = ""] = /^(\w+) (.*)$/.exec(line) ?? [];
    if (verb === "folder") folders.push(what);
    if (verb === "started") running.add(Number(what));
    if (verb === "ended") running.delete(Number(what));
  })
  .on("close", () => {
    for (const pid of running) kill(pid);
    for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 20 });
  });

function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It has ended by itself.
  }
}
