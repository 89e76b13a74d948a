import { strict as assert } from "node:assert";
import { encodeBase64 } from "../../src/core/bytes/base64.ts";
import { utf8Bytes } from "../../src/core/bytes/bytes.ts";
import { factsOfManifests } from "../../src/core/gather-manifests.ts";
import { render } from "../../src/core/message.ts";
import { encodePem } from "../../src/core/x509/pem.ts";
import { makeCa, makeRequest } from "../support/certificates.ts";
import { useCluster } from "../support/cluster/suite.ts";
import { memoryWorld } from "../support/memory-folder.ts";
import { OPTIONS } from "../unit/pki/support.ts";

const base64 = (text: string | Uint8Array) => encodeBase64(typeof text === "string" ? utf8Bytes(text) : text);

describe("what is said of a CertificateSigningRequest", () => {
  const cluster = useCluster();
  let pem: string;
  let keyPem: string;
  let caPem: string;
  let der: Uint8Array;
  before(async () => {
    ({ pem, keyPem } = await makeRequest({ cn: "jane", orgs: ["dev"] }));
    caPem = (await makeCa()).pem;
    der = Buffer.from(pem.replace(/-----.*-----|\s/g, ""), "base64");
  });

  const HEAD =
    "apiVersion: certificates.k8s.io/v1\nkind: CertificateSigningRequest\nmetadata: {name: jane}\n";
  const CLIENT = "  signerName: kubernetes.io/kube-apiserver-client\n";
  const AUTH = "  usages: [client auth]\n";
  const withRequest = (request: string) => `${HEAD}spec:\n  request: ${request}\n${CLIENT}${AUTH}`;
  const withSpec = (spec: string) => `${HEAD}spec:\n  request: ${base64(pem)}\n${spec}`;

  /** Ours and the API server's: nothing of one that is taken; what is quoted of the answer stands in it. */
  async function agree(text: string): Promise<void> {
    const { findings } = await factsOfManifests("m.yaml", text, memoryWorld({}), OPTIONS);
    const { code, stderr } = await cluster().kubectl(["create", "--dry-run=server", "-f", "-"], {
      input: text,
    });
    const said = findings.map(({ message }) => render(message)).join("\n");
    assert.equal(findings.length > 0, code !== 0, `${text}\n${said}\n${stderr}`);
    for (const [, quoted, plain] of said.matchAll(/\("([^\n]*?)"\)|\(([^()\n]*: [^()\n]*)\)/g)) {
      const answer = quoted ?? plain ?? "";
      assert.ok(stderr.includes(answer), `${text}\n${answer}\n${stderr}`);
    }
  }

  it("is nothing where the API server takes it", async () => {
    for (const text of [
      withRequest(base64(pem)),
      withRequest(`|\n    ${base64(pem).replaceAll(/.{64}/g, "$&\n    ")}`),
      withRequest(base64(pem.replaceAll("\n", "\r\n"))),
      withRequest(base64(`Certificate Request:\n    Data:\n${pem}`)),
      withRequest(base64(pem + keyPem)),
      withSpec(`${CLIENT}${AUTH}  expirationSeconds: 600\n`),
      withSpec(`${CLIENT}${AUTH}  expirationSeconds: 3600.0\n`),
      withSpec(`${CLIENT}${AUTH}  expirationSeconds:\n`),
      withSpec(`  signerName: example.com/a.b\n  usages: [any, cert sign, s/mime]\n`),
      withSpec(`  signerName: clusterissuers.cert-manager.io/my.issuer\n  usages: [server auth]\n`),
      withSpec(`${CLIENT}${AUTH}  username: x\n  groups: [a]\n  uid: "1"\n  extra: {a: [b]}\n`),
      withRequest(base64(pem)).replace("name: jane", "generateName: jane-"),
      withRequest(base64(pem)).replace("name: jane", "name: Jane_Doe@example.com"),
    ])
      await agree(text);
    for (const keyType of ["rsa-2048", "p384", "p521", "ed25519"] as const)
      await agree(withRequest(base64((await makeRequest({ cn: "jane", keyType })).pem)));
  });

  it("is what the API server answers to the request", async () => {
    const masters = await makeRequest({ cn: "jane", orgs: ["system:masters"] });
    for (const request of [
      base64(pem.replaceAll("CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST")),
      base64(der),
      base64(base64(pem)),
      base64(keyPem + pem),
      base64(caPem),
      base64(`\ufeff${pem}`),
      base64(encodePem("CERTIFICATE REQUEST", der.with(der.length - 1, (der.at(-1) ?? 0) ^ 1))),
      base64(encodePem("CERTIFICATE REQUEST", Buffer.concat([der, Buffer.of(0)]))),
      base64(encodePem("CERTIFICATE REQUEST", der.subarray(0, 60))),
      base64(masters.pem),
      base64(pem).slice(0, -2),
      base64(`${pem}~~?`).replaceAll("+", "-").replaceAll("/", "_"),
      `>-\n    ${base64(pem).replaceAll(/.{64}/g, "$&\n    ")}`,
      `|\n    ${pem.trim().replaceAll("\n", "\n    ")}`,
      "jane.csr",
      "$(cat jane.csr | base64)",
      "<base64>",
      "123",
      "true",
      "{a: b}",
      "''",
      "",
    ])
      await agree(withRequest(request));
  });

  it("is what kubectl and the API server answer to the other fields", async () => {
    for (const spec of [
      AUTH,
      `  signerName: ''\n${AUTH}`,
      `  signerName: kubernetes.io/legacy-unknown\n${AUTH}`,
      `  signerName: kube-apiserver-client\n${AUTH}`,
      `  signerName: a/b\n${AUTH}`,
      `  signerName: a.b/c/d\n${AUTH}`,
      `  signerName: kubernetes.io/Kube_Client\n${AUTH}`,
      CLIENT,
      `${CLIENT}  usages: []\n`,
      `${CLIENT}  usages: client auth\n`,
      `${CLIENT}  usages: [client auth, clientAuth]\n`,
      `${CLIENT}  usages: [client auth, 1]\n`,
      `${CLIENT}  usages: [client auth, client auth]\n`,
      `${CLIENT}${AUTH}  expirationSeconds: 599\n`,
      `${CLIENT}${AUTH}  expirationSeconds: "3600"\n`,
      `${CLIENT}${AUTH}  expirationSeconds: 24h\n`,
      `${CLIENT}${AUTH}  expirationSeconds: 3600.5\n`,
      `${CLIENT}${AUTH}  expirationSeconds: 99999999999\n`,
      `${CLIENT}${AUTH}  expirationSeconds: [600]\n`,
      `${CLIENT}${AUTH}  signername: a.b/c\n`,
      `${CLIENT}${AUTH}  usage: [any]\n`,
    ])
      await agree(withSpec(spec));
    const taken = withSpec(CLIENT + AUTH);
    for (const text of [
      taken.replace("k8s.io/v1", "k8s.io/v1beta1"),
      taken.replace("certificates.k8s.io/v1", "v1"),
      taken.replace(/^apiVersion.*\n/, ""),
      taken.replace("metadata: {name: jane}\n", ""),
      HEAD,
    ])
      await agree(text);
  });
});

describe("what is said of the signer of a CertificateSigningRequest", () => {
  const cluster = useCluster({ controllerManager: true });

  const NODE = { cn: "system:node:a", orgs: ["system:nodes"] };
  const NAMES = [{ type: "dns", value: "a.example" } as const];
  const CASES: readonly (readonly [
    signer: string,
    usages: string,
    asked: Parameters<typeof makeRequest>[0],
  ])[] = [
    ["kube-apiserver-client", "client auth, server auth", { cn: "jane" }],
    ["kube-apiserver-client", "digital signature", { cn: "jane" }],
    ["kube-apiserver-client-kubelet", "client auth", NODE],
    ["kube-apiserver-client-kubelet", "digital signature, client auth", { cn: "jane" }],
    ["kube-apiserver-client-kubelet", "digital signature, client auth", { ...NODE, cn: "jane" }],
    ["kube-apiserver-client-kubelet", "digital signature, client auth", { ...NODE, san: NAMES }],
    ["kubelet-serving", "digital signature, server auth", NODE],
    ["kubelet-serving", "server auth", { ...NODE, san: NAMES }],
  ];

  it("is what the condition Failed says", async () => {
    for (const [index, [signer, usages, asked]] of CASES.entries()) {
      const name = `refused-${index}`;
      const { pem } = await makeRequest(asked);
      const text = `apiVersion: certificates.k8s.io/v1\nkind: CertificateSigningRequest\nmetadata: {name: ${name}}\nspec:\n  request: ${base64(pem)}\n  signerName: kubernetes.io/${signer}\n  usages: [${usages}]\n`;
      const { findings } = await factsOfManifests("m.yaml", text, memoryWorld({}), OPTIONS);
      const said = findings.map(({ message }) => render(message)).join("\n");
      const { kubectl } = cluster();
      assert.equal((await kubectl(["create", "-f", "-"], { input: text })).code, 0);
      assert.equal((await kubectl(["certificate", "approve", name])).code, 0);
      const failed = "--for=condition=Failed";
      const waited = await kubectl(["wait", failed, "--timeout=60s", `certificatesigningrequest/${name}`]);
      assert.equal(waited.code, 0, waited.stderr);
      const path = "jsonpath={.status.conditions[?(@.type=='Failed')].message}";
      const { stdout } = await kubectl(["get", "certificatesigningrequest", name, "-o", path]);
      assert.ok(said.includes(`(SignerValidationFailure): ${stdout}`), `${said}\n${stdout}`);
    }
  });

  it("is nothing of what the API server prints of one that was signed", async () => {
    const { pem } = await makeRequest({ cn: "jane", orgs: ["dev"] });
    const spec = "  signerName: kubernetes.io/kube-apiserver-client\n  usages: [client auth]\n";
    const text = `apiVersion: certificates.k8s.io/v1\nkind: CertificateSigningRequest\nmetadata: {name: taken}\nspec:\n  request: ${base64(pem)}\n${spec}`;
    const { kubectl } = cluster();
    assert.equal((await kubectl(["create", "-f", "-"], { input: text })).code, 0);
    assert.equal((await kubectl(["certificate", "approve", "taken"])).code, 0);
    const issued = "--for=jsonpath={.status.certificate}";
    assert.equal(
      (await kubectl(["wait", issued, "--timeout=60s", "certificatesigningrequest/taken"])).code,
      0,
    );
    const { stdout } = await kubectl(["get", "certificatesigningrequest", "taken", "-o", "yaml"]);
    const facts = await factsOfManifests("m.yaml", stdout, memoryWorld({}), OPTIONS);
    assert.deepEqual(facts.findings, []);
    assert.deepEqual(
      facts.issued.map(({ file }) => file.certificates.map(({ ok }) => ok)),
      [[true]],
    );
  });
});
