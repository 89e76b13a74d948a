import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { downloadAndUnzipVSCode, runTests } from "@vscode/test-electron";
import { build } from "esbuild";
import { writeSample } from "../../sample/generate.ts";
import { suiteBundle } from "../bundles.ts";
import { type Counts, none } from "../counts.ts";
import { cache, root } from "../root.ts";

/**
 * The suites of a folder in the VS Code desktop that @vscode/test-electron downloads from Microsoft's
 * update server. It prints each test itself; the counts here are one for the whole run.
 */
export async function runOnDesktop(suiteFolder: string, grep: string | undefined): Promise<Counts> {
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, "run-"));
  try {
    const suites = join(folder, "suites", "index.js");
    await build(
      suiteBundle({
        kind: "node",
        folder: suiteFolder,
        outfile: suites,
        ...(grep === undefined ? {} : { grep }),
      }),
    );
    const sample = await writeSample(join(folder, "workspace"));
    const code = await runTests({
      vscodeExecutablePath: await downloadAndUnzipVSCode({ cachePath: cache }),
      extensionDevelopmentPath: root,
      extensionTestsPath: suites,
      extensionTestsEnv: { KUBECONFIG: sample.kubeconfig, HOME: join(folder, "home") },
      launchArgs: [sample.folder, "--disable-extensions", "--disable-workspace-trust"],
    });
    return code === 0 ? { ...none, passed: 1 } : { ...none, failed: 1 };
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}
