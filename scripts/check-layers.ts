/** Fails where an import goes against the arrows of the design or closes a circle, or core needs more than a bare JavaScript. */
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { circleProblems } from "./circles.ts";
import { layerProblems, type Sources } from "./layers.ts";
import { root } from "./root.ts";

const problems = [
  ...layerProblems(sourcesIn("src")),
  ...circleProblems(sourcesIn("{src,sample,scripts,bench,test}")),
  ...(await bundleProblems()),
];
for (const problem of problems) console.error(problem);
process.exitCode = problems.length > 0 ? 1 : 0;

function sourcesIn(folders: string): Sources {
  const paths = globSync(`${folders}/**/*.ts`, { cwd: root }).map(path => path.replaceAll("\\", "/"));
  return new Map(paths.sort().map(path => [path, readFileSync(join(root, path), "utf8")]));
}

/** Core must bundle for a browser with nothing left outside. */
async function bundleProblems(): Promise<string[]> {
  try {
    await build({
      entryPoints: ["src/core/index.ts"],
      absWorkingDir: root,
      bundle: true,
      format: "esm",
      platform: "browser",
      mainFields: ["module", "main"],
      write: false,
      logLevel: "silent",
    });
    return [];
  } catch (error) {
    return [`src/core does not bundle for the browser: ${error instanceof Error ? error.message : error}`];
  }
}
