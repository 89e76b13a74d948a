import { strict as assert } from "node:assert";
import { spawnSync } from "node:child_process";
import { linkSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeCertificate } from "../../support/certificates.ts";
import { runOnDisk } from "../../support/cli-on-disk.ts";
import { NOW } from "../pki/support.ts";

/** A process usually has 1,024. */
const COUNT = 1100;

describe("the command line on disk", function () {
  this.timeout(60_000);
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "kubeconfig-inspector-cli-"));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it("survives links in a circle, a file of a gigabyte, a pipe and links to nothing", async () => {
    const { pem } = await makeCertificate({ cn: "fine" });
    mkdirSync(join(folder, "deep"));
    writeFileSync(join(folder, "deep", "fine.crt"), pem);
    symlinkSync(folder, join(folder, "deep", "up"));
    symlinkSync("self.crt", join(folder, "self.crt"));
    symlinkSync("/nowhere.crt", join(folder, "nothing.crt"));
    writeFileSync(join(folder, "x.crt"), "");
    truncateSync(join(folder, "x.crt"), 1e9);
    const piped =
      process.platform !== "win32" && spawnSync("mkfifo", [join(folder, "pipe.crt")]).status === 0;
    const { code, text } = await runOnDisk(folder, NOW, "check-expiration", ".", "-o", "csv");
    const rows = text
      .split("\r\n")
      .slice(1, -1)
      .map(line => line.split(",").slice(0, 3).join(" "));
    assert.deepEqual(
      [code, rows],
      [
        2,
        [
          "deep/fine.crt pki-file ok",
          ...(piped ? ["pipe.crt pki-file broken"] : []),
          "self.crt pki-file broken",
          "x.crt pki-file broken",
        ],
      ],
    );
  });

  it("lists more certificates than files may be open at a time", async () => {
    const many = join(folder, "many");
    mkdirSync(many);
    const { pem } = await makeCertificate({ cn: "one", notAfter: new Date("2026-12-01") });
    writeFileSync(join(many, "0.crt"), pem);
    for (let index = 1; index < COUNT; index++) linkSync(join(many, "0.crt"), join(many, `${index}.crt`));
    const { code, text } = await runOnDisk(folder, NOW, "check-expiration", "many", "-o", "csv");
    assert.deepEqual([code, text.split("\r\n").length], [1, COUNT + 2]);
  });
});
