import { type ChildProcess, execFile, spawn } from "node:child_process";
import type { Start } from "./start.ts";

export interface ProcessOptions {
  readonly env: Readonly<Record<string, string>>;
  /** Milliseconds. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
  /** More on standard output ends the program. */
  readonly maxOutputBytes: number;
}

/** How a program ended. Whatever is not `exited` was ended with all that it had started. */
export type Outcome =
  | { readonly kind: "exited"; readonly code: number; readonly stdout: string; readonly stderr: string }
  | { readonly kind: "killed"; readonly signal: string; readonly stderr: string }
  | { readonly kind: "timeout"; readonly stderr: string }
  | { readonly kind: "cancelled" }
  | { readonly kind: "too-much-output"; readonly limit: number }
  /** By the system's word: `EACCES`. */
  | { readonly kind: "not-started"; readonly code: string };

/** How much of the end of standard error is kept: bytes. */
const STDERR = 8 * 1024;
/** More on standard error ends the program as well: bytes. */
const MAX_STDERR = 16 * 1024 * 1024;

/** Run a program without input, and read what it prints. Never throws; holds no more than what is asked for. */
export function runProcess(start: Start, options: ProcessOptions): Promise<Outcome> {
  if (options.signal?.aborted === true) return Promise.resolve({ kind: "cancelled" });
  let child: ChildProcess;
  try {
    child = spawn(start.file, start.args, {
      argv0: start.argv0,
      env: options.env,
      stdio: ["ignore", "pipe", "pipe"],
      // A group of its own, so that all of it can be ended.
      detached: process.platform !== "win32",
      windowsHide: true,
      windowsVerbatimArguments: start.verbatim,
    });
  } catch (error) {
    // Its message holds arguments and variables.
    return Promise.resolve({ kind: "not-started", code: codeOf(error) });
  }
  return new Promise(resolve => watch(child, options, resolve));
}

function watch(child: ChildProcess, options: ProcessOptions, resolve: (outcome: Outcome) => void): void {
  const stdout: Buffer[] = [];
  let size = 0;
  let stderr = Buffer.alloc(0);
  let noise = 0;
  const said = () => stderr.toString("utf8");

  const settle = (outcome: Outcome) => {
    clearTimeout(timer);
    options.signal?.removeEventListener("abort", cancel);
    process.removeListener("exit", leave);
    resolve(outcome);
  };
  const end = (outcome: Outcome) => {
    leave();
    // Something that left the group may hold them open.
    child.stdout?.destroy();
    child.stderr?.destroy();
    settle(outcome);
  };
  const leave = () => killGroup(child);
  const cancel = () => end({ kind: "cancelled" });
  const timer = setTimeout(() => end({ kind: "timeout", stderr: said() }), options.timeoutMs);
  options.signal?.addEventListener("abort", cancel, { once: true });
  process.once("exit", leave);

  child.stdout?.on("data", (piece: Buffer) => {
    size += piece.length;
    if (size > options.maxOutputBytes) end({ kind: "too-much-output", limit: options.maxOutputBytes });
    else stdout.push(piece);
  });
  child.stderr?.on("data", (piece: Buffer) => {
    noise += piece.length;
    stderr = Buffer.concat([stderr, piece]).subarray(-STDERR);
    if (noise > MAX_STDERR) end({ kind: "too-much-output", limit: MAX_STDERR });
  });
  child.on("error", error => settle({ kind: "not-started", code: codeOf(error) }));
  // Go waits as well until standard output is closed, by whoever has it.
  child.on("close", (code, signal) => {
    if (code === null) settle({ kind: "killed", signal: signal ?? "", stderr: said() });
    else settle({ kind: "exited", code, stdout: Buffer.concat(stdout).toString("utf8"), stderr: said() });
  });
}

/** End a program and whatever it has started, at once. */
function killGroup(child: ChildProcess): void {
  const { pid } = child;
  if (pid === undefined) return;
  if (process.platform === "win32") {
    const taskkill = `${process.env["SystemRoot"] ?? "C:\\Windows"}\\System32\\taskkill.exe`;
    execFile(taskkill, ["/pid", String(pid), "/t", "/f"], { windowsHide: true }, () => child.kill());
    return;
  }
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // It is gone.
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "unknown";
}
