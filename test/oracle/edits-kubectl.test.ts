import { strict as assert } from "node:assert";
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findKubectl } from "../../scripts/kubectl.ts";
import {
  addEntries,
  deleteContexts,
  type MakePlan,
  renameEntry,
  replaceCredential,
  rewriteOf,
  setNamespace,
  useContext,
} from "../../src/core/edits/index.ts";
import type { KubeconfigFile } from "../../src/core/kubeconfig/model.ts";
import { readKubeconfig } from "../../src/core/kubeconfig/read.ts";
import { render } from "../../src/core/message.ts";
import { nodeWriter } from "../../src/platform/write.ts";

const BASE = `# by hand
apiVersion: v1
kind: Config
current-context: dev
clusters:
- {name: east, cluster: {server: "https://east:6443"}} # the one
contexts:
- name: dev # daily
  context: {cluster: east, user: jane}
users:
- name: jane
  user:
    token: hunter2
`;

describe("writes and kubectl on the same file", function () {
  this.timeout(300_000);
  let kubectl = "";
  let folder = "";
  let path = "";

  before(async function () {
    try {
      kubectl = await findKubectl();
    } catch (error) {
      console.log(`      skipped: ${String(error)}`);
      return this.skip();
    }
  });

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "edits-kubectl-"));
    path = join(folder, "config");
    writeFileSync(path, BASE, { mode: 0o640 });
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const fileNow = (): KubeconfigFile => readKubeconfig({ id: path, path, text: readFileSync(path, "utf8") });

  async function write(plan: MakePlan): Promise<void> {
    const result = await nodeWriter().rewrite(path, rewriteOf([fileNow()], path, plan));
    assert.notEqual(result.kind, "refused", result.kind === "refused" ? render(result.reason) : "");
  }

  /** What kubectl shows, without what it fills in. */
  function view(): Record<string, unknown> {
    const run = spawnSync(kubectl, ["--kubeconfig", path, "config", "view", "--raw", "-o", "json"], {
      encoding: "utf8",
    });
    assert.equal(run.status, 0, run.stderr);
    return JSON.parse(run.stdout);
  }

  it("differ for kubectl by the change alone", async () => {
    const user = { kind: "user", name: "0123", value: { token: "yes" } } as const;
    const context = {
      kind: "context",
      name: "0123",
      value: { cluster: "east", user: "0123", namespace: "no" },
    } as const;
    const before = view();
    await write(([file]) =>
      addEntries(file ?? fileNow(), { entries: [user, context], currentContext: "0123" }),
    );
    assert.deepEqual(view(), {
      ...before,
      "current-context": "0123",
      contexts: [
        { name: "0123", context: { cluster: "east", user: "0123", namespace: "no" } },
        { name: "dev", context: { cluster: "east", user: "jane" } },
      ],
      users: [
        { name: "0123", user: { token: "yes" } },
        { name: "jane", user: { token: "hunter2" } },
      ],
    });
    const added = BASE.replace("current-context: dev", 'current-context: "0123"').replace(
      "users:",
      '- name: "0123"\n  context: {cluster: east, user: "0123", namespace: "no"}\nusers:',
    );
    assert.equal(readFileSync(path, "utf8"), `${added}- name: "0123"\n  user:\n    token: "yes"\n`);
    assert.equal(statSync(path).mode & 0o777, 0o640);
  });

  it("do what kubectl's own commands do", async () => {
    const pairs: readonly (readonly [args: readonly string[], plan: MakePlan])[] = [
      [
        ["set-context", "dev", "--namespace=shop"],
        ([file]) => setNamespace(file ?? fileNow(), "dev", "shop"),
      ],
      [
        ["rename-context", "dev", "test"],
        files => renameEntry(files, files[0]?.contexts[0] ?? never(), "test"),
      ],
      [["use-context", "test"], ([file]) => useContext(file ?? fileNow(), "test")],
      [
        ["set-credentials", "jane", "--token=1e3"],
        ([file]) =>
          replaceCredential(file ?? fileNow(), file?.users[0] ?? never(), { kind: "token", token: "1e3" }),
      ],
      [["unset", "current-context"], ([file]) => useContext(file ?? fileNow(), undefined)],
      [["delete-context", "test"], files => deleteContexts(files, files[0]?.contexts ?? [], false)],
    ];
    const theirs = join(folder, "theirs");
    writeFileSync(theirs, BASE);
    for (const [args, plan] of pairs) {
      const run = spawnSync(kubectl, ["--kubeconfig", theirs, "config", ...args], { encoding: "utf8" });
      assert.equal(run.status, 0, run.stderr);
      await write(plan);
      const shown = spawnSync(kubectl, ["--kubeconfig", theirs, "config", "view", "--raw", "-o", "json"], {
        encoding: "utf8",
      });
      assert.deepEqual(view(), JSON.parse(shown.stdout), args.join(" "));
    }
    assert.match(readFileSync(path, "utf8"), /^# by hand\n/);
  });

  it("keep kubectl out while they write", async () => {
    await nodeWriter().whileLocked(path, async () => {
      const run = spawnSync(kubectl, ["--kubeconfig", path, "config", "use-context", "dev2"], {
        encoding: "utf8",
      });
      const set = spawnSync(kubectl, ["--kubeconfig", path, "config", "set-context", "a", "--cluster=b"], {
        encoding: "utf8",
      });
      assert.match(run.stderr + set.stderr, /config\.lock: file exists/);
    });
    assert.deepEqual(readdirSync(folder), ["config"]);
  });

  /**
   * kubectl reads before it takes the lock, and deletes what the file holds under the lock and it has not read
   * (`ModifyConfig` of client-go): what another program has written in between goes, whoever that is.
   */
  it("lose no update of a loop of kubectl", async () => {
    const rounds = 25;
    const theirs = loop(rounds);
    const ours: string[] = [];
    for (let round = 0; round < rounds; round++) {
      const name = `ours-${round}`;
      const entry = { kind: "context", name, value: { cluster: "east", user: "jane" } } as const;
      await write(([file]) => addEntries(file ?? fileNow(), { entries: [entry] }));
      ours.push(name);
      await new Promise(resolve => setTimeout(resolve, 20 * Math.random()));
    }
    const expected = ["dev", ...(await theirs)];
    const names = fileNow().contexts.map(context => context.name);
    assert.deepEqual(names.filter(name => !ours.includes(name)).sort(), expected.sort());
    assert.equal(existsSync(`${path}.lock`), false);
  });

  /** kubectl fails where the lock is held; it is then asked again. @returns the names of the contexts it has made */
  async function loop(rounds: number): Promise<readonly string[]> {
    const names: string[] = [];
    for (let round = 0; round < rounds; round++) {
      const name = `theirs-${round}`;
      for (;;) {
        const { code, errors } = await run([
          "--kubeconfig",
          path,
          "config",
          "set-context",
          name,
          "--cluster=east",
        ]);
        if (code === 0) break;
        assert.match(errors, /config\.lock: file exists/);
      }
      names.push(name);
    }
    return names;
  }

  function run(args: readonly string[]): Promise<{ readonly code: number | null; readonly errors: string }> {
    return new Promise(resolve => {
      const child = spawn(kubectl, args);
      let errors = "";
      child.stderr.on("data", chunk => {
        errors += chunk;
      });
      child.on("close", code => resolve({ code, errors }));
    });
  }
});

function never(): never {
  throw new Error("It is gone");
}
