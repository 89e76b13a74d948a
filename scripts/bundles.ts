import { globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { BuildOptions } from "esbuild";
import { besideInspector, COMMANDS, commandsOnDemand, inspectorParts } from "./command-file.ts";
import {
  besideActivation,
  coreOnDemand,
  coreParts,
  requireBesideInspector,
  requireCoreOnDemand,
  requireOnDemand,
} from "./core-file.ts";
import { lazyFiles } from "./lazy-files.ts";
import { root } from "./root.ts";

/** The scripts of webviews, each a file of its own in dist/media. Paths from the project's folder. */
export const pages: Readonly<Record<string, string>> = {
  "src/vscode/views/page/main.ts": "report",
  "src/vscode/certificate-editor/page.ts": "certificate",
};

const common: BuildOptions = {
  bundle: true,
  format: "cjs",
  external: ["vscode"],
  mainFields: ["module", "main"],
  absWorkingDir: root,
  legalComments: "none",
  logLevel: "warning",
};

export interface BundleOptions {
  /** Minify, and leave the source maps out. */
  readonly production: boolean;
}

/**
 * The bundles: `inspector.js`, what activation needs in both hosts; `commands.js`, what its commands do; `core.js`, the core, which it reads on first use;
 * `extension.js`, the entry for Node, which adds the machine's files; `cluster.js`, what speaks to API servers; `web.js`, the entry for the browser, which reads
 * the others; the parts that load on first use; the pages; and the command line.
 */
export function extensionBundles({ production }: BundleOptions): BuildOptions[] {
  const shared: BuildOptions = { ...common, minify: production, sourcemap: production ? false : "linked" };
  const both: BuildOptions = { ...shared, platform: "browser", target: "es2022", outdir: "dist" };
  return [
    {
      ...shared,
      platform: "node",
      target: "node22",
      entryPoints: { extension: "src/extension.ts" },
      outdir: "dist",
      plugins: [besideActivation(), commandsOnDemand()],
      supported: { "dynamic-import": false },
    },
    {
      ...both,
      entryPoints: { inspector: "inspector-parts" },
      banner: { js: requireOnDemand },
      plugins: [inspectorParts(), lazyFiles(), coreOnDemand()],
      supported: { "dynamic-import": false },
    },
    {
      ...both,
      entryPoints: { commands: COMMANDS },
      banner: { js: requireBesideInspector },
      plugins: [besideInspector(), lazyFiles(), coreOnDemand()],
      supported: { "dynamic-import": false },
    },
    {
      ...shared,
      platform: "node",
      target: "node22",
      entryPoints: { cluster: "src/cluster/index.ts" },
      outdir: "dist",
      banner: { js: requireCoreOnDemand },
      plugins: [coreOnDemand()],
    },
    {
      ...both,
      entryPoints: {
        web: "src/extension.web.ts",
        core: "core-parts",
        signing: "src/core/x509/signing.ts",
      },
      plugins: [coreParts()],
    },
    {
      ...shared,
      format: "esm",
      platform: "browser",
      target: "es2022",
      entryPoints: Object.fromEntries(Object.entries(pages).map(([path, name]) => [name, path])),
      outdir: "dist/media",
    },
    {
      ...shared,
      platform: "node",
      target: "node20",
      entryPoints: { cli: "src/cli/main.ts", "cli-mint": "src/cli/mint/index.ts" },
      outdir: "dist",
      plugins: [lazyFiles()],
      supported: { "dynamic-import": false },
      define: { KUBECONFIG_INSPECTOR_VERSION: JSON.stringify(packageVersion()) },
    },
  ];
}

export interface SuiteOptions {
  readonly kind: "node" | "web";
  /** The suites' folder, from the project's folder; only the `*.test.ts` directly in it count. */
  readonly folder: string;
  /** One of those files that is left out. */
  readonly without?: string | undefined;
  readonly outfile: string;
  /** Only tests whose title matches. */
  readonly grep?: string;
}

/** One file with every suite of a folder, in the shape that VS Code runs: `export function run()`. */
export function suiteBundle({ kind, folder, without, outfile, grep }: SuiteOptions): BuildOptions {
  const found = globSync(`${folder}/*.test.ts`, { cwd: root }).sort();
  const suites = found.filter(path => basename(path) !== without);
  const imports = suites.map(path => `() => import(${JSON.stringify(`./${path}`)})`).join(", ");
  const contents = `import { runSuites } from "./test/host/support/runner.${kind}.ts";
export const run = () => runSuites([${imports}], ${JSON.stringify({ grep })});`;
  return {
    ...common,
    stdin: { contents, resolveDir: root, sourcefile: "suites.ts", loader: "ts" },
    platform: kind === "web" ? "browser" : "node",
    target: kind === "web" ? "es2022" : "node22",
    external: kind === "web" ? ["vscode"] : ["vscode", "mocha"],
    sourcemap: "inline",
    outfile,
    // Mocha's browser file would otherwise take the bundle's own `module.exports`.
    define: kind === "web" ? { global: "globalThis", exports: "undefined" } : {},
  };
}

/** The version that package.json carries. */
export function packageVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  if (typeof manifest === "object" && manifest !== null && "version" in manifest)
    return String(manifest.version);
  throw new Error("package.json has no version");
}
