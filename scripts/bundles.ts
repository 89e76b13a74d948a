import { globSync, readFileSync } from "node:fs";
import { basename, join, relative, resolve } from "node:path";
import type { BuildOptions, Plugin } from "esbuild";
import { root } from "./root.ts";

/**
 * Modules that load on first use: `import()` of one of them becomes a file of its own in dist/, so that
 * its code is not even read at activation. In the browser `src/vscode/runBundle.ts` runs the same file.
 * Paths from the project's folder; an absent one is left out.
 */
export const lazyModules: Readonly<Record<string, string>> = {
  "src/core/x509/signing.ts": "signing",
  "src/cluster/index.ts": "cluster",
};

/** The scripts of webviews, each a file of its own in dist/media. Paths from the project's folder. */
export const pages: Readonly<Record<string, string>> = {
  "src/vscode/views/page/main.ts": "report",
  "src/vscode/certificateEditor/page.ts": "certificate",
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
 * The bundles: `inspector.js`, all that both hosts share and the browser's entry, with its lazy parts;
 * `extension.js`, the entry for Node, which adds the machine's files; the pages; and the command line.
 */
export function extensionBundles({ production }: BundleOptions): BuildOptions[] {
  const lazy = Object.entries(lazyModules).filter(([path]) => globSync(path, { cwd: root }).length > 0);
  const shared: BuildOptions = { ...common, minify: production, sourcemap: production ? false : "linked" };
  return [
    {
      ...shared,
      platform: "node",
      target: "node22",
      entryPoints: { extension: "src/extension.ts" },
      outdir: "dist",
      plugins: [sharedFile()],
    },
    {
      ...shared,
      platform: "browser",
      target: "es2022",
      entryPoints: {
        inspector: "src/extension.web.ts",
        ...Object.fromEntries(lazy.map(([path, name]) => [name, path])),
      },
      outdir: "dist",
      plugins: [lazyFiles()],
      supported: { "dynamic-import": false },
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
      entryPoints: { cli: "src/cli/main.ts" },
      outdir: "dist",
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

/** The entry for Node takes what it activates from the bundle that the browser's entry is in. */
function sharedFile(): Plugin {
  return {
    name: "shared-file",
    setup(build) {
      build.onResolve({ filter: /\/vscode\/activate\.ts$/ }, () => ({
        path: "./inspector.js",
        external: true,
      }));
    },
  };
}

/** Turns `import("./signing.ts")` of a lazy module into a load of its own file. */
function lazyFiles(): Plugin {
  return {
    name: "lazy-files",
    setup(build) {
      build.onResolve({ filter: /^\./ }, args => {
        if (args.kind !== "dynamic-import") return undefined;
        const name = lazyModules[relative(root, resolve(args.resolveDir, args.path)).replaceAll("\\", "/")];
        return name === undefined ? undefined : { path: `./${name}.js`, external: true };
      });
    },
  };
}

/** The version that package.json carries. */
export function packageVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  if (typeof manifest === "object" && manifest !== null && "version" in manifest)
    return String(manifest.version);
  throw new Error("package.json has no version");
}
