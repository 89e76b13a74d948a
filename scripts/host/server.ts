import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "../free-port.ts";
import type { VsCode } from "./vscode.ts";

export interface ServerOptions {
  /** Where the server keeps its data, settings, extensions and home; the caller removes it. */
  readonly folder: string;
  /** Added to what every run sets. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Set for the server and so for the Node extension host, whose HOME is otherwise an empty folder. */
  readonly env?: Readonly<Record<string, string>>;
  /** A fixed port instead of a free one. */
  readonly port?: number;
  /** Honour the address's payload (extension under development, suites). Default true. */
  readonly development?: boolean;
}

export interface Server {
  /** `127.0.0.1:PORT`: the authority of `vscode-remote` addresses too. */
  readonly authority: string;
  /** What it printed so far. */
  readonly output: () => string;
  readonly stop: () => Promise<void>;
  readonly stopped: Promise<unknown>;
}

/** What a run sets, whatever else it sets: nothing pops up, nothing is fetched. */
const quietSettings = {
  "security.workspace.trust.enabled": false,
  "chat.disableAIFeatures": true,
  "workbench.startupEditor": "none",
  "extensions.autoCheckUpdates": false,
  "extensions.ignoreRecommendations": true,
  "extensions.autoUpdate": false,
  "git.enabled": false,
  "telemetry.telemetryLevel": "off",
  "update.showReleaseNotes": false,
  "workbench.tips.enabled": false,
  "workbench.welcomePage.walkthroughs.openOnInstall": false,
};

/** Start the VS Code server on a loopback port and wait until it answers. @throws Error when it ends instead. */
export async function startServer(vscode: VsCode, options: ServerOptions): Promise<Server> {
  const at = (name: string) => join(options.folder, name);
  for (const name of ["data", "user/User", "extensions", "home"]) mkdirSync(at(name), { recursive: true });
  const settings = { ...quietSettings, ...options.settings };
  writeFileSync(at("user/User/settings.json"), JSON.stringify(settings, null, 2));
  const port = options.port ?? (await freePort());
  const child = spawn(
    vscode.node,
    [
      ...program(vscode, options.folder),
      "--without-connection-token",
      "--host",
      "127.0.0.1",
      "--port",
      `${port}`,
    ].concat(options.development === false ? [] : ["--enable-smoke-test-driver"]),
    { env: environment(options), stdio: ["ignore", "pipe", "pipe"], detached: process.platform !== "win32" },
  );
  const output = collect(child);
  const stopped = new Promise(done => child.once("close", done));
  const stop = async () => {
    end(child);
    await stopped;
  };
  const authority = `127.0.0.1:${port}`;
  if (!(await answers(`http://${authority}/`, child))) {
    await stop();
    throw new Error(`VS Code ${vscode.version} did not start:\n${output()}`);
  }
  return { authority, output, stop, stopped };
}

/** The arguments that every use of the server program shares, `--install-extension` too. */
export function program(vscode: VsCode, folder: string): string[] {
  return [
    join(vscode.folder, "out", "server-main.js"),
    "--accept-server-license-terms",
    ...["--server-data-dir", join(folder, "data"), "--user-data-dir", join(folder, "user")],
    ...["--extensions-dir", join(folder, "extensions"), "--telemetry-level", "off"],
  ];
}

function environment(options: ServerOptions): NodeJS.ProcessEnv {
  const { KUBECONFIG: _, NODE_OPTIONS: __, ...inherited } = process.env;
  const home = join(options.folder, "home");
  return { ...inherited, EXTENSIONS_GALLERY: "{}", HOME: home, USERPROFILE: home, ...options.env };
}

function collect(child: ChildProcess): () => string {
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  return () => output;
}

/** End the server and the extension hosts it started: its whole process group where there is one. */
function end(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null) return;
  try {
    if (process.platform === "win32") child.kill();
    else process.kill(-child.pid, "SIGKILL");
  } catch {
    // It ended by itself in between.
  }
}

async function answers(url: string, child: ChildProcess): Promise<boolean> {
  for (let attempt = 0; attempt < 300 && child.exitCode === null; attempt++) {
    try {
      if ((await fetch(url)).ok) return true;
    } catch {
      // Not listening yet.
    }
    await sleep(100);
  }
  return false;
}
