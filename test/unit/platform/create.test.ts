import { strict as assert } from "node:assert";
import { chmodSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { nodeWriter } from "../../../src/platform/write.ts";
import { append, diskError, faultyDisk, foldingDisk, temporaryFolder, told, worldOf } from "./support.ts";

const mode = (path: string): string => (statSync(path).mode & 0o7777).toString(8);

describe("making a new file on disk", () => {
  const folder = temporaryFolder();
  const at = (name: string): string => join(folder.path, name);

  it("is the owner's alone from its first byte", async () => {
    const modes: string[] = [];
    const disk = faultyDisk((step, path) => {
      if (step === "file.writeFile") modes.push(mode(path));
    });
    const result = await nodeWriter(worldOf(disk)).create(at("deep/jane.key"), "secret");
    assert.deepEqual(
      [told(result), modes, mode(at("deep/jane.key")), readFileSync(at("deep/jane.key"), "utf8")],
      ["written", ["600"], "600", "secret"],
    );
  });

  it("is taken away again, where it is there", async () => {
    await nodeWriter().create(at("jane.pem"), "secret");
    const kinds = [await nodeWriter().remove(at("jane.pem")), await nodeWriter().remove(at("jane.pem"))];
    assert.deepEqual(
      kinds.map(({ kind }) => kind),
      ["written", "unchanged"],
    );
    const faulty = nodeWriter(
      worldOf(
        faultyDisk(step => {
          if (step === "unlink") throw diskError("EACCES");
        }),
      ),
    );
    writeFileSync(at("mine.pem"), "secret");
    assert.match(told(await faulty.remove(at("mine.pem"))), /no permission/);
    assert.deepEqual(folder.list().includes("mine.pem"), true);
  });

  it("never replaces one that is there", async () => {
    writeFileSync(at("jane.key"), "old");
    const result = await nodeWriter().create(at("jane.key"), "new");
    assert.match(told(result), /exists already/);
    assert.deepEqual([readFileSync(at("jane.key"), "utf8"), folder.list()], ["old", ["jane.key"]]);
  });

  it("never replaces one whose name differs in case alone, where that is the same name", async () => {
    writeFileSync(at("Jane.key"), "old");
    const writer = nodeWriter(worldOf(foldingDisk()));
    const created = await writer.create(at("jane.key"), "new");
    const rewritten = await writer.rewrite(at("JANE.KEY"), append(" and new"));
    assert.match(told(created), /exists already/);
    assert.deepEqual(
      [told(rewritten), readFileSync(at("Jane.key"), "utf8"), folder.list()],
      ["written", "old and new", ["Jane.key"]],
    );
  });

  it("takes a name as long as the file system does", async () => {
    const names = [`${"證".repeat(80)}.crt`, `${"a😀".repeat(48)}.crt`, `${"x".repeat(251)}.crt`];
    const outcomes: string[] = [];
    for (const name of names) outcomes.push(told(await nodeWriter().create(at(name), "new")));
    assert.deepEqual([outcomes, folder.list()], [["written", "written", "written"], names.sort()]);
  });

  it("is made even where its temporary name stays", async () => {
    const disk = faultyDisk((step, path) => {
      if (step === "unlink" && path.endsWith(".tmp")) throw diskError("EIO");
    });
    const result = await nodeWriter(worldOf(disk)).create(at("deep/jane.key"), "new");
    assert.deepEqual([told(result), readFileSync(at("deep/jane.key"), "utf8")], ["written", "new"]);
  });

  it("works without hard links", async () => {
    const disk = faultyDisk(step => {
      if (step === "link") throw diskError("ENOTSUP");
    });
    await nodeWriter(worldOf(disk)).create(at("jane.key"), "new");
    assert.deepEqual(
      [readFileSync(at("jane.key"), "utf8"), mode(at("jane.key")), folder.list()],
      ["new", "600", ["jane.key"]],
    );
  });

  it("leaves neither file nor folder behind when the disk is full", async () => {
    const disk = faultyDisk(step => {
      if (step === "file.writeFile") throw diskError("ENOSPC");
    });
    const result = await nodeWriter(worldOf(disk)).create(at("a/b/jane.key"), "new");
    assert.match(told(result), /no space left/);
    assert.deepEqual(folder.list(), []);
  });

  it("replaces a certificate with its mode kept", async () => {
    writeFileSync(at("jane.crt"), "old");
    chmodSync(at("jane.crt"), 0o644);
    await nodeWriter().replace(at("jane.crt"), "new");
    assert.deepEqual(
      [readFileSync(at("jane.crt"), "utf8"), mode(at("jane.crt")), folder.list()],
      ["new", "644", ["jane.crt"]],
    );
  });
});
