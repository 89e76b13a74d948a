import { strict as assert } from "node:assert";
import { build } from "esbuild";
import { extensionBundles } from "../../scripts/bundles.ts";

describe("the library that signs", function () {
  this.timeout(60_000);

  it("stays out of the files that activation reads", async () => {
    const [, shared] = extensionBundles({ production: false });
    assert(shared);
    const { metafile } = await build({ ...shared, write: false, metafile: true, sourcemap: false });
    const signed = Object.entries(metafile?.outputs ?? {}).map(([path, { inputs }]) => [
      path.replace(/^dist\//, ""),
      Object.keys(inputs).some(input => input.includes("@peculiar/x509")),
    ]);
    assert.deepEqual(
      signed.filter(([path]) => path === "inspector.js" || path === "signing.js"),
      [
        ["inspector.js", false],
        ["signing.js", true],
      ],
    );
  });
});
