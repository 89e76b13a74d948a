import { strict as assert } from "node:assert";
import { pkiNode } from "../../../../src/core/features/tree/pki.ts";
import { gatherFolder } from "../../../../src/core/gather.ts";
import { makeCertificate } from "../../../support/certificates.ts";
import { type MemoryEntry, memoryWorld } from "../../../support/memory-folder.ts";
import { treeLines } from "../../../support/tree.ts";
import { kubeadmFiles, NOW, OPTIONS } from "../../pki/support.ts";

async function linesOf(
  path: string,
  files: Readonly<Record<string, MemoryEntry>>,
): Promise<readonly string[]> {
  const facts = await gatherFolder(path, memoryWorld(files), OPTIONS);
  const { thresholds } = OPTIONS;
  const folder = {
    id: path,
    label: "kubernetes",
    detail: ["/etc"],
    directory: { uri: `file://${path}`, added: false },
    facts,
    timing: { now: NOW, thresholds },
    locate: (each: string) => `file://${each}`,
  };
  return treeLines([pkiNode(folder)]);
}

describe("the tree of a kubeadm directory", () => {
  it("lists what kubeadm knows, what is missing, and what an external CA manages", async () => {
    const { files } = await kubeadmFiles();
    const {
      "/etc/kubernetes/pki/apiserver.crt": _,
      "/etc/kubernetes/pki/front-proxy-ca.key": __,
      "/etc/kubernetes/super-admin.conf": ___,
      ...rest
    } = files;
    const lines = await linesOf("/etc/kubernetes", rest);
    assert.deepEqual(
      lines.filter(line => /missing|need not|externally|^\S/.test(line)),
      [
        "folder-library kubernetes | /etc · kubeadm · 1 missing",
        "  question apiserver | missing",
        "  verified front-proxy-client | expires in 40d · CA front-proxy-ca · externally managed",
        "  circle-large-outline super-admin.conf | not there, and need not be",
        "  shield front-proxy-ca | expires in 3332d · CA · externally managed",
      ].map(line =>
        line.replace("3332d", lines.join("\n").match(/front-proxy-ca \| expires in (\S+)/)?.[1] ?? ""),
      ),
    );
  });
});

describe("the tree of any folder of certificates", () => {
  it("keeps what is left over apart, and calls none of it a problem", async () => {
    const old = await makeCertificate({ cn: "n1", notAfter: new Date(NOW - 86_400_000), seed: "old" });
    const now = await makeCertificate({ cn: "n1", seed: "now" });
    const dated = "/pki/kubelet-client-2026-09-28-09-00-00.pem";
    const lines = await linesOf("/pki", {
      "/pki/kubelet-client-2025-01-01-00-00-00.pem": old.pem + old.keyPem,
      [dated]: now.pem + now.keyPem,
      "/pki/kubelet-client-current.pem": { link: dated },
      "/pki/old.crt.bak": "nothing that can be read",
    });
    assert.deepEqual(lines.slice(0, 5), [
      "folder-library kubernetes | /etc · 1 file",
      "  shield kubelet-client-current.pem | expires in 40d · n1",
      "  folder Left over | 2",
      "    archive kubelet-client-2025-01-01-00-00-00.pem | the kubelet has rotated it away, and no link leads to it · expired 24h ago · n1",
      "    archive old.crt.bak | its name says that it was put aside · there is no PEM block in the file: no line begins with -----BEGIN",
    ]);
  });

  it("counts one as one", async () => {
    const [folder] = await linesOf("/one", { "/one/empty.pem": "" });
    assert.equal(folder, "error kubernetes | /etc · 1 file · 1 finding");
  });

  it("lists each file with what it holds, and what is wrong", async () => {
    const old = await makeCertificate({ cn: "old", notAfter: new Date(NOW - 86_400_000), seed: "old" });
    const lines = await linesOf("/certs", {
      "/certs/old.crt": old.pem,
      "/certs/old.key": old.traditionalKeyPem,
      "/certs/empty.pem": "",
      "/certs/store.p12": "0\u0003",
      "/certs/big.crt": { kind: "too-large", bytes: 1e9, limit: 4 * 1024 * 1024 },
    });
    assert.deepEqual(lines.slice(0, 6), [
      "error kubernetes | /etc · 5 files · 3 findings",
      "  error big.crt | the file is larger than 4194304 bytes and was not read",
      "  error empty.pem | the file is empty",
      "  error old.crt | expired 24h ago · old",
      "  key old.key | private key · ECDSA P-256",
      "  archive store.p12 | PKCS#12 store, sealed",
    ]);
  });
});
