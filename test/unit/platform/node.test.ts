import { strict as assert } from "node:assert";
import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FileRead } from "../../../src/core/ports.ts";
import { nodeFiles, nodePlatform } from "../../../src/platform/node.ts";

/** Bytes as text, so that a result can be compared. */
function shown(read: FileRead) {
  return read.kind === "file" ? { ...read, bytes: new TextDecoder().decode(read.bytes) } : read;
}

describe("nodeFiles", () => {
  let folder: string;
  let server: Server;
  const at = (name: string) => join(folder, name);

  before(async function () {
    if (process.platform === "win32") {
      console.log("  - skipped: pipes, devices and modes are those of Unix");
      this.skip();
    }
    folder = mkdtempSync(join(tmpdir(), "files-"));
    writeFileSync(at("file"), "12345678");
    chmodSync(at("file"), 0o640);
    symlinkSync(at("file"), at("link"));
    symlinkSync(at("loop"), at("loop"));
    mkdirSync(at("folder"));
    execFileSync("mkfifo", [at("pipe")]);
    server = createServer();
    await new Promise<void>(done => server.listen(at("socket"), done));
  });

  after(() => {
    server?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it("reads regular files up to the cap, and opens nothing else", async () => {
    const paths = [
      at("file"),
      at("link"),
      at("loop"),
      at("folder"),
      at("pipe"),
      at("socket"),
      at("none"),
      at("file/x"),
    ];
    const reads = await Promise.all([...paths, "/dev/zero"].map(path => nodeFiles.read(path, 8)));
    assert.deepEqual(reads.map(shown), [
      { kind: "file", bytes: "12345678", mode: 0o640 },
      { kind: "file", bytes: "12345678", mode: 0o640 },
      { kind: "unreadable", reason: "too many symbolic links" },
      { kind: "not-regular", what: "directory" },
      { kind: "not-regular", what: "pipe" },
      { kind: "not-regular", what: "socket" },
      { kind: "missing" },
      { kind: "missing" },
      { kind: "not-regular", what: "device" },
    ]);
  });

  it("does not read what is larger, even when the file says that it is empty", async () => {
    const reads = [await nodeFiles.read(at("file"), 7)];
    if (process.platform === "linux") reads.push(await nodeFiles.read("/proc/self/mountinfo", 7));
    assert.deepEqual(reads[0], { kind: "too-large", bytes: 8, limit: 7 });
    assert.deepEqual(
      reads.slice(1),
      process.platform === "linux" ? [{ kind: "too-large", bytes: 8, limit: 7 }] : [],
    );
  });

  it("lists a directory and follows links", async () => {
    const { list, realPath } = nodePlatform();
    const refused: string[] = [];
    await list(at("loop"), why => refused.push(why));
    await list(at("none"), why => refused.push(why));
    const entries = [...(await list(folder))].sort((a, b) => (a.name < b.name ? -1 : 1));
    assert.deepEqual(
      {
        entries,
        none: await list(at("none")),
        refused,
        real: await realPath(at("link")),
        missing: await realPath(at("none")),
      },
      {
        entries: [
          { name: "file", kind: "file" },
          { name: "folder", kind: "directory" },
          { name: "link", kind: "file", link: true },
          { name: "loop", kind: "other", link: true },
          { name: "pipe", kind: "other" },
          { name: "socket", kind: "other" },
        ],
        none: [],
        refused: ["too many symbolic links"],
        real: at("file"),
        missing: at("none"),
      },
    );
  });
});
