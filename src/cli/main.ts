#!/usr/bin/env node
import { writeSync } from "node:fs";
import { printable } from "../core/report/table.ts";
import { nodePlatform } from "../platform/node.ts";
import { run } from "./run.ts";

/** Put in by the build. */
declare const KUBECONFIG_INSPECTOR_VERSION: string | undefined;

/** A program that reads less than everything, as `head` does, is no error. @returns false where it has read less */
function write(stream: 1 | 2, text: string): boolean {
  const bytes = Buffer.from(text, "utf8");
  for (let from = 0; from < bytes.length; ) {
    const written = writeSome(stream, bytes.subarray(from));
    if (written === undefined) return false;
    from += written;
  }
  return true;
}

/** @returns how many bytes; undefined where nobody reads them */
function writeSome(stream: 1 | 2, bytes: Uint8Array): number | undefined {
  try {
    return writeSync(stream, bytes);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "EAGAIN") return 0;
    if (code === "EPIPE") return undefined;
    throw error;
  }
}

let interrupted: AbortController | undefined;

function interruption(): AbortSignal {
  if (interrupted === undefined) {
    const controller = new AbortController();
    interrupted = controller;
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, () => controller.abort());
  }
  return interrupted.signal;
}

const version = typeof KUBECONFIG_INSPECTOR_VERSION === "string" ? KUBECONFIG_INSPECTOR_VERSION : "0.0.0-dev";
const code = run(process.argv.slice(2), {
  ...nodePlatform(),
  cwd: process.cwd(),
  version,
  interruption,
  out: text => write(1, text),
  err: text => write(2, text),
});
code.then(
  exitCode => {
    process.exitCode = exitCode;
  },
  (error: unknown) => {
    write(2, `kubeconfig-inspector: ${printable(error instanceof Error ? error.message : String(error))}\n`);
    process.exitCode = 70;
  },
);
