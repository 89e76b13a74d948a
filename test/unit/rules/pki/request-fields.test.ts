import { strict as assert } from "node:assert";
import { factsOfManifests } from "../../../../src/core/gather-manifests.ts";
import { render } from "../../../../src/core/message.ts";
import { base64, makeRequest } from "../../../support/certificates.ts";
import { memoryWorld } from "../../../support/memory-folder.ts";
import { OPTIONS } from "../../pki/support.ts";

const CLIENT = "kubernetes.io/kube-apiserver-client";

describe("checks of the fields of a CertificateSigningRequest", () => {
  let request: string;
  before(async () => {
    request = base64((await makeRequest({ cn: "system:node:a", orgs: ["system:nodes"] })).pem);
  });

  const head = "apiVersion: certificates.k8s.io/v1\nkind: CertificateSigningRequest\n";
  const named = `${head}metadata: {name: jane}\n`;
  const withSpec = (spec: string) => `${named}spec:\n  request: ${request}\n${spec}`;
  const healthy = `  signerName: ${CLIENT}\n  usages: [client auth]\n`;

  async function said(text: string): Promise<readonly string[]> {
    const { findings } = await factsOfManifests("m.yaml", text, memoryWorld({}), OPTIONS);
    assert.ok(findings.every(({ code }) => code === "csr-refused" || code === "yaml-refused"));
    return findings.map(
      ({ span, message }) => `${text.slice(span.start, span.end).slice(0, 40)}: ${render(message)}`,
    );
  }

  it("are silent about healthy ones", async () => {
    for (const text of [
      withSpec(healthy),
      withSpec(`${healthy}  expirationSeconds: 86400\n`),
      withSpec(`${healthy}  expirationSeconds: 600\n  groups: ['system:authenticated']\n  username: jane\n`),
      withSpec(
        `  signerName: ${CLIENT}\n  expirationSeconds:\n  usages:\n  - digital signature\n  - key encipherment\n  - client auth\n`,
      ),
      withSpec(
        "  signerName: kubernetes.io/kube-apiserver-client-kubelet\n  usages: [digital signature, client auth]\n",
      ),
      withSpec("  signerName: example.com/my-signer\n  usages: [server auth, any, cert sign]\n"),
      withSpec("  signerName: clusterissuers.cert-manager.io/my.issuer\n  usages: [server auth]\n"),
      `${head}metadata: {generateName: jane-}\nspec:\n  request: ${request}\n${healthy}`,
      withSpec(`${healthy}status:\n  conditions: []\n`),
      "{{- if .Values.csr }}\n" +
        withSpec("  signerName: {{ .Values.signer }}\n  usages: {{ .Values.usages }}\n"),
      `# {{ .Values.old }}\n${withSpec(healthy).replace("k8s.io/v1", "k8s.io/v1beta1")}`,
      withSpec(
        '  signerName: "{{ .Values.signer }}"\n  expirationSeconds: "{{ .Values.seconds }}"\n  usages: ["{{ .Values.usage }}"]\n',
      ),
    ])
      assert.deepEqual(await said(text), []);
  });

  it("name what kubectl does not find or take", async () => {
    const old = withSpec(healthy).replace("k8s.io/v1", "k8s.io/v1beta1");
    const cases: readonly (readonly [text: string, said: RegExp])[] = [
      [old, /^certificates.k8s.io\/v1beta1: .*removed in Kubernetes 1\.22.*no matches for kind/],
      [withSpec(healthy).replace("certificates.k8s.io/v1", "v1"), /^v1: .*must be certificates\.k8s\.io\/v1/],
      [withSpec(healthy).replace(/^.*\n/, ""), /^CertificateSigningRequest: .*no apiVersion/],
      [`${head}spec:\n  request: ${request}\n${healthy}`, /name or generateName is required/],
      [withSpec(`${healthy}  usage: [any]\n`), /^usage: .*unknown field "spec\.usage".*usages/],
      [
        withSpec(`${healthy}  signername: a.b/c\n`),
        /^signername: .*unknown field "spec\.signername".*signerName/,
      ],
    ];
    for (const [text, expected] of cases) {
      const [found = "", ...more] = await said(text);
      assert.match(found, expected);
      assert.deepEqual(more, []);
    }
    assert.match((await said(named)).join("\n"), /has no spec/);
  });

  it("name what the API server does not take", async () => {
    const client = `  signerName: ${CLIENT}\n`;
    const auth = "  usages: [client auth]\n";
    const cases: readonly (readonly [spec: string, said: RegExp])[] = [
      [auth, /spec\.signerName is missing.*kubernetes\.io\/kube-apiserver-client/],
      [`  signerName: ''\n${auth}`, /spec\.signerName is missing/],
      [
        `  signerName: kubernetes.io/legacy-unknown\n${auth}`,
        /legacy signerName is not allowed via this API version/,
      ],
      [`  signerName: kube-apiserver-client\n${auth}`, /must be a fully qualified domain and path/],
      [`  signerName: a/b\n${auth}`, /should be a domain with at least two segments/],
      [`  signerName: kubernetes.io/Kube_Client\n${auth}`, /spec\.signerName.*lower case/],
      [client, /spec\.usages is missing.*client auth/],
      [`${client}  usages: []\n`, /spec\.usages is missing/],
      [`${client}  usages: client auth\n`, /^client auth: .*must be a list/],
      [
        `${client}  usages: [client auth, clientAuth]\n`,
        /^clientAuth: .*Unsupported value: "clientAuth".*client auth/,
      ],
      [`${client}  usages: [client auth, Digital-Signature]\n`, /^Digital-Signature: .*digital signature/],
      [`${client}  usages: [client auth, nothing]\n`, /^nothing: .*Unsupported value/],
      [`${client}  usages: [client auth, client auth]\n`, /^client auth: .*twice.*Duplicate value/],
      [
        `${client}${auth}  expirationSeconds: 599\n`,
        /^599: .*may not specify a duration less than 600 seconds/,
      ],
      [`${client}${auth}  expirationSeconds: -1\n`, /^-1: .*less than 600 seconds/],
      [`${client}${auth}  expirationSeconds: "3600"\n`, /^"3600": .*whole number.*cannot unmarshal string/],
      [`${client}${auth}  expirationSeconds: 24h\n`, /^24h: .*whole number/],
      [`${client}${auth}  expirationSeconds: 3600.5\n`, /^3600\.5: .*whole number/],
      [`${client}${auth}  expirationSeconds: 99999999999\n`, /^99999999999: .*2147483647/],
      [`${client}${auth}  expirationSeconds: [600]\n`, /whole number/],
    ];
    for (const [spec, expected] of cases) {
      const [found = "", ...more] = await said(withSpec(spec));
      assert.match(found, expected);
      assert.deepEqual(more, []);
    }
  });

  it("name what the signer does not take", async () => {
    const cases: readonly (readonly [signer: string, usages: string, said: RegExp])[] = [
      [
        "kube-apiserver-client",
        "[client auth, server auth]",
        /^server auth: .*invalid usage for client certificate: server auth/,
      ],
      [
        "kube-apiserver-client",
        "[digital signature]",
        /missing required usage for client certificate: client auth/,
      ],
      [
        "kubelet-serving",
        "[client auth, digital signature]",
        /usages did not match \[digital signature key encipherment server auth\]/,
      ],
      [
        "kube-apiserver-client-kubelet",
        "[client auth]",
        /usages did not match \[client auth digital signature key encipherment\]/,
      ],
    ];
    for (const [signer, usages, expected] of cases) {
      const all = await said(withSpec(`  signerName: kubernetes.io/${signer}\n  usages: ${usages}\n`));
      const found = all.filter(each => each.includes("usage"));
      assert.equal(found.length, 1);
      assert.match(found[0] ?? "", expected);
      assert.match(found[0] ?? "", /SignerValidationFailure/);
    }
  });

  it("name the subjects that the signers of kubelets do not sign for", async () => {
    const names = [{ type: "dns", value: "a.example" } as const];
    const node = { cn: "system:node:a", orgs: ["system:nodes"] };
    const serving = "kubelet-serving";
    const client = "kube-apiserver-client-kubelet";
    const cases: readonly (readonly [string, Parameters<typeof makeRequest>[0], RegExp | undefined])[] = [
      [client, node, undefined],
      [serving, { ...node, san: names }, undefined],
      [client, { ...node, san: names }, /DNS subjectAltNames are not allowed/],
      [client, { ...node, orgs: ["system:nodes", "dev"] }, /subject organization is not system:nodes/],
      [client, { ...node, cn: "jane" }, /subject common name does not begin with system:node:/],
      [serving, node, /DNS or IP subjectAltName is required/],
      [serving, { cn: "jane" }, /subject organization is not system:nodes/],
    ];
    for (const [signer, asked, expected] of cases) {
      const usage = signer === serving ? "server auth" : "client auth";
      const pem = (await makeRequest(asked)).pem;
      const found = await said(
        `${named}spec:\n  request: ${base64(pem)}\n  signerName: kubernetes.io/${signer}\n  usages: [digital signature, ${usage}]\n`,
      );
      assert.equal(found.length, expected === undefined ? 0 : 1);
      if (expected !== undefined) assert.match(found[0] ?? "", expected);
    }
  });

  it("say nothing of what is missing where YAML broke off", async () => {
    for (const broken of [
      `${head}metadata: {name: jane\nspec:\n  request: ${request}\n`,
      `${named}spec:\n  request: ${request}\n  signerName: "${CLIENT}\n`,
      `${named}spec:\n\trequest: ${request}\n`,
      `${named}spec:\n  request: ${request}\n signerName: ${CLIENT}\n  usages: [client auth]\n`,
    ]) {
      const found = await said(broken);
      assert.ok(found.length > 0);
      for (const each of found) assert.doesNotMatch(each, /missing|has no|there is none|is required/);
    }
  });

  it("say nothing of what recovery made of broken YAML", async () => {
    const whole = withSpec(`${healthy}  expirationSeconds: 600\n`).split("\n");
    const breaks = [
      (line: string) => `\t${line}`,
      (line: string) => line.replace(":", ""),
      (line: string) => line.replace(/: /, ': "'),
      (line: string) => line.replace(/^ {2}/, " "),
      (line: string) => `${line}: x: y`,
      (line: string) => `<<<<<<< HEAD\n${line}`,
    ];
    for (const index of whole.keys()) {
      for (const broken of breaks) {
        const text = whole.with(index, broken(whole[index] ?? "")).join("\n");
        const { findings, objects } = await factsOfManifests("m.yaml", text, memoryWorld({}), OPTIONS);
        if (objects.some(({ refusal }) => refusal !== undefined))
          assert.deepEqual([...new Set(findings.map(({ code }) => code))], ["yaml-refused"], text);
      }
    }
  });
});
