import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, openSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { patience } from "../pace.ts";

/** A program that runs until it is stopped. */
export interface Running {
  /** Wait until `check` holds. @throws Error with the end of its log when it ends first, or after `ms` milliseconds */
  until(check: () => Promise<boolean>, what: string, ms?: number): Promise<void>;
  /** End it at once: an API server that is asked to waits for those who watch. */
  stop(): Promise<void>;
}

/** Programs and their temporary folder, which do not outlive this process, however it ends. */
export interface Processes {
  readonly folder: string;
  /** @param name of its log, `logs/NAME.log` in the folder */
  start(name: string, binary: string, args: readonly string[]): Running;
  /** Stop all, last first, and remove the folder. */
  stop(): Promise<void>;
}

export function startProcesses(prefix: string): Processes {
  const folder = mkdtempSync(join(tmpdir(), prefix));
  const logs = join(folder, "logs");
  mkdirSync(logs);
  const keeper = startKeeper();
  keeper.say(`folder ${folder}`);
  const all: Running[] = [];
  return {
    folder,
    start(name, binary, args) {
      const log = join(logs, `${name}.log`);
      const output = openSync(log, "a");
      // In a group of its own: an interrupt at the terminal reaches only who started it.
      const child = spawn(binary, args, { cwd: folder, stdio: ["ignore", output, output], detached: true });
      const running = watch(name, child, log, keeper.say);
      all.push(running);
      return running;
    },
    async stop() {
      for (const running of all.toReversed()) await running.stop();
      await keeper.end();
    },
  };
}

function watch(name: string, child: ChildProcess, log: string, say: (line: string) => void): Running {
  const { pid } = child;
  if (pid !== undefined) say(`started ${pid}`);
  let failure = "";
  const ended = new Promise<void>(done => {
    child.once("error", error => {
      failure = error.message;
      done();
    });
    child.once("exit", (code, signal) => {
      failure = `it ended with ${code ?? signal}`;
      say(`ended ${pid}`);
      done();
    });
  });
  const report = (problem: string) =>
    new Error(`${name}: ${problem}\n${readFileSync(log, "utf8").split("\n").slice(-30).join("\n")}`);
  return {
    async until(check, what, ms = 30_000) {
      const deadline = Date.now() + patience(ms);
      while (!(await check())) {
        if (failure !== "") throw report(failure);
        if (Date.now() > deadline) throw report(`not ${what} in time`);
        await sleep(50);
      }
    },
    async stop() {
      child.kill("SIGKILL");
      await ended;
    },
  };
}

/** The process that cleans up when this one cannot. */
function startKeeper(): { readonly say: (line: string) => void; readonly end: () => Promise<void> } {
  const child = spawn(process.execPath, [join(import.meta.dirname, "keeper.ts")], {
    stdio: ["pipe", "ignore", "ignore"],
    detached: true,
  });
  // Neither it nor the pipe to it keeps this process from ending.
  child.unref();
  child.stdin.on("error", () => {});
  if ("unref" in child.stdin && typeof child.stdin.unref === "function") child.stdin.unref();
  const closed = new Promise<void>(done => child.once("exit", () => done()));
  return {
    say: line => void child.stdin.write(`${line}\n`),
    async end() {
      child.ref();
      child.stdin.end();
      await closed;
    },
  };
}
