import { strict as assert } from "node:assert";
import { createPublicKey } from "node:crypto";
import { render } from "../../../../src/core/message.ts";
import { kubeadmDirectories } from "../../../../src/core/pki/kubeadm.ts";
import { readPkiFolder } from "../../../../src/core/pki/walk.ts";
import { checkPki } from "../../../../src/core/rules/pki/check.ts";
import { encodePem } from "../../../../src/core/x509/pem.ts";
import { type Issued, makeCa, makeCertificate } from "../../../support/certificates.ts";
import { type MemoryEntry, memoryWorld } from "../../../support/memory-folder.ts";
import { type KubeadmMaterial, kubeadmFiles, kubeconfig, NOW } from "../../pki/support.ts";

const TIMING = { now: NOW, warning: 30 * 86_400_000 };

describe("checks of a PKI folder", () => {
  let made: KubeadmMaterial;
  before(async () => {
    made = await kubeadmFiles();
  });

  async function problems(
    path: string,
    entries: Readonly<Record<string, MemoryEntry>>,
  ): Promise<readonly string[]> {
    const folder = await readPkiFolder(path, memoryWorld(entries));
    const found = await checkPki(folder, kubeadmDirectories(folder, "posix"), TIMING);
    return found.map(({ code, severity, source, related = [] }) =>
      [severity, code, source, ...related.map(each => each.source)].join(" "),
    );
  }
  async function texts(
    path: string,
    entries: Readonly<Record<string, MemoryEntry>>,
  ): Promise<readonly string[]> {
    const folder = await readPkiFolder(path, memoryWorld(entries));
    const found = await checkPki(folder, kubeadmDirectories(folder, "posix"), TIMING);
    return found.map(({ code, source, message }) => `${code} ${source}: ${render(message)}`);
  }
  const kubeadm = (changes: Readonly<Record<string, MemoryEntry>> = {}) =>
    problems("/etc/kubernetes", { ...made.files, ...changes });
  const pki = "/etc/kubernetes/pki";

  it("find nothing in what kubeadm makes", async () => {
    assert.deepEqual(await kubeadm(), []);
  });

  it("find a certificate and a kubeconfig of another CA", async () => {
    const other = await makeCa({ seed: "another" });
    const leaf = await makeCertificate({ issuer: other, eku: ["clientAuth"] });
    assert.deepEqual(
      await kubeadm({
        [`${pki}/apiserver-kubelet-client.crt`]: leaf.pem,
        [`${pki}/apiserver-kubelet-client.key`]: leaf.keyPem,
        "/etc/kubernetes/admin.conf": kubeconfig(made.ca, leaf),
      }),
      [
        `error pki-not-signed-by-ca /etc/kubernetes/admin.conf ${pki}/ca.crt`,
        `error pki-not-signed-by-ca ${pki}/apiserver-kubelet-client.crt ${pki}/ca.crt`,
      ],
    );
  });

  it("find a forged signature under the right name and key id", async () => {
    const leaf = await makeCertificate({ cn: "x", issuer: made.ca, eku: ["clientAuth"] });
    const forged = Uint8Array.from(leaf.der);
    forged[forged.length - 1] = (forged.at(-1) ?? 0) ^ 1;
    assert.deepEqual(
      await kubeadm({
        [`${pki}/apiserver-kubelet-client.crt`]: encodePem("CERTIFICATE", forged),
        [`${pki}/apiserver-kubelet-client.key`]: leaf.keyPem,
      }),
      [`error pki-not-signed-by-ca ${pki}/apiserver-kubelet-client.crt ${pki}/ca.crt`],
    );
  });

  it("do not call a key missing that may not be read", async () => {
    assert.deepEqual(
      await kubeadm({
        [`${pki}/front-proxy-client.key`]: { kind: "unreadable", reason: "permission denied" },
      }),
      [`error pki-unreadable ${pki}/front-proxy-client.key`],
    );
  });

  it("find keys that are another's, missing or unusable", async () => {
    const { files } = made;
    const { [`${pki}/front-proxy-client.key`]: gone, ...rest } = files;
    assert.ok(gone !== undefined);
    const other = (await makeCertificate()).privateKey;
    const sealed = other.export({ type: "pkcs8", format: "pem", cipher: "aes-256-cbc", passphrase: "x" });
    assert.deepEqual(
      await problems("/etc/kubernetes", {
        ...rest,
        [`${pki}/apiserver.key`]: files[`${pki}/ca.key`] ?? "",
        [`${pki}/apiserver-kubelet-client.key`]: `${sealed}`,
        [`${pki}/etcd/peer.key`]: "-----BEGIN EC PRIVATE KEY-----\nMAA=\n-----END EC PRIVATE KEY-----\n",
      }),
      [
        `error pki-key-unusable ${pki}/apiserver-kubelet-client.crt ${pki}/apiserver-kubelet-client.key`,
        `error pki-key-mismatch ${pki}/apiserver.crt ${pki}/apiserver.key`,
        `error pki-key-unusable ${pki}/etcd/peer.crt ${pki}/etcd/peer.key`,
        `error pki-key-missing ${pki}/front-proxy-client.crt`,
      ],
    );
  });

  it("find usages, names and lifetimes that do not fit", async () => {
    const put = (stem: string, { pem, keyPem }: Issued) => ({
      [`${pki}/${stem}.crt`]: pem,
      [`${pki}/${stem}.key`]: keyPem,
    });
    const san = [{ type: "dns" as const, value: "kubernetes" }];
    const issuer = made.ca;
    assert.deepEqual(
      await kubeadm({
        ...put("apiserver", await makeCertificate({ issuer, eku: ["clientAuth"], san })),
        ...put(
          "apiserver-kubelet-client",
          await makeCertificate({ issuer, notAfter: new Date("2040-01-01") }),
        ),
        ...put("etcd/ca", await makeCertificate({ cn: "etcd-ca", seed: "etcd-ca" })),
      }),
      [
        `warning pki-outlives-ca ${pki}/apiserver-kubelet-client.crt ${pki}/ca.crt`,
        `error pki-san-missing ${pki}/apiserver.crt /etc/kubernetes/admin.conf`,
        `error pki-wrong-usage ${pki}/apiserver.crt`,
        `warning pki-san-missing ${pki}/apiserver.crt`,
        `error pki-ca-not-a-ca ${pki}/etcd/ca.crt`,
      ],
    );
  });

  it("find what has expired, soon will, or is not valid yet", async () => {
    const until = async (notBefore: string, notAfter: string) =>
      (await makeCertificate({ notBefore: new Date(notBefore), notAfter: new Date(notAfter) })).pem;
    assert.deepEqual(
      await problems("/x", {
        "/x/a.crt": await until("2026-01-01", "2026-11-21"),
        "/x/b.crt": await until("2026-01-01", "2026-12-01"),
        "/x/c.crt": await until("2026-12-01", "2027-12-01"),
        "/x/d.crt": await until("2026-01-01", "2027-12-01"),
        "/x/e.crt": await until("2026-12-01", "2026-10-01"),
      }),
      [
        "error pki-expired /x/a.crt",
        "warning pki-expiring /x/b.crt",
        "error pki-not-yet-valid /x/c.crt",
        "error pki-never-valid /x/e.crt",
      ],
    );
  });

  it("know the layouts of k3s and RKE", async () => {
    const clientCa = await makeCa({ cn: "k3s-client-ca" });
    const serverCa = await makeCa({ cn: "k3s-server-ca" });
    const admin = await makeCertificate({ issuer: serverCa, eku: ["clientAuth"] });
    const k3s = "/var/lib/rancher/k3s/server/tls";
    assert.deepEqual(
      await problems(k3s, {
        [`${k3s}/client-ca.crt`]: clientCa.pem,
        [`${k3s}/server-ca.crt`]: serverCa.pem,
        [`${k3s}/client-admin.crt`]: admin.pem + serverCa.pem,
        [`${k3s}/client-admin.key`]: admin.keyPem,
      }),
      [`error pki-not-signed-by-ca ${k3s}/client-admin.crt ${k3s}/client-ca.crt`],
    );
    const node = await makeCertificate({ issuer: clientCa, eku: ["serverAuth"] });
    assert.deepEqual(
      await problems("/ssl", {
        "/ssl/kube-ca.pem": clientCa.pem,
        "/ssl/kube-ca-key.pem": clientCa.keyPem,
        "/ssl/kube-node.pem": node.pem,
        "/ssl/kube-node-key.pem": admin.keyPem,
      }),
      [
        "error pki-key-mismatch /ssl/kube-node.pem /ssl/kube-node-key.pem",
        "error pki-wrong-usage /ssl/kube-node.pem",
      ],
    );
  });

  it("know k0s, which has some of kubeadm's files and misses none", async () => {
    const ca = await makeCa({ seed: "k0s" });
    const other = await makeCa({ seed: "not k0s" });
    const k0s = "/var/lib/k0s/pki";
    const put = (stem: string, { pem, keyPem }: Issued) => ({
      [`${k0s}/${stem}.crt`]: pem,
      [`${k0s}/${stem}.key`]: keyPem,
    });
    const client = await makeCertificate({ issuer: ca, eku: ["clientAuth", "serverAuth"] });
    const entries = {
      ...put("ca", ca),
      ...put("front-proxy-ca", ca),
      ...put("apiserver-kubelet-client", client),
      ...put("k0s-api", client),
      ...put("scheduler", await makeCertificate({ issuer: other, eku: ["clientAuth"] })),
      [`${k0s}/admin.conf`]: kubeconfig(ca, client),
      [`${k0s}/scheduler.conf`]: kubeconfig(ca, client),
    };
    const folder = await readPkiFolder("/var/lib/k0s", memoryWorld(entries));
    assert.deepEqual(
      [kubeadmDirectories(folder, "posix"), await problems("/var/lib/k0s", entries)],
      [[], [`error pki-not-signed-by-ca ${k0s}/scheduler.crt ${k0s}/ca.crt`]],
    );
  });

  it("know the keys that other tools put beside a certificate", async () => {
    const [leaf, other] = [await makeCertificate({ cn: "one" }), await makeCertificate({ cn: "two" })];
    const pairs = [
      ["cert.pem", "key.pem"],
      ["client-cert.pem", "client-key.pem"],
      ["fullchain.pem", "privkey.pem"],
      ["tls.crt", "tls.key"],
    ];
    const entries = pairs.flatMap(([certificate, key]) => [
      [`/tools/${certificate}`, leaf.pem],
      [`/tools/${key}`, other.keyPem],
    ]);
    assert.deepEqual(
      await problems("/tools", Object.fromEntries(entries)),
      pairs.map(([certificate, key]) => `error pki-key-mismatch /tools/${certificate} /tools/${key}`),
    );
  });

  it("name every certificate that is lost or malformed, and what makes PEM of other forms", async () => {
    const ca = await makeCa({ cn: "corp" });
    const broken = "-----BEGIN CERTIFICATE-----\nQUJD\n-----END CERTIFICATE-----\n";
    const lines = ca.pem.split("\n").length;
    assert.deepEqual(
      await texts("/x", {
        "/x/a.crt": `${broken}${ca.pem}${broken}`,
        "/x/b.crt": `${ca.pem}${ca.pem.replace("\n", "\nfriendlyName: ca\n\n")}`,
        "/x/c.crt": `${ca.pem}${ca.pem.slice(1)}`,
        "/x/d.crt": ca.der,
        "/x/d.key": new Uint8Array(createPublicKey(ca.keyPem).export({ type: "spki", format: "der" })),
        "/x/e.p12": Uint8Array.of(0x30, 0x80),
        "/x/f.crt": Uint8Array.of(0xfe, 0xed, 0xfe, 0xed),
      }),
      [
        "pki-unreadable /x/a.crt: Certificate 1 of 3 in the file cannot be read: x509: malformed certificate.",
        "pki-unreadable /x/a.crt: Certificate 3 of 3 in the file cannot be read: x509: malformed certificate.",
        `pki-unreadable /x/b.crt: What begins in line ${lines} is no PEM block to Kubernetes, which passes over it without a word: lines with a colon stand below its BEGIN line, and must go.`,
        `pki-unreadable /x/c.crt: What begins in line ${lines} is no PEM block to Kubernetes, which passes over it without a word: its BEGIN line is misspelt, and must be five hyphens, BEGIN, a blank, the label, five hyphens.`,
        "pki-not-pem /x/d.crt: This is a certificate in DER, and Kubernetes reads PEM: openssl x509 -inform der -in d.crt -out d.crt.pem makes PEM of it.",
        "pki-not-pem /x/d.key: This is a public key in DER, and Kubernetes reads PEM: openssl pkey -pubin -inform der -in d.key -out d.key.pem makes PEM of it.",
        "pki-not-pem /x/e.p12: This is a PKCS#12 store. It is sealed with a password and not read here, nor by Kubernetes: openssl pkcs12 -in e.p12 -out e.p12.pem -nodes makes PEM of it.",
        "pki-unreadable /x/f.crt: there is no PEM block in the file: it is a Java keystore, which keytool -importkeystore -deststoretype pkcs12 makes PKCS#12 of",
      ],
    );
  });

  it("say less of a folder whose layout nobody knows", async () => {
    const ca = await makeCa({ cn: "corp", seed: "one" });
    const again = await makeCa({ cn: "corp", seed: "two" });
    const leaf = await makeCertificate({ issuer: ca });
    const alone = await makeCertificate({ cn: "corp" });
    assert.deepEqual(
      await problems("/x", {
        "/x/ca.pem": again.pem,
        "/x/leaf.crt": leaf.pem,
        "/x/self.crt": alone.pem,
        "/x/e.cer": "",
      }),
      ["error pki-unreadable /x/e.cer", "warning pki-not-signed-by-ca /x/leaf.crt /x/ca.pem"],
    );
  });
});
