import { chmodSync, existsSync, mkdtempSync, promises, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { render } from "../../../src/core/message.ts";
import type { Rewrite, WriteResult } from "../../../src/core/ports.ts";
import type { Disk } from "../../../src/platform/disk.ts";
import type { WriterWorld } from "../../../src/platform/writer-world.ts";

/** A folder of its own for each test, gone afterwards. */
export function temporaryFolder(): { readonly path: string; list(): readonly string[] } {
  let path = "";
  beforeEach(() => {
    path = mkdtempSync(join(tmpdir(), "kubeconfig-writes-"));
  });
  afterEach(() => {
    chmodSync(path, 0o700);
    rmSync(path, { recursive: true, force: true });
  });
  return {
    get path() {
      return path;
    },
    list: () => readdirSync(path).sort(),
  };
}

/** What happens before a step, waited for; `skip` leaves the step out. */
export type Fault = (step: string, path: string, call: Call) => unknown;

export interface Call {
  /** What the step belongs to: the file system, or an open file. */
  readonly on: object;
  readonly args: readonly unknown[];
}

/** The real disk, with a fault before each of its steps, those on open files included. */
export function faultyDisk(fault: Fault): Disk {
  return faulty(promises, "", fault, "");
}

function faulty<T extends object>(real: T, prefix: string, fault: Fault, file: string): T {
  return new Proxy(real, {
    get(target, name) {
      const value = Reflect.get(target, name);
      if (typeof value !== "function") return value;
      return async (...args: unknown[]) => {
        const path = typeof args[0] === "string" ? args[0] : file;
        const outcome = await fault(prefix + String(name), path, { on: target, args });
        if (outcome === "skip") return undefined;
        const result = await value.apply(target, args);
        return name === "open" ? faulty(result, "file.", fault, path) : result;
      };
    },
  });
}

/** The real disk, as a file system that does not tell names by their case, such as macOS' and Windows' own. */
export function foldingDisk(): Disk {
  const folded = (path: string): string => {
    const [folder, name] = [dirname(path), basename(path)];
    const names = existsSync(folder) ? readdirSync(folder) : [];
    return join(folder, names.find(each => each.toLowerCase() === name.toLowerCase()) ?? name);
  };
  return new Proxy(promises, {
    get(target, name) {
      const value = Reflect.get(target, name);
      if (typeof value !== "function") return value;
      return (...args: unknown[]) =>
        value.apply(
          target,
          args.map(each => (typeof each === "string" ? folded(each) : each)),
        );
    },
  });
}

/** A clock that only moves while somebody sleeps, in half seconds at least. */
export function worldOf(disk: Disk, start = Date.now()): WriterWorld {
  let now = start;
  return {
    disk,
    clock: {
      now: () => now,
      sleep: milliseconds => {
        now += Math.max(milliseconds, 500);
        return Promise.resolve();
      },
    },
  };
}

export function diskError(code: string): Error {
  return Object.assign(new Error(code), { code });
}

/** Whatever stood there, this text. */
export const become =
  (text: string): Rewrite =>
  () => ({ ok: true, text });

/** What stood there, and this text. */
export const append =
  (text: string): Rewrite =>
  current => ({ ok: true, text: (current ?? "") + text });

/** What a write came to, as a person reads it. */
export function told(result: WriteResult): string {
  return result.kind === "refused" ? render(result.reason) : result.kind;
}
