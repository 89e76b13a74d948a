import { strict as assert } from "node:assert";
import { embeddedHover } from "../../src/core/features/embedded.ts";
import { manifestHoverOf } from "../../src/core/features/manifest.ts";
import { factsOfManifests } from "../../src/core/gather-manifests.ts";
import { whatItIs } from "../../src/core/manifests/kind.ts";
import { render } from "../../src/core/message.ts";
import { encodePem } from "../../src/core/x509/pem.ts";
import { base64, type Issued, makeCa, makeCertificate, makeRequest } from "../support/certificates.ts";
import { memoryWorld } from "../support/memory-folder.ts";
import { kubeconfig, NOW, OPTIONS } from "./pki/support.ts";

const facts = (text: string) => factsOfManifests("m.yaml", text, memoryWorld({}), OPTIONS);

async function found(text: string): Promise<readonly string[]> {
  const { findings } = await facts(text);
  return findings.map(({ code, span }) => `${code} ${text.slice(span.start, span.end).slice(0, 24)}`);
}

const indented = (text: string, by: string) => text.trimEnd().replaceAll(/^/gm, by);

describe("kubeconfigs in manifests", () => {
  let ca: Issued;
  let expired: Issued;
  before(async () => {
    ca = await makeCa({ cn: "kubernetes" });
    expired = await makeCertificate({
      issuer: ca,
      cn: "jane",
      eku: ["clientAuth"],
      notAfter: new Date("2026-11-01T00:00:00Z"),
    });
  });

  it("in the Secret of Cluster API, found at the value", async () => {
    const text = `apiVersion: v1\nkind: Secret\nmetadata: {name: c1-kubeconfig}\ntype: cluster.x-k8s.io/secret\ndata:\n  value: ${base64(kubeconfig(ca, expired))}\n`;
    const { embedded, findings } = await facts(text);
    assert.deepEqual(
      embedded.map(({ embedded: { key }, analysis }) => [
        key,
        analysis.contexts.map(({ entry }) => entry.name),
      ]),
      [["data.value", ["c"]]],
    );
    assert.deepEqual(
      findings.map(({ code, span }) => [code, text.slice(span.start, span.start + 8)]),
      [["certificate-expired", "YXBpVmVy"]],
    );
    const hover = embeddedHover(
      embedded[0] ?? assert.fail(),
      text.indexOf("YXBpVmVy") + 3,
      OPTIONS.thresholds,
    );
    assert.equal(hover?.blocks[0]?.kind, "heading");
    assert.ok(!JSON.stringify(hover).includes("PRIVATE KEY"));
  });

  it("in a ConfigMap as a block of text, found at the very place", async () => {
    for (const eol of ["\n", "\r\n"]) {
      const text =
        `---\nkind: Pod\napiVersion: v1\n---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: cluster-info}\ndata:\n  kubeconfig: |\n${indented(kubeconfig(ca, expired), "    ")}\n  other: x\n`.replaceAll(
          "\n",
          eol,
        );
      const { embedded } = await facts(text);
      assert.deepEqual(await found(text), ["certificate-expired LS0tLS1CRUdJTiBDRVJUSUZJ"]);
      const offset = text.indexOf("server:") + 10;
      const hover = embeddedHover(embedded[0] ?? assert.fail(), offset, OPTIONS.thresholds);
      assert.equal(hover && text.slice(hover.span.start, hover.span.end), '"https://cp1:6443"');
    }
  });

  it("in what Argo CD keeps of a cluster", async () => {
    const config = JSON.stringify({
      bearerToken: "abc",
      tlsClientConfig: { insecure: true, caData: base64(ca.pem), serverName: "api.example.com" },
    });
    const secret = (more: string) =>
      `apiVersion: v1\nkind: Secret\nmetadata:\n  name: x\n  labels: {argocd.argoproj.io/secret-type: cluster}\n${more}`;
    const plain = secret(
      `stringData:\n  name: main\n  server: https://10.0.0.5:6443\n  config: '${config}'\n`,
    );
    const encoded = secret(
      `data:\n  name: ${base64("main")}\n  server: ${base64("https://10.0.0.5:6443")}\n  config: ${base64(config)}\n`,
    );
    for (const text of [plain, encoded]) {
      const { embedded, findings } = await facts(text);
      assert.deepEqual(
        findings.map(({ code }) => code),
        ["ca-with-insecure"],
      );
      assert.equal(embedded[0]?.analysis.contexts[0]?.entry.name, "main");
    }
    const ours = secret(
      'stringData:\n  name: main\n  server: https://h\n  config: \'{"awsAuthConfig": {"clusterName": "x"}}\'\n',
    );
    assert.deepEqual(await found(ours), []);
  });

  it("in the items of a list, and in none that merely look like it", async () => {
    const item = `- apiVersion: v1\n  kind: Secret\n  stringData:\n    config: |\n${indented(kubeconfig(ca, expired), "      ")}\n`;
    assert.deepEqual((await facts(`apiVersion: v1\nkind: List\nitems:\n${item}`)).embedded.length, 1);
    const others = "apiVersion: v1\nkind: Secret\ndata: {value: AAAA, x: '!'}\nstringData: {users: '[]'}\n";
    assert.deepEqual(await found(others), []);
  });

  it("what is no kubeconfig is said to be what it is", () => {
    const said = (text: string) => {
      const what = whatItIs(text);
      return what && render(what);
    };
    assert.equal(said("kind: Secret\napiVersion: v1\n"), "a Secret of v1");
    assert.equal(said("kind: Deployment\napiVersion: apps/v1\n"), "a Deployment of apps/v1");
    assert.equal(
      said("context: x\ncontexts:\n  x: {endpoints: [10.0.0.1], ca: a, crt: b, key: c}\n"),
      "a talosconfig, for talosctl",
    );
    assert.equal(
      said("context: x\ncontexts:\n  x: {nodes: [10.0.0.1], ca: a, crt: b, key: c}\n"),
      "a talosconfig, for talosctl",
    );
    assert.equal(said("context: ''\ncontexts: {}\n"), "a talosconfig, for talosctl");
    assert.equal(
      said("kind: Ingress\napiVersion: networking.k8s.io/v1\n"),
      "an Ingress of networking.k8s.io/v1",
    );
    for (const kind of ["config", "KubeConfig"])
      assert.equal(said(`kind: ${kind}\napiVersion: v1\nclusters: []\nusers: []\n`), undefined);
    assert.equal(said('{"auths": {"r.io": {}}}'), "a configuration of Docker");
    assert.equal(said(kubeconfig(ca, expired)), undefined);
    assert.equal(said("a: b\n"), undefined);
  });
});

/** The last bit of the signature is another. */
function changed(der: Uint8Array): Uint8Array {
  return der.with(der.length - 1, (der.at(-1) ?? 0) ^ 1);
}

describe("CertificateSigningRequests", () => {
  const manifest = (request: string) =>
    `apiVersion: certificates.k8s.io/v1\nkind: CertificateSigningRequest\nmetadata: {name: jane}\nspec:\n  request: ${request}\n  signerName: kubernetes.io/kube-apiserver-client\n  usages: [client auth]\n`;
  let pem: string;
  let masters: string;
  let der: Uint8Array;
  before(async () => {
    pem = (await makeRequest({ cn: "jane", orgs: ["dev"] })).pem;
    masters = (await makeRequest({ cn: "jane", orgs: ["dev", "system:masters"] })).pem;
    der = Buffer.from(pem.replace(/-----.*-----|\s/g, ""), "base64");
  });

  async function refusal(request: string): Promise<string | undefined> {
    const { findings } = await facts(manifest(request));
    assert.ok(findings.every(({ code }) => code === "csr-refused"));
    return findings[0] && render(findings[0].message);
  }

  it("pass as openssl and the API server take them", async () => {
    assert.equal(await refusal(base64(pem)), undefined);
    assert.equal(await refusal(base64(pem.replaceAll("\n", "\r\n"))), undefined);
    assert.equal(await refusal(base64(`Certificate Request:\n    Data:\n${pem}`)), undefined);
  });

  it("are refused in every other form, each by its name", async () => {
    const cases: readonly (readonly [request: string, said: RegExp])[] = [
      [base64(pem.replaceAll("CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST")), /NEW CERTIFICATE REQUEST/],
      [Buffer.from(der).toString("base64"), /it is DER/],
      [base64(base64(pem)), /base64 more than once/],
      [base64(base64(base64(pem))), /base64 more than once/],
      [base64(Buffer.from(der).toString("base64")), /BEGIN and END lines around the base64 are missing/],
      ["$(cat jane.csr | base64)", /a shell was to fill it in/],
      ["<base64-csr>", /a placeholder/],
      ["BASE64_OF_CSR", /a placeholder/],
      ["cat jane.csr | base64", /a command/],
      ["./jane.csr", /the name of a file/],
      [`|\n${indented(pem, "    ")}`, /it is PEM as it stands/],
      [`>-\n${indented(base64(pem).replaceAll(/.{76}/g, "$&\n"), "    ")}`, /blanks stand in its base64/],
      [base64(`${pem}~~?`).replaceAll("+", "-").replaceAll("/", "_"), /base64 for URLs/],
      [base64(pem).slice(0, -2), /not whole base64/],
      [base64(pem).slice(0, -3), /not whole base64/],
      [`"'${base64(pem)}'"`, /something stands around its base64/],
      [`data:application/pkcs10;base64,${base64(pem)}`, /something stands around its base64/],
      [`base64:${base64(pem)}`, /something stands around its base64/],
      [`'${base64(pem).slice(0, 76)}\\n${base64(pem).slice(76)}'`, /its line breaks are written as \\n/],
      [
        `${base64(pem).slice(0, 76)},${base64(pem).slice(76)}`,
        /"," is no character of base64.*input byte 76/,
      ],
      [base64(pem.replaceAll(/^/gm, "  ")), /blanks stand before -----BEGIN/],
      ["[a]", /must be a text/],
      ["{a: b}", /must be a text/],
      ["123", /must be a text/],
      ["true", /must be a text/],
      ["", /there is none/],
      [base64(encodePem("EC PRIVATE KEY", der) + pem), /EC PRIVATE KEY stands before it/],
      [base64(encodePem("CERTIFICATE REQUEST", changed(der))), /not signed with its own key/],
      [base64(encodePem("CERTIFICATE REQUEST", Buffer.concat([der, Buffer.of(0)]))), /trailing data/],
      [base64(encodePem("CERTIFICATE", der)), /holds CERTIFICATE instead/],
      [base64("nothing"), /no line begins with -----BEGIN/],
      ["'!!!'", /illegal base64/],
      [
        base64(masters),
        /"use of \S+ signer with system:masters group is not allowed".*CertificateSubjectRestriction/,
      ],
    ];
    for (const [request, said] of cases) assert.match((await refusal(request)) ?? "", said);
  });

  it("are refused in the words of the API server", async () => {
    const cases: readonly (readonly [request: string, answer: RegExp])[] = [
      [base64(pem.replaceAll("CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST")), /PEM block type must be/],
      [base64(base64(pem)), /PEM block type must be CERTIFICATE REQUEST/],
      [Buffer.from(der).toString("base64"), /PEM block type must be CERTIFICATE REQUEST/],
      ["jane.csr", /illegal base64 data at input byte 4/],
      [`|\n${indented(pem, "    ")}`, /illegal base64 data at input byte 0/],
      ["", /PEM block type must be CERTIFICATE REQUEST/],
      [base64(encodePem("CERTIFICATE REQUEST", changed(der))), /x509: ECDSA verification failure/],
    ];
    for (const [request, answer] of cases) assert.match((await refusal(request)) ?? "", answer);
    const twice = (await refusal("'!!!'")) ?? "";
    assert.equal(twice.match(/illegal base64/g)?.length, 1);
  });

  it("are not said to lack what could not be read, nor what Helm fills in", async () => {
    const codes = async (text: string) => (await facts(text)).findings.map(({ code }) => code);
    assert.deepEqual(await codes(manifest(`"${base64(pem)}`)), ["yaml-refused"]);
    assert.deepEqual(await codes(manifest('"{{ .Values.request }}"')), []);
    assert.deepEqual(await codes(manifest("{{ .Values.request }}")), []);
    assert.deepEqual(
      await codes("kind: CertificateSigningRequest\napiVersion: example.com/v1\nspec: {}\n"),
      [],
    );
  });

  it("name every reason there is", async () => {
    const renamed = masters.replaceAll("CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST");
    const { findings } = await facts(manifest(base64(renamed)));
    assert.deepEqual(
      findings.map(({ message }) => /NEW CERTIFICATE|system:masters/.exec(render(message))?.[0]),
      ["NEW CERTIFICATE", "system:masters"],
    );
  });

  it("say so in hovers", () => {
    const text = manifest("$(cat jane.csr)");
    const hover = manifestHoverOf(text, text.indexOf("$(cat") + 2, {
      now: NOW,
      thresholds: OPTIONS.thresholds,
    });
    assert.match(JSON.stringify(hover?.blocks), /a shell was to fill it in/);
    const renamed = manifest(base64(pem.replaceAll("CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST")));
    const shown = manifestHoverOf(renamed, renamed.indexOf("LS0t") + 2, {
      now: NOW,
      thresholds: OPTIONS.thresholds,
    });
    assert.match(JSON.stringify(shown?.blocks), /jane/);
    assert.match(JSON.stringify(shown?.blocks), /NEW CERTIFICATE REQUEST/);
    const forbidden = manifest(base64(masters));
    const group = manifestHoverOf(forbidden, forbidden.indexOf("LS0t") + 2, {
      now: NOW,
      thresholds: OPTIONS.thresholds,
    });
    assert.match(JSON.stringify(group?.blocks), /CertificateSubjectRestriction/);
  });
});
