/**
 * Builds, then runs test/e2e: Playwright at the workbench. Further arguments go to mocha (`--grep TEXT`);
 * `--images` renews the pictures in docs/images.
 */
import { build } from "esbuild";
import { patience } from "../test/support/pace.ts";
import { extensionBundles } from "./bundles.ts";
import { runMocha } from "./suite.ts";

const asked = process.argv.slice(2);
const args = asked.filter(arg => arg !== "--images");
await Promise.all(extensionBundles({ production: false }).map(options => build(options)));
process.exitCode = await runMocha(
  "e2e",
  ["--reporter", "spec", "--timeout", String(Math.round(patience(120_000))), ...args],
  args.length < asked.length ? { E2E_IMAGES: "1" } : {},
);
