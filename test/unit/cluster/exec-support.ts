import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ExecFailureCode, ExecOptions, ExecPlugin } from "../../../src/cluster/exec/index.ts";
import { render } from "../../../src/core/message.ts";

export const V1 = "client.authentication.k8s.io/v1";
export const V1BETA1 = "client.authentication.k8s.io/v1beta1";

export const NOW = Date.parse("2026-06-01T12:00:00Z");

/** A plugin that runs a text of JavaScript in this Node. */
export function scripted(code: string, over: Partial<ExecPlugin> = {}): ExecPlugin {
  return {
    command: process.execPath,
    args: ["-e", code],
    env: [],
    apiVersion: V1,
    interactiveMode: "IfAvailable",
    provideClusterInfo: false,
    installHint: "",
    ...over,
  };
}

/** A plugin that prints a text. */
export function printing(text: string, over: Partial<ExecPlugin> = {}): ExecPlugin {
  return scripted(`process.stdout.write(${JSON.stringify(text)})`, over);
}

/** What a plugin prints. */
export function credential(status: unknown, apiVersion = V1): string {
  return JSON.stringify({ apiVersion, kind: "ExecCredential", status });
}

export const options: ExecOptions = {
  cluster: { server: "https://192.0.2.10:6443" },
  env: process.env,
  style: process.platform === "win32" ? "windows" : "posix",
  policy: { kind: "AllowAll", allowlist: [] },
  now: () => NOW,
};

interface Given {
  readonly ok: boolean;
}

/** The code of a failure, and its text. */
export function failureOf(result: Given): { readonly code: ExecFailureCode; readonly text: string } {
  if (!isFailure(result)) throw new Error("It did not fail");
  return { code: result.code, text: render(result.message) };
}

function isFailure(
  result: Given,
): result is { ok: false; code: ExecFailureCode; message: Parameters<typeof render>[0] } {
  return !result.ok && "message" in result;
}

/** A folder of its own for each test, gone afterwards. */
export function folder(): {
  readonly path: string;
  write(name: string, text: string, mode?: number): string;
} {
  let path = "";
  beforeEach(() => {
    path = mkdtempSync(join(tmpdir(), "exec-"));
  });
  afterEach(() => rmSync(path, { recursive: true, force: true }));
  return {
    get path() {
      return path;
    },
    write(name, text, mode = 0o700) {
      const file = join(path, name);
      writeFileSync(file, text, { mode });
      return file;
    },
  };
}
