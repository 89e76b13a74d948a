import { strict as assert } from "node:assert";
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { patience } from "../support/pace.ts";
import { askGo, buildGo } from "./support/go.ts";
import { type KubectlVerdict, theirVerdict } from "./support/yaml-verdict.ts";

const CORPUS = join(import.meta.dirname, "..", "..", "..", "shared", "corpus");
const CHILD = join(import.meta.dirname, "support", "yaml-hostile-child.ts");
/** How long all files of a folder may take together on a quiet machine, in milliseconds, with the start of Node. */
const TIME_LIMIT = 10_000;

describe("YAML reader and kubectl's on the corpus", function () {
  this.timeout(300_000);
  const oracle = buildGo("yaml2json");

  before(function () {
    const reason = oracle.ok ? (existsSync(CORPUS) ? undefined : `${CORPUS} is absent`) : oracle.reason;
    if (reason !== undefined) {
      console.log(`    skipped: ${reason}`);
      this.skip();
    }
  });

  for (const folder of ["yaml/hostile", "kubeconfig"]) {
    it(`agree on ${folder}`, () => {
      assert.ok(oracle.ok);
      const files = filesBelow(join(CORPUS, folder));
      const run = spawnSync(process.execPath, [CHILD, ...files], {
        encoding: "utf8",
        timeout: patience(TIME_LIMIT),
        maxBuffer: 2 ** 29,
      });
      assert.equal(
        run.status,
        0,
        `the reader ended with ${run.status ?? run.signal}: ${run.stderr.slice(0, 2000)}`,
      );
      const ours: unknown[] = run.stdout
        .split("\n")
        .slice(0, -1)
        .map(line => JSON.parse(line));
      const theirs = askGo<KubectlVerdict>(
        oracle.binary,
        files.map(file => readFileSync(file)),
      ).map(theirVerdict);
      const different = files.filter((_, index) => ours[index] !== theirs[index]);
      assert.ok(files.length > 0);
      assert.deepEqual(different, []);
    });
  }
});

function filesBelow(folder: string): string[] {
  const all = readdirSync(folder, { recursive: true, encoding: "utf8" }).map(name => join(folder, name));
  return all.filter(file => statSync(file).isFile());
}
