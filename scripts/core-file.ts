import { globSync, readFileSync } from "node:fs";
import { join, posix, relative, resolve } from "node:path";
import type { Plugin } from "esbuild";
import { importsOf } from "./layers.ts";
import { lazyModules } from "./lazy-files.ts";
import { root } from "./root.ts";

/**
 * The core as a file of its own. Activation only registers what VS Code may ask for, yet most of the code, and so of
 * the time that V8 takes to read it, is the core. Therefore an import of the core by the VS Code layer becomes
 * `require("./core/PART")` in `inspector.js`, and the first use of anything of a part reads `core.js`.
 */
const CORE = "src/core/";
const PREFIX = "./core/";

/** What activation itself asks, so that it stands in `inspector.js`: small, and without state. */
const early: ReadonlySet<string> = new Set(["src/core/features/file-names.ts"]);

const VSCODE = `const vscode = Object.create(load("vscode"));`;
const FROM_VSCODE = `id === "vscode" ? vscode : `;

/**
 * What stands at the top of `inspector.js`: the `require` that gives parts of the core. It asks for `vscode` once, as
 * the extension host takes its time for each of a hundred modules, and lets what it gives inherit from the answer, as
 * esbuild copies all own properties for each of them. The two are half of the time of loading.
 */
export const requireOnDemand = requireWith(VSCODE, FROM_VSCODE);

/** The same of a bundle that takes parts of `inspector.js` as well, which is there by then. */
export const requireBesideInspector = requireWith(
  VSCODE,
  `${FROM_VSCODE}id.startsWith("./shared/") ? load("./inspector.js")[id.slice(9)] : `,
);

/** As `requireOnDemand`, of a bundle that knows no `vscode`. */
export const requireCoreOnDemand = requireWith("", "");

function requireWith(before: string, first: string): string {
  return `"use strict";
var require = (load => {
  let core;
  const onDemand = name => {
    let part;
    return new Proxy({}, {
      get: (_, key) => (part ??= (core ??= load("./core.js"))[name])[key],
      ownKeys() { throw new Error("Import from core/" + name + " by name"); },
    });
  };
  ${before}
  return id => ${first}id.startsWith("${PREFIX}") ? onDemand(id.slice(${PREFIX.length})) : load(id);
})(require);`;
}

/** Leaves the core out of a bundle that lies beside `core.js`. */
export function coreOnDemand(): Plugin {
  return {
    name: "core-on-demand",
    setup(build) {
      build.onResolve({ filter: /^\./ }, args => {
        const path = fromRoot(resolve(args.resolveDir, args.path));
        if (!path.startsWith(CORE) || early.has(path) || fromRoot(args.importer).startsWith(CORE))
          return undefined;
        if (args.kind === "dynamic-import")
          return { errors: [{ text: "The core is read on first use anyway: import it without import()" }] };
        return { path: PREFIX + path.slice(CORE.length), external: true };
      });
    },
  };
}

/** The entry `core-parts`: every module of the core that bundles beside it import, under its path. */
export function coreParts(): Plugin {
  return {
    name: "core-parts",
    setup(build) {
      build.onResolve({ filter: /^core-parts$/ }, ({ path }) => ({ path, namespace: path }));
      build.onLoad({ filter: /.*/, namespace: "core-parts" }, () => {
        const importers = globSync("src/{vscode,cluster}/**/*.ts", { cwd: root }).map(path =>
          path.replaceAll("\\", "/"),
        );
        const lines = [...new Set(importers.flatMap(partsOf))]
          .sort()
          .map(part => `export * as ${JSON.stringify(part)} from "./${CORE}${part}";`);
        return {
          contents: lines.join("\n"),
          resolveDir: root,
          watchFiles: importers.map(path => join(root, path)),
        };
      });
    },
  };
}

/** The entry for Node takes what it activates from `inspector.js`, which lies beside it. */
export function besideActivation(): Plugin {
  return {
    name: "beside-activation",
    setup(build) {
      build.onResolve({ filter: /\/vscode\/activate\.ts$/ }, () => ({
        path: "./inspector.js",
        external: true,
      }));
    },
  };
}

function partsOf(importer: string): string[] {
  return importsOf(readFileSync(join(root, importer), "utf8"))
    .filter(({ specifier, typeOnly }) => specifier.startsWith(".") && !typeOnly)
    .map(({ specifier }) => posix.join(posix.dirname(importer), specifier))
    .filter(path => path.startsWith(CORE) && !early.has(path) && lazyModules[path] === undefined)
    .map(path => path.slice(CORE.length));
}

function fromRoot(path: string): string {
  return relative(root, path).replaceAll("\\", "/");
}
