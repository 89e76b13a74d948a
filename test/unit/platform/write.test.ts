import { strict as assert } from "node:assert";
import {
  chmodSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  promises,
  readFileSync,
  readlinkSync,
  renameSync,
  statSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { basename, join } from "node:path";
import { render } from "../../../src/core/message.ts";
import { nodeWriter } from "../../../src/platform/write.ts";
import { append, become, diskError, faultyDisk, temporaryFolder, told, worldOf } from "./support.ts";

const mode = (path: string): string => (statSync(path).mode & 0o7777).toString(8);

/** Skips a test that gives a file away where only root may. */
function onlyRoot(test: Mocha.Context): void {
  if (process.getuid?.() === 0) return;
  console.log("    skipped: only root can give a file away");
  test.skip();
}

describe("writing a kubeconfig on disk", function () {
  if (process.platform === "win32") {
    console.log("    skipped: modes, links and owners are those of Unix");
    return;
  }
  this.timeout(20_000);
  const folder = temporaryFolder();
  const at = (name: string): string => join(folder.path, name);
  const writer = nodeWriter(worldOf(promises));

  for (const bits of [0o600, 0o644, 0o640, 0o660, 0o755]) {
    it(`keeps the mode ${bits.toString(8)}`, async () => {
      writeFileSync(at("config"), "old");
      chmodSync(at("config"), bits);
      assert.equal(told(await writer.rewrite(at("config"), become("new"))), "written");
      const seen = [readFileSync(at("config"), "utf8"), mode(at("config")), folder.list()];
      assert.deepEqual(seen, ["new", bits.toString(8), ["config"]]);
    });
  }

  it("keeps the owner, as root", async function () {
    onlyRoot(this);
    writeFileSync(at("config"), "old");
    await promises.chown(at("config"), 1234, 2345);
    await writer.rewrite(at("config"), become("new"));
    const { uid, gid } = statSync(at("config"));
    assert.deepEqual([uid, gid, readFileSync(at("config"), "utf8")], [1234, 2345, "new"]);
  });

  it("makes a missing file, and its folder, for the owner alone", async () => {
    const path = at("home/.kube/config");
    const seen: (string | undefined)[] = [];
    const result = await writer.rewrite(path, current => {
      seen.push(current);
      return { ok: true, text: "new" };
    });
    assert.deepEqual(
      [told(result), seen, readFileSync(path, "utf8"), mode(path), mode(at("home/.kube"))],
      ["written", [undefined], "new", "600", "700"],
    );
  });

  it("leaves no folder behind when nothing is written", async () => {
    const result = await writer.rewrite(at("a/b/config"), () => ({
      ok: false,
      reason: { template: "no", args: [] },
    }));
    assert.deepEqual([told(result), folder.list()], ["no", []]);
  });

  it("follows links to the file, and leaves them links", async () => {
    mkdirSync(at("dotfiles"));
    writeFileSync(at("dotfiles/kube"), "old");
    symlinkSync("dotfiles/kube", at("middle"));
    symlinkSync(at("middle"), at("config"));
    const locks: (readonly string[])[] = [];
    const disk = faultyDisk(step => {
      if (step !== "rename") return;
      locks.push([...folder.list(), ...["dotfiles/kube.lock"].filter(name => existsSync(at(name)))]);
    });
    const result = await nodeWriter(worldOf(disk)).rewrite(at("config"), become("new"));
    assert.deepEqual(
      [
        told(result),
        readlinkSync(at("config")),
        readFileSync(at("dotfiles/kube"), "utf8"),
        locks,
        folder.list(),
      ],
      [
        "written",
        at("middle"),
        "new",
        [["config", "config.lock", "dotfiles", "middle", "dotfiles/kube.lock"]],
        ["config", "dotfiles", "middle"],
      ],
    );
  });

  it("follows a link of a folder that is a link from where the folder is", async () => {
    mkdirSync(at("dotfiles/kube"), { recursive: true });
    writeFileSync(at("dotfiles/real"), "old");
    symlinkSync("../real", at("dotfiles/kube/config"));
    symlinkSync("dotfiles/kube", at(".kube"));
    const seen: (string | undefined)[] = [];
    const result = await writer.rewrite(at(".kube/config"), current => {
      seen.push(current);
      return { ok: true, text: "new" };
    });
    assert.deepEqual(
      [told(result), seen, readFileSync(at("dotfiles/real"), "utf8"), folder.list()],
      ["written", ["old"], "new", [".kube", "dotfiles"]],
    );
  });

  it("makes the file that a dangling link names", async () => {
    symlinkSync("real", at("config"));
    await writer.rewrite(at("config"), become("new"));
    assert.deepEqual(
      [readFileSync(at("real"), "utf8"), lstatSync(at("config")).isSymbolicLink()],
      ["new", true],
    );
  });

  it("touches nothing when nothing changes", async () => {
    writeFileSync(at("config"), "same");
    const before = statSync(at("config"));
    const result = await writer.rewrite(at("config"), become("same"));
    const after = statSync(at("config"));
    assert.deepEqual([told(result), after.ino, after.mtimeMs], ["unchanged", before.ino, before.mtimeMs]);
  });

  for (const [encoding, bytes] of [
    ["UTF-8 with a mark", Buffer.from("\ufeffa: é\r\n", "utf8")],
    ["UTF-16 little endian", Buffer.from("\ufeffa: é\r\n", "utf16le")],
    ["UTF-16 big endian", Buffer.from("\ufeffa: é\r\n", "utf16le").swap16()],
  ] as const) {
    it(`keeps ${encoding}`, async () => {
      writeFileSync(at("config"), bytes);
      await writer.rewrite(at("config"), append(""));
      await writer.rewrite(at("config"), current => ({ ok: true, text: (current ?? "").replace("é", "ü") }));
      const after = readFileSync(at("config"));
      const at16 = bytes.indexOf(0xe9);
      const expected = Buffer.from(bytes);
      if (at16 >= 0) expected[at16] = 0xfc;
      else expected[bytes.indexOf(0xc3) + 1] = 0xbc;
      assert.deepEqual(after, expected);
    });
  }

  it("holds the lock only while the new file takes the old one's place", async () => {
    writeFileSync(at("config"), "1");
    const locked: string[] = [];
    const disk = faultyDisk((step, path) => {
      if (existsSync(at("config.lock"))) locked.push(`${step} ${basename(path)}`);
    });
    let free: boolean | undefined;
    const result = await nodeWriter(worldOf(disk)).rewrite(at("config"), () => {
      free = !existsSync(at("config.lock"));
      return { ok: true, text: "new" };
    });
    assert.deepEqual([told(result), free], ["written", true]);
    assert.deepEqual(
      locked.filter(step => /^file\.(write|chmod|sync)/.test(step)),
      [],
    );
    assert.ok(locked.some(step => step.startsWith("rename ")));
  });

  it("makes a change under the lock that others are too fast for", async () => {
    writeFileSync(at("config"), "1");
    let made = 0;
    const underLock: boolean[] = [];
    const result = await writer.rewrite(at("config"), current => {
      underLock.push(existsSync(at("config.lock")));
      if (!existsSync(at("config.lock"))) writeFileSync(at("config"), `other ${made++}`);
      return { ok: true, text: `${current} and ours` };
    });
    assert.equal(told(result), "written");
    assert.deepEqual(underLock, [false, false, false, true]);
    assert.equal(readFileSync(at("config"), "utf8"), "other 2 and ours");
  });

  it("believes no file that was read without the lock when it writes nothing", async () => {
    writeFileSync(at("config"), "half");
    const seen: (string | undefined)[] = [];
    const result = await writer.rewrite(at("config"), current => {
      seen.push(current);
      if (current === "half") {
        writeFileSync(at("config"), "whole");
        return { ok: false, reason: { template: "no entry", args: [] } };
      }
      return { ok: true, text: "new" };
    });
    assert.deepEqual([told(result), seen], ["written", ["half", "whole"]]);
  });

  it("reads the file again under the lock", async () => {
    writeFileSync(at("config"), "1");
    await Promise.all(["a", "b", "c", "d"].map(text => nodeWriter().rewrite(at("config"), append(text))));
    const text = readFileSync(at("config"), "utf8");
    assert.deepEqual([text[0], [...text.slice(1)].sort().join("")], ["1", "abcd"]);
  });

  it("makes the change anew when somebody without the lock was faster", async () => {
    writeFileSync(at("config"), "1");
    let first = true;
    const disk = faultyDisk((step, path) => {
      if (step !== "file.sync" || !path.endsWith(".tmp") || !first) return;
      first = false;
      writeFileSync(at("other"), "2");
      renameSync(at("other"), at("config"));
    });
    const result = await nodeWriter(worldOf(disk)).rewrite(at("config"), append("x"));
    assert.deepEqual(
      [told(result), readFileSync(at("config"), "utf8"), folder.list()],
      ["written", "2x", ["config"]],
    );
  });

  it("removes what a killed write left behind", async () => {
    writeFileSync(at("config"), "old");
    const stray = ".config.kubeconfig-inspector-0123456789abcdef.tmp";
    const others = [".config.kubeconfig-inspector-x.tmp", ".other.kubeconfig-inspector-0123456789abcdef.tmp"];
    for (const name of [stray, ...others]) writeFileSync(at(name), "half");
    await writer.rewrite(at("config"), become("new"));
    assert.deepEqual(folder.list(), [...others, "config"].sort());
  });

  describe("that is locked", () => {
    beforeEach(() => {
      writeFileSync(at("config"), "old");
      writeFileSync(at("config.lock"), "", { mode: 0 });
    });

    it("waits for the lock", async () => {
      setTimeout(() => unlinkSync(at("config.lock")), 40);
      assert.equal(told(await nodeWriter().rewrite(at("config"), become("new"))), "written");
    });

    it("explains a lock that stays, and leaves it", async () => {
      const later = statSync(at("config.lock")).mtimeMs + 3 * 86_400_000;
      const result = await nodeWriter(worldOf(promises, later)).rewrite(at("config"), become("new"));
      assert.match(
        told(result),
        /^Another program is changing this kubeconfig: it holds \S+config\.lock, made 3d ago/,
      );
      assert.deepEqual(
        [readFileSync(at("config"), "utf8"), folder.list()],
        ["old", ["config", "config.lock"]],
      );
    });

    it("breaks it on the user's word only", async () => {
      const asked: string[] = [];
      const answers = [false, true];
      const onHeldLock = (held: { path: string }) => {
        asked.push(held.path);
        return Promise.resolve(answers.shift() ?? false);
      };
      const first = await writer.rewrite(at("config"), become("new"), { onHeldLock });
      const second = await writer.rewrite(at("config"), become("new"), { onHeldLock });
      assert.deepEqual(
        [first.kind, second.kind, asked, folder.list()],
        ["refused", "written", [at("config.lock"), at("config.lock")], ["config"]],
      );
    });

    it("leaves a lock alone that somebody else took meanwhile", async () => {
      const onHeldLock = () => {
        unlinkSync(at("config.lock"));
        writeFileSync(at("config.lock"), "theirs");
        return Promise.resolve(true);
      };
      let asked = 0;
      const result = await writer.rewrite(at("config"), become("new"), {
        onHeldLock: () => (asked++ === 0 ? onHeldLock() : Promise.resolve(false)),
      });
      assert.deepEqual(
        [result.kind, asked, readFileSync(at("config.lock"), "utf8")],
        ["refused", 2, "theirs"],
      );
    });
  });

  const refusals: readonly (readonly [what: string, prepare: () => void, says: RegExp])[] = [
    ["a read-only file", () => chmodSync(at("config"), 0o444), /config is read-only\. Nothing was changed/],
    [
      "a folder",
      () => {
        unlinkSync(at("config"));
        mkdirSync(at("config"));
      },
      /config is no regular file/,
    ],
    ["a file with a second name", () => linkSync(at("config"), at("twin")), /hard link/],
    [
      "bytes that are no text",
      () => writeFileSync(at("config"), Buffer.from([0x61, 0xff, 0x61])),
      /no valid text/,
    ],
    [
      "links that go round",
      () => {
        unlinkSync(at("config"));
        symlinkSync("config", at("config"));
      },
      /leads nowhere/,
    ],
  ];
  for (const [what, prepare, says] of refusals) {
    it(`refuses ${what}`, async () => {
      writeFileSync(at("config"), "old");
      prepare();
      const before = folder.list();
      assert.match(told(await writer.rewrite(at("config"), become("new"))), says);
      assert.deepEqual(folder.list(), before);
    });
  }

  const faults: readonly (readonly [step: string, code: string, on: RegExp, says: RegExp])[] = [
    ["file.writeFile", "ENOSPC", /tmp$/, /no space left/],
    ["file.sync", "EDQUOT", /tmp$/, /no space left/],
    ["file.sync", "EIO", /tmp$/, /cannot be written \(EIO\)/],
    ["open", "EROFS", /lock$/, /read-only file system/],
    ["open", "EACCES", /lock$/, /its folder takes no new files/],
    ["rename", "EBUSY", /tmp$/, /mounted by itself/],
    ["file.chown", "EPERM", /tmp$/, /belongs to another user/],
  ];
  for (const [failing, code, on, says] of faults) {
    it(`explains ${code} of ${failing} and leaves nothing behind`, async function () {
      writeFileSync(at("config"), "old");
      if (failing === "file.chown") {
        onlyRoot(this);
        await promises.chown(at("config"), 1234, 1234);
      }
      const disk = faultyDisk((step, path) => {
        if (step === failing && on.test(path)) throw diskError(code);
      });
      const result = await nodeWriter(worldOf(disk)).rewrite(at("config"), become("new"));
      assert.match(told(result), says);
      assert.deepEqual([readFileSync(at("config"), "utf8"), folder.list()], ["old", ["config"]]);
    });
  }

  it("says that a file is written whose lock cannot be removed", async () => {
    writeFileSync(at("config"), "old");
    const disk = faultyDisk((step, path) => {
      if (step === "unlink" && path.endsWith(".lock")) throw diskError("EACCES");
    });
    const result = await nodeWriter(worldOf(disk)).rewrite(at("config"), become("new"));
    assert.match(told(result), /config has been written, but .*config\.lock could not be removed/);
    assert.deepEqual([readFileSync(at("config"), "utf8"), folder.list()], ["new", ["config", "config.lock"]]);
  });

  it("says nothing of what was done under a lock that cannot be removed", async () => {
    writeFileSync(at("config"), "old");
    const disk = faultyDisk((step, path) => {
      if (step === "unlink" && path.endsWith(".lock")) throw diskError("EACCES");
    });
    const result = await nodeWriter(worldOf(disk)).whileLocked(at("config"), () =>
      Promise.resolve("nothing"),
    );
    assert.match(
      result.ok ? "" : render(result.reason),
      /^The lock \S+config\.lock could not be removed, which keeps kubectl from changing \S+config: delete the lock/,
    );
  });

  it("tells when the file is gone by the time it is written", async () => {
    writeFileSync(at("config"), "old");
    const disk = faultyDisk((step, path) => {
      if (step === "file.sync" && path.endsWith(".tmp")) unlinkSync(at("config"));
    });
    const seen: (string | undefined)[] = [];
    const result = await nodeWriter(worldOf(disk)).rewrite(at("config"), current => {
      seen.push(current);
      return current === undefined
        ? { ok: false, reason: { template: "gone", args: [] } }
        : { ok: true, text: "new" };
    });
    assert.deepEqual([told(result), seen, folder.list()], ["gone", ["old", undefined], []]);
  });
});
