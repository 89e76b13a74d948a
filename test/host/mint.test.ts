import { strict as assert } from "node:assert";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as vscode from "vscode";
import type { TestApi } from "../../src/vscode/activate.ts";
import { extensionUnderTest } from "./support/extension.ts";
import { Script, type Step } from "./support/script.ts";

const MINT = "kubeconfigInspector.mintUser";

describe("minting", () => {
  let api: TestApi;
  let folder: string;

  before(async () => {
    api = await extensionUnderTest();
  });

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "mint-"));
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  async function run(id: string, steps: readonly Step[], ...args: readonly unknown[]): Promise<Script> {
    const script = new Script(steps);
    await api.runWith(script, id, ...args);
    assert.deepEqual(script.left, []);
    return script;
  }

  const address = (name: string) => vscode.Uri.file(join(folder, name)).toString();
  const openssl = (...args: readonly string[]) =>
    execFileSync("openssl", args, { cwd: folder, encoding: "utf8" });

  const WHO: readonly Step[] = [
    ["ca", /kubernetes .*kubernetes\/pki\/ca\.crt/],
    ["user", "jane"],
    ["groups", "developers, on-call"],
    ["uid", ""],
    ["lifetime", "1w"],
    ["key", "ecdsa-p256"],
  ];

  it("makes a key and a certificate as files that only their owner can read", async () => {
    await run(MINT, [
      ...WHO,
      ["to", "files"],
      ["to-folder", address("")],
      ["to-name", "jane"],
      ["summary", "make"],
    ]);
    const [folderCa] = vscode.workspace.workspaceFolders ?? [];
    const ca = join(folderCa?.uri.fsPath ?? "", "kubernetes", "pki", "ca.crt");
    assert.deepEqual(
      {
        files: readdirSync(folder)
          .sort()
          .map(name => [name, (statSync(join(folder, name)).mode & 0o777).toString(8)]),
        verdict: openssl("verify", "-CAfile", ca, "-purpose", "sslclient", "jane.crt").trim(),
        subject: openssl("x509", "-in", "jane.crt", "-noout", "-subject", "-nameopt", "RFC2253").trim(),
        samePublicKey:
          openssl("pkey", "-in", "jane.key", "-pubout") ===
          openssl("x509", "-in", "jane.crt", "-noout", "-pubkey"),
      },
      {
        files: [
          ["jane.crt", "600"],
          ["jane.key", "600"],
        ],
        verdict: "jane.crt: OK",
        subject: "subject=CN=jane,O=on-call,O=developers",
        samePublicKey: true,
      },
    );
  });
});
