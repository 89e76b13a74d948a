/**
 * Packs the extension into kubeconfig-inspector-VERSION.vsix, checks what is in it and how big it is, and runs
 * test/package, which installs it.
 */
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { patience } from "../test/support/pace.ts";
import { extensionBundles, packageVersion } from "./bundles.ts";
import { packageProblems } from "./package-check.ts";
import { root } from "./root.ts";
import { must } from "./run.ts";
import { runMocha } from "./suite.ts";
import { readZip } from "./zip.ts";

const vsix = join(root, `kubeconfig-inspector-${packageVersion()}.vsix`);
await Promise.all(extensionBundles({ production: true }).map(options => build(options)));
await must(
  process.execPath,
  [
    join(root, "node_modules", "@vscode", "vsce", "vsce"),
    ...[
      "package",
      "--no-dependencies",
      "--allow-missing-repository",
      "--no-rewrite-relative-links",
      "--out",
      vsix,
    ],
  ],
  { cwd: root },
);
const entries = readZip(readFileSync(vsix));
const problems = packageProblems(entries, statSync(vsix).size);
for (const { name, size } of entries) console.log(`${String(size).padStart(9)}  ${name}`);
for (const problem of problems) console.error(`✗ ${problem}`);
console.log(`${vsix}: ${Math.ceil(statSync(vsix).size / 1024)} KB`);
const code = await runMocha(
  "package",
  ["--reporter", "spec", "--timeout", String(Math.round(patience(120_000)))],
  { VSIX: vsix },
);
process.exitCode = problems.length > 0 ? 1 : code;
