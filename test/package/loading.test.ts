import { strict as assert } from "node:assert";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { build } from "esbuild";
import { extensionBundles } from "../../scripts/bundles.ts";
import { must } from "../../scripts/run.ts";

describe("the files of the extension", function () {
  this.timeout(60_000);
  let folder: string;
  /** What each file is made from. */
  const inputs = new Map<string, readonly string[]>();

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "kubeconfig-inspector-loading-"));
    for (const options of extensionBundles({ production: true })) {
      if (options.format !== "cjs" || options.outdir !== "dist") continue;
      const { metafile } = await build({ ...options, outdir: folder, metafile: true });
      for (const [path, output] of Object.entries(metafile.outputs))
        inputs.set(basename(path), Object.keys(output.inputs));
    }
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const holders = (what: string): readonly string[] =>
    [...inputs].filter(([, from]) => from.some(path => path.includes(what))).map(([name]) => name);

  it("hold what is long where it is needed", () => {
    assert.deepEqual(
      ["@peculiar/x509/", "node_modules/yaml/", "core/rules/", "vscode/mint/delivery/"].map(holders),
      [
        ["signing.js", "cli-mint.js"],
        ["core.js", "cli.js", "cli-mint.js"],
        ["core.js", "cli.js", "cli-mint.js"],
        ["commands.js"],
      ],
    );
  });

  it("hold each module of the VS Code layer once, as there must be one of each class and of each memory", () => {
    const modules = [...new Set([...inputs.values()].flat())].filter(path => path.startsWith("src/vscode/"));
    // The entry of the browser reads the other files by it.
    const own = new Set(["src/vscode/world/run-bundle.ts", "src/vscode/errors.ts"]);
    const twice = modules.filter(path => !own.has(path) && holders(path).length > 1);
    assert.deepEqual(
      twice.filter(path => !holders(path).includes("web.js")),
      [],
    );
  });

  it("are not read at activation but for two, even while a kubeconfig is shown", async () => {
    const activate = join(import.meta.dirname, "support", "activate.cjs");
    const seen = await must(process.execPath, [activate, folder]);
    assert.deepEqual(JSON.parse(seen), { read: ["extension.js", "inspector.js"], asked: 1 });
  });
});
