import { strict as assert } from "node:assert";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import * as vscode from "vscode";
import type { TreeNode } from "../../src/core/features/tree/index.ts";
import type { TestApi } from "../../src/vscode/activate.ts";
import { type CertificateOptions, type Issued, makeCa, makeCertificate } from "../support/certificates.ts";
import { patience } from "../support/pace.ts";
import { extensionUnderTest } from "./support/extension.ts";
import { outline } from "./support/outline.ts";

const YEAR = 365 * 86_400_000;

/** Folders of certificates as distributions and accidents make them, in the view of a real disk. */
describe("folders of certificates on disk", function () {
  this.timeout(patience(60_000));
  let api: TestApi;
  let root: string;
  const setting = () => vscode.workspace.getConfiguration("kubeconfigInspector");

  before(async () => {
    api = await extensionUnderTest();
    root = mkdtempSync(join(tmpdir(), "pki-"));
  });

  after(async () => {
    await setting().update("pki.folders", undefined, vscode.ConfigurationTarget.Global);
    rmSync(root, { recursive: true, force: true });
  });

  function put(path: string, content: string | Uint8Array): void {
    const file = join(root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }

  function pair(path: string, { pem, traditionalKeyPem }: Issued, keyPath = `${path}.key`): void {
    put(path.endsWith(".pem") ? path : `${path}.crt`, pem);
    put(keyPath, traditionalKeyPem);
  }

  const leaf = (options: CertificateOptions) =>
    makeCertificate({ eku: ["clientAuth"], notAfter: new Date(Date.now() + YEAR), ...options });

  /** What the view says of a folder, without how long things last. */
  async function shown(name: string): Promise<readonly string[]> {
    await setting().update("pki.folders", [join(root, name)], vscode.ConfigurationTarget.Global);
    const node = await rootCalled(name);
    const { description } = api.pki.provider.getTreeItem(node);
    const lines = [`${name} | ${description}`, ...(await outline(api.pki.provider, 1, node))];
    return lines.map(line => line.replaceAll(tmpdir(), "").replace(/ in [\dydhm]+/, ""));
  }

  /** The settings may reach the view a moment later. */
  async function rootCalled(name: string): Promise<TreeNode> {
    for (let attempt = 0; attempt < 400; attempt++) {
      const found = (await api.pki.provider.getChildren()).find(({ label }) => label === name);
      if (found !== undefined) return found;
      await new Promise(resolve => setTimeout(resolve, 50));
    }
    throw new Error(`The view has no ${name}`);
  }

  it("k3s: chains are told from their leaves, and every signer is found", async () => {
    const ca = await makeCa({ cn: "k3s-client-ca", seed: "k3s-client" });
    const serving = await makeCa({ cn: "k3s-server-ca", seed: "k3s-server" });
    pair("k3s/tls/client-ca", ca);
    pair("k3s/tls/server-ca", serving);
    const admin = await leaf({ cn: "system:admin", orgs: ["system:masters"], issuer: ca });
    pair("k3s/tls/client-admin", { ...admin, pem: admin.pem + ca.pem });
    pair("k3s/tls/client-scheduler", await leaf({ cn: "system:kube-scheduler", issuer: serving }));
    put("k3s/tls/dynamic-cert.json", "{}");
    const [folder = "", ...files] = await shown("k3s");
    assert.match(folder, /8 files · 1 finding$/);
    assert.deepEqual(files, [
      "tls/client-admin.crt | expires · system:admin · 1 more",
      "tls/client-admin.key | private key · ECDSA P-256",
      "tls/client-ca.crt | expires · CA · k3s-client-ca",
      "tls/client-ca.key | private key · ECDSA P-256",
      "tls/client-scheduler.crt | expires · system:kube-scheduler",
      "tls/client-scheduler.key | private key · ECDSA P-256",
      "tls/server-ca.crt | expires · CA · k3s-server-ca",
      "tls/server-ca.key | private key · ECDSA P-256",
      "Findings | 1",
    ]);
  });

  it("RKE and kind: keys are found by their names, a kubeadm directory by its files", async () => {
    const ca = await makeCa({ cn: "kubernetes", seed: "kubernetes" });
    pair("nodes/ssl/kube-ca.pem", ca, "nodes/ssl/kube-ca-key.pem");
    const node = await leaf({ cn: "system:node", issuer: ca });
    pair("nodes/ssl/kube-node.pem", node, "nodes/ssl/kube-node-key.pem");
    pair("nodes/kind/pki/ca", ca);
    pair("nodes/kind/pki/apiserver-kubelet-client", node);
    const [folder = "", ...lines] = await shown("nodes");
    assert.match(folder, /kubeadm · \d missing$/);
    assert.deepEqual(lines, ["kind | kubeadm", "Other files | 4"]);
  });

  it("accidents: a circle, a gigabyte, a pipe and a link to nothing neither block nor break it", async function () {
    if (process.platform === "win32") return this.skip();
    put("odd/fine.crt", (await leaf({ cn: "fine" })).pem);
    put("odd/deep/er/x.crt", "");
    truncateSync(join(root, "odd/deep/er/x.crt"), 1e9);
    symlinkSync(join(root, "odd"), join(root, "odd/deep/up"));
    symlinkSync("self.crt", join(root, "odd/self.crt"));
    symlinkSync("/nowhere.crt", join(root, "odd/nothing.crt"));
    assert.equal(spawnSync("mkfifo", [join(root, "odd/pipe.crt")]).status, 0);
    const [folder = "", ...files] = await shown("odd");
    assert.match(folder, /4 files · 4 findings$/);
    assert.deepEqual(files, [
      "deep/er/x.crt | the file is larger than 4194304 bytes and was not read",
      "fine.crt | expires · fine",
      "pipe.crt | this is no regular file",
      "self.crt | the file cannot be read: too many symbolic links",
      "Findings | 4",
    ]);
  });
});
