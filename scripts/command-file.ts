import { existsSync, readFileSync } from "node:fs";
import { join, posix, relative, resolve } from "node:path";
import type { Plugin } from "esbuild";
import { importsOf } from "./layers.ts";
import { root } from "./root.ts";

/**
 * The commands as a file of their own, which is read when somebody runs one: activation only registers their names. What the
 * rest of the VS Code layer has as well is taken from `inspector.js`, so that there is one of everything.
 */
export const COMMANDS = "src/vscode/commands/index.ts";
const ENTRY = "src/vscode/activate.ts";
const PREFIX = "./shared/";

/** Turns the `import()` of the commands into a load of their file. */
export function commandsOnDemand(): Plugin {
  return {
    name: "commands-on-demand",
    setup(build) {
      build.onResolve({ filter: /\/commands\/index\.ts$/ }, args =>
        args.kind === "dynamic-import" ? { path: "./commands.js", external: true } : undefined,
      );
    },
  };
}

/** The entry `inspector-parts`: what activates, and every module of it that the commands import, under its path. */
export function inspectorParts(): Plugin {
  return {
    name: "inspector-parts",
    setup(build) {
      build.onResolve({ filter: /^inspector-parts$/ }, ({ path }) => ({ path, namespace: path }));
      build.onLoad({ filter: /.*/, namespace: "inspector-parts" }, () => {
        const lines = sharedModules().map(path => `export * as ${JSON.stringify(path)} from "./${path}";`);
        return { contents: [`export * from "./${ENTRY}";`, ...lines].join("\n"), resolveDir: root };
      });
    },
  };
}

/** Leaves out of the commands what `inspector.js` has. */
export function besideInspector(): Plugin {
  return {
    name: "beside-inspector",
    setup(build) {
      const shared = new Set(sharedModules());
      build.onResolve({ filter: /^\./ }, args => {
        const path = relative(root, resolve(args.resolveDir, args.path)).replaceAll("\\", "/");
        return shared.has(path) ? { path: PREFIX + path, external: true } : undefined;
      });
    },
  };
}

/** What of the VS Code layer both need, and the commands import: paths from the project's folder. */
export function sharedModules(): readonly string[] {
  const early = reachable(ENTRY);
  const late = reachable(COMMANDS);
  const imported = [...late].filter(path => !early.has(path)).flatMap(importedBy);
  return [...new Set(imported.filter(path => early.has(path)))].sort();
}

/** Every module of the VS Code layer that comes along with one, itself included. */
function reachable(entry: string): ReadonlySet<string> {
  const found = new Set<string>();
  const queue = [entry];
  for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
    if (found.has(path)) continue;
    found.add(path);
    queue.push(...importedBy(path));
  }
  return found;
}

/** What a module of the VS Code layer imports of it, at once or by `import()`, but for the commands; types do not count. */
function importedBy(path: string): readonly string[] {
  return importsOf(readFileSync(join(root, path), "utf8"))
    .filter(({ specifier, typeOnly }) => specifier.startsWith(".") && !typeOnly)
    .map(({ specifier }) => posix.join(posix.dirname(path), specifier))
    .filter(each => each.startsWith("src/vscode/") && each !== COMMANDS && existsSync(join(root, each)));
}
