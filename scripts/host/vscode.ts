import { readdirSync, rmSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { must } from "../run.ts";
import { cached, editJson, onWindows, unpack } from "./fetch.ts";

/** A VS Code server on disk and the Node it runs on. */
export interface VsCode {
  /** As VS Code counts: `1.139.1`. */
  readonly version: string;
  readonly folder: string;
  readonly node: string;
}

/** The versions that the suites run on: the newest that code-server carries, and that of `engines.vscode`. */
export const releases = {
  newest: { codeServer: "4.139.1", node: undefined },
  oldest: { codeServer: "4.106.3", node: "22" },
} as const;

export type Release = keyof typeof releases;

/**
 * The VS Code server and workbench out of the npm package code-server, installed without native builds:
 * spdlog, node-pty and watchdog then log an error and nothing else misses them.
 */
export async function fetchVsCode(release: Release): Promise<VsCode> {
  const { codeServer, node } = releases[release];
  const package_ = await cached(`code-server-${codeServer}`, async folder => {
    await unpack(`code-server@${codeServer}`, folder);
    for (const entry of readdirSync(folder)) {
      if (entry !== "lib" && entry !== "package.json") rmSync(join(folder, entry), { recursive: true });
    }
    const server = join(folder, "lib", "vscode");
    if (release === "oldest") loosen(server);
    await must("npm", ["install", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund"], {
      cwd: server,
      shell: onWindows,
      env: { ...process.env, PATH: `${dirname(process.execPath)}${delimiter}${process.env["PATH"] ?? ""}` },
    });
  });
  return {
    version: codeServer.replace(/^4/, "1"),
    folder: join(package_, "lib", "vscode"),
    node: node === undefined ? process.execPath : await fetchNode(node),
  };
}

/** Its lock file names a dependency by a git address that only GitHub serves; the registry has the same one. */
function loosen(server: string): void {
  rmSync(join(server, "npm-shrinkwrap.json"), { force: true });
  editJson(join(server, "package.json"), manifest => {
    const dependencies = manifest["dependencies"];
    if (typeof dependencies === "object" && dependencies !== null) {
      Object.assign(dependencies, { "@parcel/watcher": "^2.5.1" });
    }
  });
}

/** A Node of a major version, from the npm package that brings the binary of this platform. */
async function fetchNode(major: string): Promise<string> {
  const folder = await cached(`node-${major}`, async target => {
    const platform = process.platform === "win32" ? "win" : process.platform;
    const prefix = platform === "darwin" && process.arch === "arm64" ? "node-bin" : "node";
    await unpack(`${prefix}-${platform}-${process.arch}@${major}`, target);
  });
  return join(folder, "bin", process.platform === "win32" ? "node.exe" : "node");
}
