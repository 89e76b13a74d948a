import { strict as assert } from "node:assert";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { bundle, runChild } from "./support/children.ts";

const CORPUS = join(import.meta.dirname, "../../../shared/corpus");
/** Milliseconds of CPU that an extension host may be blocked at most; the first files also compile what they run. */
const BLOCK = 200;
/** Files of one process. */
const AT_ONCE = 200;

describe("third-party and hostile files never block for long, whatever reads them", () => {
  for (const folder of ["yaml", "kubeconfig", "x509"]) {
    it(folder, async function () {
      this.timeout(300_000);
      const path = join(CORPUS, folder);
      if (!existsSync(path)) {
        console.log(`      skipped: ${path} is not there`);
        this.skip();
      }
      const program = await bundle("child");
      const files = readdirSync(path, { recursive: true, withFileTypes: true })
        .filter(each => each.isFile())
        .map(each => join(each.parentPath, each.name));
      const problems: string[] = [];
      for (let from = 0; from < files.length; from += AT_ONCE) {
        const chunk = files.slice(from, from + AT_ONCE);
        const { measurements, failure } = await runChild(program, ["files", ...chunk]);
        if (failure !== undefined) problems.push(`${chunk[measurements.length]}: ${failure}`);
        for (const [index, { longest, slower }] of measurements.entries()) {
          const blocks = Object.entries(longest).filter(([, ms]) => ms > BLOCK * slower);
          problems.push(...blocks.map(([what, ms]) => `${chunk[index]}: ${what} blocks for ${ms} ms`));
        }
      }
      assert.deepEqual([problems, files.length > 0], [[], true]);
    });
  }
});
