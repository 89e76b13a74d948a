import { relative, resolve } from "node:path";
import type { Plugin } from "esbuild";
import { root } from "./root.ts";

/**
 * Modules that load on first use: `import()` of one of them becomes a file of its own in dist/, so that
 * its code is not even read at activation. In the browser `src/vscode/world/run-bundle.ts` runs the same file.
 * Paths from the project's folder.
 */
export const lazyModules: Readonly<Record<string, string>> = {
  "src/core/x509/signing.ts": "signing",
  "src/cluster/index.ts": "cluster",
  "src/cli/mint/index.ts": "cli-mint",
};

/** Turns `import("./signing.ts")` of a lazy module into a load of its own file. */
export function lazyFiles(): Plugin {
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
