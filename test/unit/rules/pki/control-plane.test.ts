import { strict as assert } from "node:assert";
import { compared, gatherFolder } from "../../../../src/core/gather.ts";
import { render } from "../../../../src/core/message.ts";
import { buildReport } from "../../../../src/core/report/index.ts";
import { type Issued, makeCa, makeCertificate, publicPem } from "../../../support/certificates.ts";
import { type MemoryEntry, memoryWorld } from "../../../support/memory-folder.ts";
import { kubeadmFiles, OPTIONS } from "../../pki/support.ts";

type Files = Readonly<Record<string, MemoryEntry>>;

/** What is found in folders that are looked at together: severity, code and file, the file's folders but one left out. */
async function found(files: Files, ...folders: readonly string[]): Promise<readonly string[]> {
  const facts = await Promise.all(folders.map(path => gatherFolder(path, memoryWorld(files), OPTIONS)));
  return compared(facts)
    .flatMap(({ findings }) => findings)
    .map(({ severity, code, source, related = [] }) =>
      [severity, code, source, ...related.map(each => each.source)].join(" "),
    );
}

const e = "/etc/kubernetes";
const pki = `${e}/pki`;
const sa = (key: Issued, pub: string = publicPem(key), at = pki): Files => ({
  [`${at}/sa.key`]: key.keyPem,
  [`${at}/sa.pub`]: pub,
});

describe("a control plane in itself", () => {
  let kubeadm: Files;
  let one: Issued;
  let other: Issued;
  before(async () => {
    kubeadm = (await kubeadmFiles()).files;
    one = await makeCertificate({ seed: "sa one" });
    other = await makeCertificate({ seed: "sa other" });
  });

  it("checks the tokens of service accounts with the key that signs them", async () => {
    const manifest = (...flags: readonly string[]) => ({
      "/copy/kubernetes/manifests/kube-apiserver.yaml": `    - --service-account-key-file=${flags.join("\n    - --service-account-key-file=")}\n`,
    });
    const wrong = sa(one, publicPem(other), "/copy/kubernetes/pki");
    const finding = [
      "error pki-service-account-keys /copy/kubernetes/pki/sa.pub /copy/kubernetes/pki/sa.key",
    ];
    assert.deepEqual(
      [
        await found({ ...kubeadm, ...sa(one) }, e),
        await found({ ...kubeadm, ...sa(one, publicPem(other) + publicPem(one)) }, e),
        await found(wrong, "/copy"),
        await found({ ...wrong, ...manifest(`${pki}/sa.pub`) }, "/copy"),
        await found({ ...wrong, ...manifest(`${pki}/sa.pub`, `${pki}/sa-new.pub`) }, "/copy"),
      ],
      [[], [], finding, finding, []],
    );
  });

  it("runs every file among its static pods, copies that were put aside as well", async () => {
    const pod = (program: string) => `kind: Pod\nspec: {containers: [{command: [${program}, --v=2]}]}\n`;
    const copies = {
      "manifests/kube-apiserver.yaml": pod("kube-apiserver"),
      "manifests/kube-apiserver.yaml.bak": pod("kube-apiserver"),
      "manifests/etcd.yaml.old": pod("etcd"),
      "tmp/kubeadm-backup-x/kube-apiserver.yaml.bak": pod("kube-apiserver"),
    };
    const at = (folder: string) =>
      Object.fromEntries(Object.entries(copies).map(([name, text]) => [`${folder}/${name}`, text]));
    const ofCopies = async (files: Files, folder: string) =>
      (await found(files, folder)).filter(line => line.includes("static-pod"));
    assert.deepEqual(
      [
        await ofCopies({ ...kubeadm, ...at(e) }, e),
        await ofCopies({ "/repository/a.crt": one.pem, ...at("/repository") }, "/repository"),
      ],
      [
        [
          `warning pki-static-pod-copy ${e}/manifests/kube-apiserver.yaml.bak ${e}/manifests/kube-apiserver.yaml`,
        ],
        [],
      ],
    );
  });

  it("says nothing of the public keys of SSH", async () => {
    assert.deepEqual(
      await found({ "/x/id_ed25519.pub": "ssh-ed25519 AAAA me@here", "/x/a.crt": one.pem }, "/x"),
      [],
    );
  });

  it("is fine while its CAs change, but for who signs with the first", async () => {
    const old = await makeCa({ seed: "old ca", notAfter: new Date("2026-12-01") });
    const gone = await makeCa({ seed: "gone ca", notAfter: new Date("2026-06-01") });
    const ca = await makeCa({ seed: "ca" });
    const bundle = (pem: string) => found({ ...kubeadm, [`${pki}/ca.crt`]: pem }, e);
    assert.deepEqual(
      [
        await bundle(ca.pem + old.pem),
        await bundle(old.pem + ca.pem),
        await bundle(gone.pem + ca.pem),
        (await bundle(gone.pem)).filter(line => line.includes("expired")),
      ],
      [
        [],
        [`warning pki-key-mismatch ${pki}/ca.crt ${pki}/ca.key`],
        [`warning pki-key-mismatch ${pki}/ca.crt ${pki}/ca.key`, `warning pki-expired ${pki}/ca.crt`],
        [`error pki-expired ${pki}/ca.crt`],
      ],
    );
    const trust = { "/x/trust.pem": gone.pem + ca.pem };
    const facts = await gatherFolder("/x", memoryWorld(trust), OPTIONS);
    const { rows } = buildReport({ analyses: [], folders: [facts] }, OPTIONS);
    assert.deepEqual([facts.findings, rows.map(({ state }) => state).sort()], [[], ["leftover", "ok"]]);
  });

  it("says which certificate of a file the key belongs to", async () => {
    const files = { "/x/tls.crt": one.pem + other.pem, "/x/tls.key": other.keyPem };
    const { findings } = await gatherFolder("/x", memoryWorld(files), OPTIONS);
    assert.deepEqual(
      findings.map(({ severity, message }) => `${severity} ${render(message)}`),
      [
        "error The private key in /x/tls.key belongs to certificate 2 of this file, and whoever uses the two pairs it with the first. Put certificate 2 first, then its issuers.",
      ],
    );
  });
});

describe("control planes that are looked at together", () => {
  const plane = (at: string, ca: Issued, proxy: Issued, key: Issued): Files => ({
    [`${at}/ca.crt`]: ca.pem,
    [`${at}/ca.key`]: ca.keyPem,
    [`${at}/front-proxy-ca.crt`]: proxy.pem,
    [`${at}/front-proxy-ca.key`]: proxy.keyPem,
    ...sa(key, publicPem(key), at),
  });
  const made = async (seed: string) => ({
    ca: await makeCa({ seed: `${seed} ca` }),
    proxy: await makeCa({ cn: "front-proxy-ca", seed: `${seed} proxy` }),
    key: await makeCertificate({ seed: `${seed} sa` }),
  });
  const codes = async (files: Files, ...folders: readonly string[]) =>
    (await found(files, ...folders)).filter(line => line.includes("control-planes"));

  it("share what kubeadm copies from one to the other", async () => {
    const [a, b] = [await made("a"), await made("b")];
    const cp1 = plane("/lab/cp1/pki", a.ca, a.proxy, a.key);
    const second = (ca: Issued, proxy: Issued, key: Issued) => ({
      ...cp1,
      ...plane("/lab/cp2/pki", ca, proxy, key),
    });
    const differs = (file: string) =>
      `warning pki-control-planes-differ /lab/cp2/pki/${file} /lab/cp1/pki/${file}`;
    assert.deepEqual(
      [
        await codes(second(a.ca, a.proxy, a.key), "/lab"),
        await codes(second(a.ca, a.proxy, b.key), "/lab"),
        await codes(second(b.ca, a.proxy, a.key), "/lab/cp1", "/lab/cp2"),
        await codes(second(a.ca, b.proxy, a.key), "/lab/cp1/pki", "/lab/cp2/pki"),
        await codes(second(b.ca, b.proxy, b.key), "/lab"),
      ],
      [[], [differs("sa.pub")], [differs("ca.crt")], [differs("front-proxy-ca.crt")], []],
    );
  });

  it("may each know the old key and the new while keys change", async () => {
    const [a, b] = [await made("a"), await made("b")];
    const both = publicPem(a.key) + publicPem(b.key);
    const files = {
      ...plane("/lab/cp1/pki", a.ca, a.proxy, a.key),
      ...plane("/lab/cp2/pki", b.ca, a.proxy, b.key),
      "/lab/cp2/pki/ca.crt": b.ca.pem + a.ca.pem,
      "/lab/cp1/pki/sa.pub": both,
      "/lab/cp2/pki/sa.pub": both,
    };
    assert.deepEqual(await codes(files, "/lab"), []);
  });
});
