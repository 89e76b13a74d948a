import { strict as assert } from "node:assert";
import { spawnSync } from "node:child_process";
import { chmodSync, promises, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { nodeWriter } from "../../../src/platform/write.ts";
import { become, temporaryFolder, told } from "./support.ts";

describe("writing as somebody who may not", () => {
  const folder = temporaryFolder();
  const at = (name: string): string => join(folder.path, name);
  const nobody = 65_534;

  before(function () {
    if (process.getuid?.() === 0) return;
    console.log("    skipped: only root can become somebody else");
    this.skip();
  });

  /** What a write of another user comes to, and what it leaves. */
  async function asNobody(path: string): Promise<readonly [string, string, readonly string[]]> {
    process.seteuid?.(nobody);
    try {
      const outcome = told(await nodeWriter().rewrite(path, become("new")));
      process.seteuid?.(0);
      return [outcome, readFileSync(path, "utf8"), folder.list()];
    } finally {
      process.seteuid?.(0);
    }
  }

  const cases: readonly (readonly [
    what: string,
    folderMode: number,
    fileMode: number,
    owner: number,
    says: RegExp,
  ])[] = [
    ["a folder that takes no new files", 0o755, 0o666, nobody, /its folder takes no new files/],
    ["a folder and a file of others", 0o755, 0o644, 0, /no permission to write/],
    ["a file of others in a folder for all", 0o777, 0o644, 0, /no permission to write/],
    ["a file of others that all may write", 0o777, 0o666, 0, /belongs to another user/],
  ];
  for (const [what, folderMode, fileMode, owner, says] of cases) {
    it(`refuses ${what}`, async () => {
      writeFileSync(at("config"), "old");
      chmodSync(at("config"), fileMode);
      await promises.chown(at("config"), owner, owner);
      chmodSync(folder.path, folderMode);
      const [outcome, text, names] = await asNobody(at("config"));
      assert.match(outcome, says);
      assert.deepEqual([text, names], ["old", ["config"]]);
    });
  }
});

describe("writing on a disk that is full", () => {
  const folder = temporaryFolder();

  it("leaves the old file and nothing else", async function () {
    const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", "size=16k", "tmpfs", folder.path]);
    if (mounted.status !== 0) {
      console.log("    skipped: no small disk can be mounted here");
      return this.skip();
    }
    try {
      const path = join(folder.path, "config");
      writeFileSync(path, "old");
      assert.match(told(await nodeWriter().rewrite(path, become("n".repeat(100_000)))), /no space left/);
      assert.match(
        told(await nodeWriter().create(join(folder.path, "key"), "n".repeat(100_000))),
        /no space left/,
      );
      assert.deepEqual([readFileSync(path, "utf8"), folder.list()], ["old", ["config"]]);
    } finally {
      spawnSync("umount", [folder.path]);
    }
  });
});

describe("taking rights away from others", () => {
  const folder = temporaryFolder();

  it("leaves those of the owner, also behind a link, and tells what was done", async () => {
    const path = join(folder.path, "config");
    writeFileSync(path, "x");
    symlinkSync(path, join(folder.path, "link"));
    const kinds: string[] = [];
    for (const mode of [0o644, 0o660, 0o400, 0o600]) {
      chmodSync(path, mode);
      kinds.push((await nodeWriter().restrict(join(folder.path, "link"))).kind);
      assert.equal(statSync(path).mode & 0o777, mode & 0o700);
    }
    assert.deepEqual(kinds, ["written", "written", "unchanged", "unchanged"]);
    assert.equal((await nodeWriter().restrict(join(folder.path, "gone"))).kind, "refused");
  });
});
