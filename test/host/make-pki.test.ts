import { strict as assert } from "node:assert";
import type { TestApi } from "../../src/vscode/activate.ts";
import { extensionUnderTest } from "./support/extension.ts";
import { Lab } from "./support/lab.ts";
import { CANCEL, type Step } from "./support/script.ts";

/** Every combination of keys that sign and are signed, from a root down to what it is for. */
describe("making a PKI", () => {
  let api: TestApi;
  let lab: Lab;

  before(async () => {
    api = await extensionUnderTest();
  });

  beforeEach(() => {
    lab = new Lab(api);
  });

  afterEach(() => lab.close());

  const here = (name: string): readonly Step[] => [
    ["to-folder", lab.address("")],
    ["to-name", name],
    ["summary", "make"],
  ];
  const signedBy = (name: string): readonly Step[] => [
    ["ca", "files"],
    ["ca-certificate", lab.address(`${name}.crt`)],
    ["ca-key", lab.address(`${name}.key`)],
  ];
  const root = (name: string, key: string): Promise<unknown> =>
    lab.run("createCa", [
      ["ca-kind", "root"],
      ["ca-name", name],
      ["lifetime", "first"],
      ["key", key],
      ...here(name),
    ]);
  const below = (name: string, above: string, key: string): Promise<unknown> =>
    lab.run("createCa", [
      ["ca-kind", "below"],
      ...signedBy(above),
      ["ca-name", name],
      ["lifetime", "1y"],
      ["key", key],
      ...here(name),
    ]);

  it("signs RSA below ECDSA and the reverse, over an intermediate CA", async () => {
    await root("root", "ecdsa-p384");
    await below("issuing", "root", "rsa-2048");
    await lab.run("createServing", [
      ...signedBy("issuing"),
      ["server", "kube-apiserver"],
      ["names-kubernetes", "service"],
      ["names", "IP:192.0.2.10, DNS:api.example.com"],
      ["lifetime", "1y"],
      ["key", "ecdsa-p256"],
      ...here("apiserver"),
    ]);
    await lab.run("createFrontProxy", [
      ...signedBy("issuing"),
      ["proxy", "front-proxy-client"],
      ["lifetime", "30d"],
      ["key", "rsa-2048"],
      ...here("proxy"),
    ]);
    const verify = (file: string, purpose: string) =>
      lab.openssl("verify", "-CAfile", "root.crt", "-untrusted", file, "-purpose", purpose, file).trim();
    const names = lab.openssl("x509", "-in", "apiserver.crt", "-noout", "-ext", "subjectAltName");
    assert.deepEqual(
      {
        server: verify("apiserver.crt", "sslserver"),
        proxy: verify("proxy.crt", "sslclient"),
        names: names.match(/(DNS|IP Address):[^,\s]+/g),
        modes: lab.files.map(file => lab.mode(file)),
      },
      {
        server: "apiserver.crt: OK",
        proxy: "proxy.crt: OK",
        names: [
          "DNS:kubernetes",
          "DNS:kubernetes.default",
          "DNS:kubernetes.default.svc",
          "DNS:kubernetes.default.svc.cluster.local",
          "IP Address:192.0.2.10",
          "DNS:api.example.com",
        ],
        modes: Array.from({ length: 8 }, () => "600"),
      },
    );
  });

  it("makes a request whose key stays, and signs it", async () => {
    await root("root", "rsa-2048");
    await lab.run("createCsr", [
      ["user", "jane"],
      ["groups", "dev"],
      ["uid", ""],
      ["key", "ed25519"],
      ["manifest", "no"],
      ...here("jane"),
    ]);
    assert.match(
      lab.openssl("req", "-in", "jane.csr", "-noout", "-subject", "-nameopt", "RFC2253"),
      /CN=jane,O=dev/,
    );
    await lab.run("signCsr", [
      ["csr", lab.address("jane.csr")],
      ...signedBy("root"),
      ["usages", "client"],
      ["lifetime", "1d"],
      ["to-place", lab.address("jane.crt")],
      ["summary", "make"],
    ]);
    assert.deepEqual(
      [lab.verify("jane.crt", "root.crt"), lab.openssl("pkey", "-in", "jane.key", "-pubout")],
      ["jane.crt: OK", lab.openssl("x509", "-in", "jane.crt", "-noout", "-pubkey")],
    );
  });

  it("makes a manifest for a cluster, and imports what the cluster issued", async () => {
    await root("root", "rsa-2048");
    await lab.run("createCsr", [
      ["user", "jane"],
      ["groups", "dev"],
      ["uid", ""],
      ["key", "ecdsa-p256"],
      ["manifest", "yes"],
      ["lifetime", "1d"],
      ...here("jane"),
    ]);
    const manifest = lab.read("jane.csr.yaml");
    assert.match(manifest, /name: jane-[0-9a-f]{8}\n[\s\S]*expirationSeconds: 86400\n/);
    await lab.run("signCsr", [
      ["csr", lab.address("jane.csr")],
      ...signedBy("root"),
      ["usages", "client"],
      ["lifetime", "1d"],
      ["to-place", lab.address("signed.crt")],
      ["summary", "make"],
    ]);
    const issued = Buffer.from(lab.read("signed.crt")).toString("base64");
    lab.write("jane.csr.yaml", `${manifest}status:\n  certificate: ${issued}\n`);
    await lab.run("importIssued", [
      ["issued-certificate", lab.address("jane.csr.yaml")],
      ["to", "new"],
      ["to-cluster", "typed"],
      ["to-cluster-server", "https://192.0.2.10:6443"],
      ["to-place", lab.address("jane.kubeconfig")],
      ["summary", "make"],
    ]);
    assert.equal(lab.mode("jane.kubeconfig"), "600");
    assert.match(lab.read("jane.kubeconfig"), /client-key-data: /);
  });

  it("asks again where a file is no request", async () => {
    lab.write("not.csr", "nothing");
    const run = lab.run("signCsr", [
      ["csr", lab.address("not.csr")],
      ["csr", CANCEL],
    ]);
    await assert.rejects(run, { name: "Cancelled" });
  });

  it("leaves nothing behind when left at any step", async () => {
    const flows: Readonly<Record<string, readonly Step[]>> = {
      createCa: [
        ["ca-kind", "root"],
        ["ca-name", "root"],
        ["lifetime", "1y"],
        ["key", "ed25519"],
        ...here("root"),
      ],
      createCsr: [
        ["user", "jane"],
        ["groups", ""],
        ["uid", "7"],
        ["key", "ed25519"],
        ["manifest", "no"],
        ...here("jane"),
      ],
    };
    for (const [id, steps] of Object.entries(flows)) {
      for (const [index, [question]] of steps.entries()) {
        const run = lab.run(id, [...steps.slice(0, index), [question, CANCEL]]);
        await assert.rejects(run, { name: "Cancelled" });
      }
    }
    assert.deepEqual(lab.files, []);
  });
});
