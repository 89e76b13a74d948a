import { strict as assert } from "node:assert";
import { build } from "esbuild";
import { extensionBundles } from "../../../../scripts/bundles.ts";

describe("the library that signs", function () {
  this.timeout(60_000);

  it("stays out of the files that activation reads", async () => {
    const [node] = extensionBundles({ production: false });
    assert(node);
    const { metafile } = await build({ ...node, write: false, metafile: true, sourcemap: false });
    const signed = Object.entries(metafile?.outputs ?? {}).map(([path, { inputs }]) => [
      path.replace(/^dist\//, ""),
      Object.keys(inputs).some(input => input.includes("@peculiar/x509")),
    ]);
    assert.deepEqual(
      signed.filter(([path]) => path === "extension.js" || path === "signing.js"),
      [
        ["extension.js", false],
        ["signing.js", true],
      ],
    );
  });
});
