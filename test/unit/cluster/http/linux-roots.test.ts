import { strict as assert } from "node:assert";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { linuxRoots } from "../../../../src/cluster/http/linux-roots.ts";

const pem = (name: string) => `-----BEGIN CERTIFICATE-----\n${name}\n-----END CERTIFICATE-----`;

describe("the CAs of a Linux", () => {
  let folder = "";
  let env: Record<string, string>;

  before(() => {
    folder = mkdtempSync(join(tmpdir(), "roots-"));
    const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
    write("bundle", `# words\n${pem("one")}\n${pem("two")}\n`);
    mkdirSync(join(folder, "a"));
    mkdirSync(join(folder, "b"));
    write("a/one.pem", pem("one").replaceAll("\n", "\r\n"));
    write("a/three.pem", pem("three"));
    write("a/words", "words");
    write("b/four", pem("four"));
    mkdirSync(join(folder, "b", "c"));
    if (process.platform !== "win32") symlinkSync("four", join(folder, "b", "link"));
    env = {
      SSL_CERT_FILE: join(folder, "bundle"),
      SSL_CERT_DIR: [join(folder, "a"), join(folder, "none"), join(folder, "b")].join(":"),
    };
  });
  after(() => rmSync(folder, { recursive: true }));

  it("are those of one file and of all folders, each once", function () {
    // A path of Windows has a colon.
    if (process.platform === "win32") return this.skip();
    return assert.deepEqual(linuxRoots(env), ["one", "two", "three", "four"].map(pem));
  });

  it("are those of the folders where there is no file", function () {
    if (process.platform === "win32") return this.skip();
    const found = linuxRoots({ ...env, SSL_CERT_FILE: join(folder, "none") });
    return assert.deepEqual(found, ["one", "three", "four"].map(pem));
  });

  it("are none where nothing is found", () => {
    const none = join(folder, "none");
    assert.equal(linuxRoots({ SSL_CERT_FILE: none, SSL_CERT_DIR: none }), undefined);
  });
});
