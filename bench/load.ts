import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { extensionBundles } from "../scripts/bundles.ts";
import { root } from "../scripts/root.ts";
import { median, timed } from "./processes.ts";

/** What it costs to load the extension, before anything is activated. */
export interface Load {
  /** Milliseconds of CPU, median of several processes. */
  readonly ours_ms: number;
  /** The same for the core, which is read after activation, on first use. */
  readonly core_ms: number;
  /** The same for the `yaml` package as one minified file, on the same machine at the same time. */
  readonly peer_ms: number;
  /** Bytes of the files that activation loads. */
  readonly bytes: number;
}

const folder = join(root, ".cache", "bench", "load");

/** A module that stands for `vscode`: everything that is asked of it is there, and does nothing. */
const STUB = `const nothing = () => new Proxy(function () {}, {
  get: (_, key) => (key === "then" ? undefined : key === "prototype" ? Object.prototype : nothing()),
  apply: () => nothing(),
  construct: () => ({}),
  getPrototypeOf: () => everything,
});
const everything = new Proxy({}, { get: (_, key) => (key === "then" ? undefined : nothing()) });
module.exports = nothing();`;

/** Prints the CPU time of loading one file. What Node brings along is there before, as it is in an extension host. */
const PROGRAM = `for (const name of ["fs", "os", "path", "crypto", "url", "util", "net", "tls"]) require(name);
const start = process.threadCpuUsage();
require(process.argv[2]);
const { user, system } = process.threadCpuUsage(start);
console.log((user + system) / 1000);`;

/** Bundles what is released into a folder of its own, and loads it against the peer, alternating. */
export async function measureLoad(rounds: number): Promise<Load> {
  mkdirSync(join(folder, "node_modules", "vscode"), { recursive: true });
  writeFileSync(join(folder, "node_modules", "vscode", "index.js"), STUB);
  writeFileSync(join(folder, "load.cjs"), PROGRAM);
  const bytes = await bundles();
  const [ours, core, peer]: [number[], number[], number[]] = [[], [], []];
  for (let round = 0; round < rounds; round++) {
    ours.push(loadTime("extension.js"));
    core.push(loadTime("core.js"));
    peer.push(loadTime("yaml.js"));
  }
  return { ours_ms: median(ours), core_ms: median(core), peer_ms: median(peer), bytes };
}

/** @returns the bytes of what loads at activation */
async function bundles(): Promise<number> {
  let bytes = 0;
  for (const options of extensionBundles({ production: true })) {
    if (options.format !== "cjs" || "cli" in (options.entryPoints ?? {})) continue;
    const { outputFiles } = await build({ ...options, outdir: folder, write: false });
    for (const { path, contents } of outputFiles) {
      writeFileSync(path, contents);
      if (/[\\/](?:extension|inspector)\.js$/.test(path)) bytes += contents.length;
    }
  }
  const yaml = {
    stdin: { contents: 'export * from "yaml";', resolveDir: root },
    outfile: join(folder, "yaml.js"),
  };
  await build({
    ...yaml,
    bundle: true,
    minify: true,
    platform: "node",
    format: "cjs",
    mainFields: ["module", "main"],
  });
  return bytes;
}

function loadTime(file: string): number {
  const { stdout } = timed(process.execPath, [join(folder, "load.cjs"), join(folder, file)]);
  return Number(stdout);
}
