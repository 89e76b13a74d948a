/** Bundles the extension into dist/. Options: `--production` (minified, no maps), `--watch`. */
import { rmSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { build, context } from "esbuild";
import { extensionBundles } from "./bundles.ts";
import { root } from "./root.ts";

const { values } = parseArgs({
  options: { production: { type: "boolean", default: false }, watch: { type: "boolean", default: false } },
});

const bundles = extensionBundles({ production: values.production });
if (values.watch) {
  const contexts = await Promise.all(bundles.map(options => context({ ...options, logLevel: "info" })));
  await Promise.all(contexts.map(each => each.watch()));
} else {
  if (values.production) rmSync(join(root, "dist"), { recursive: true, force: true });
  await Promise.all(bundles.map(options => build(options)));
}
