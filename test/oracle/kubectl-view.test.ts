import { strict as assert } from "node:assert";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { findKubectl } from "../../scripts/kubectl.ts";
import { mergedClientConfig, mergedExtras } from "../../src/core/kubeconfig/clientcmd/config.ts";
import { normalize } from "../../src/core/kubeconfig/clientcmd/normalize.ts";
import { merge } from "../../src/core/kubeconfig/merge.ts";
import { effectivePaths } from "../../src/core/kubeconfig/paths.ts";
import { readKubeconfig } from "../../src/core/kubeconfig/read.ts";
import { seedOf } from "../support/seed.ts";
import { kubeconfigTexts } from "./support/kubeconfig-cases.ts";
import { makePools } from "./support/kubeconfig-pools.ts";

const cases = Number(process.env["FUZZ_CASES"] ?? 100);
const seed = seedOf("FUZZ_SEED");

/** What `kubectl config view --raw -o json` gives: the configuration, or that it stops. */
type View = { readonly ok: true; readonly config: unknown } | { readonly ok: false; readonly errors: number };

describe("the effective configuration", function () {
  this.timeout(900_000);
  let kubectl = "";
  let folder = "";
  let texts: fc.Arbitrary<string>;

  before(async function () {
    try {
      kubectl = await findKubectl();
    } catch (error) {
      console.log(`      skipped: ${String(error)}`);
      return this.skip();
    }
    const pools = await makePools();
    rmSync(pools.folder, { recursive: true });
    texts = kubeconfigTexts(pools);
    folder = mkdtempSync(join(tmpdir(), "kubectl-view-"));
  });

  after(() => {
    if (folder !== "") rmSync(folder, { recursive: true });
  });

  it("of one to three generated files is what kubectl shows", () => {
    console.log(`      ${cases} configurations, seed ${seed}`);
    fc.assert(
      fc.property(fc.array(texts, { minLength: 1, maxLength: 3 }), fc.boolean(), (files, missing) => {
        const names = files.map((text, i) => {
          writeFileSync(join(folder, `${i}.yaml`), text);
          return join(folder, `${i}.yaml`);
        });
        const list = missing ? [names[0], join(folder, "absent"), ...names] : names;
        const KUBECONFIG = list.join(":");
        assert.deepEqual(
          ours(KUBECONFIG, new Map(names.map((name, i) => [name, files[i] ?? ""]))),
          theirs(KUBECONFIG),
        );
      }),
      { seed, numRuns: cases },
    );
  });

  function theirs(KUBECONFIG: string): View {
    const run = spawnSync(kubectl, ["config", "view", "--raw", "-o", "json"], {
      env: { ...process.env, KUBECONFIG },
      encoding: "utf8",
    });
    if (run.status !== 0) {
      return { ok: false, errors: run.stderr.match(/error loading config file "/g)?.length ?? 0 };
    }
    return { ok: true, config: withoutDefaults(JSON.parse(run.stdout)) };
  }
});

function ours(KUBECONFIG: string, texts: ReadonlyMap<string, string>): View {
  const files = effectivePaths({ env: { KUBECONFIG }, style: "posix" }).flatMap(path => {
    const text = texts.get(path);
    return text === undefined ? [] : [readKubeconfig({ id: path, path, text })];
  });
  const effective = merge(files);
  if (!effective.loads) {
    return { ok: false, errors: files.filter(file => file.refusals.length > 0).length };
  }
  const config = normalize(mergedClientConfig(files, effective), mergedExtras(files));
  return { ok: true, config: withoutDefaults(config) };
}

/** kubectl up to 1.33 writes preferences when there are none. */
function withoutDefaults(config: object): object {
  const { preferences, ...rest } = config as { preferences?: object };
  return preferences === undefined || Object.keys(preferences).length === 0 ? rest : { ...rest, preferences };
}
