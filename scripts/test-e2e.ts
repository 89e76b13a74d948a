/**
 * Builds, then runs test/e2e: Playwright at the workbench. Further arguments go to mocha (`--grep TEXT`);
 * `--images` renews the pictures in docs/images.
 */
import { join } from "node:path";
import { build } from "esbuild";
import { extensionBundles } from "./bundles.ts";
import { root } from "./root.ts";
import { run } from "./run.ts";

const args = process.argv.slice(2).filter(arg => arg !== "--images");
const images = args.length < process.argv.length - 2;
await Promise.all(extensionBundles({ production: false }).map(options => build(options)));
const mocha = join(root, "node_modules", "mocha", "bin", "mocha.js");
const { code } = await run(
  process.execPath,
  [mocha, "test/e2e/**/*.test.ts", "--reporter", "spec", "--timeout", "120000", ...args],
  { cwd: root, echo: true, env: { ...process.env, ...(images ? { E2E_IMAGES: "1" } : {}) } },
);
process.exitCode = code;
