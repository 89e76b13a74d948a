import { strict as assert } from "node:assert";
import { base64, makeCa, makeCertificate } from "../../support/certificates.ts";
import type { MemoryEntry } from "../../support/memory-folder.ts";
import { kubeadmFiles, kubeconfig } from "../pki/support.ts";
import { runIn } from "./world.ts";

const SECRET = "b3V0LW9mLXNpZ2h0";

describe("kubeconfig-inspector check-expiration", () => {
  it("prints kubeadm's two tables and nothing else for a kubeadm directory", async () => {
    const { files } = await kubeadmFiles();
    const { code, out, err } = await runIn(files, ["check-expiration", "/etc/kubernetes/"]);
    const lines = out.split("\n");
    assert.deepEqual(
      [code, err, lines.length, lines[0]?.slice(0, 35), lines[1]],
      [
        0,
        "",
        18,
        "CERTIFICATE                EXPIRES ",
        "admin.conf                 Jan 01, 2027 00:00 UTC   40d             ca                      no      ",
      ],
    );
  });

  it("ends with 0, 1 or 2, and by what --within says", async () => {
    const ca = await makeCa();
    const until = async (notAfter: string) =>
      kubeconfig(ca, await makeCertificate({ issuer: ca, notAfter: new Date(notAfter) }));
    const entries: Readonly<Record<string, MemoryEntry>> = {
      "/work/fine": await until("2027-06-01"),
      "/work/soon": await until("2026-12-01"),
      "/work/over": await until("2026-11-01"),
      "/work/odd.crt": "garbage",
      "/work/odd": "hello",
      "/work/empty": "",
    };
    const code = async (...args: readonly string[]) =>
      (await runIn(entries, ["check-expiration", ...args])).code;
    assert.deepEqual(
      await Promise.all([
        code("fine"),
        code("soon"),
        code("soon", "--within", "3d"),
        code("fine", "--within", "1y"),
        code("fine", "soon", "over"),
        code("odd.crt"),
        code("odd"),
        code("empty"),
        code("nowhere"),
      ]),
      [0, 1, 0, 1, 2, 2, 2, 0, 2],
    );
  });

  it("has a row of the certificate that a signer has issued, in a file and in a folder", async () => {
    const request = (name: string, status: string) =>
      `apiVersion: certificates.k8s.io/v1\nkind: CertificateSigningRequest\nmetadata: {name: ${name}}\n${status}`;
    const { pem } = await makeCertificate({ cn: "jane", notAfter: new Date("2026-12-01T00:00:00Z") });
    const issued = request("jane", `status:\n  certificate: ${base64(pem)}\n`);
    const entries: Readonly<Record<string, MemoryEntry>> = {
      "/work/one/csr.yaml": `${request("bob", "status: {}\n")}---\n${issued}`,
      "/work/bad.yaml": request("eve", "status: {certificate: '!'}\n"),
      "/work/pending.yaml": request("bob", ""),
    };
    const { code, out } = await runIn(entries, ["check-expiration", "one/csr.yaml", "-o", "csv"]);
    assert.equal(code, 1);
    assert.match(out, /\njane,[^\n]*2026-12-01[^\n]*\n$/);
    assert.equal(out.trim().split("\n").length, 2);
    const folder = await runIn(entries, ["check-expiration", "one", "-o", "csv"]);
    assert.match(folder.out, /\njane,[^\n]*2026-12-01/);
    const code2 = async (name: string) => (await runIn(entries, ["check-expiration", name])).code;
    assert.deepEqual([await code2("bad.yaml"), await code2("pending.yaml")], [2, 0]);
  });

  it("is not fine with a sealed store, of which nobody can tell when it ends", async () => {
    const { code, err } = await runIn({ "/work/a.p12": Uint8Array.of(0x30, 0x80) }, [
      "check-expiration",
      "a.p12",
    ]);
    assert.deepEqual(
      [code, err],
      [2, "/work/a.p12: a PKCS#12 store is sealed with a password and was not read\n"],
    );
  });

  it("is not fine when something of a folder was not read, and says what on the other stream", async () => {
    const denied = { kind: "unreadable", reason: "permission denied" } as const;
    const entries = { "/work/p/my.conf": denied, "/work/p/gone.conf": { link: "/nowhere" } };
    const { code, err } = await runIn(entries, ["check-expiration", "p"]);
    assert.deepEqual([code, err], [2, "/work/p/my.conf: the file cannot be read: permission denied\n"]);
  });

  it("looks at what kubectl would without an argument", async () => {
    const ca = await makeCa();
    const client = await makeCertificate({ cn: "jane", issuer: ca });
    const entries = { "/home/jane/.kube/config": kubeconfig(ca, client) };
    const { out } = await runIn(entries, ["check-expiration", "-o", "csv"], { HOME: "/home/jane" });
    assert.match(out, /^u,client-certificate,ok,.*,jane,,c,kubernetes,no,\/home\/jane\/\.kube\/config\r$/m);
    const none = await runIn({}, ["check-expiration"], { HOME: "/home/jane" });
    assert.deepEqual([none.code, none.err], [2, "/home/jane/.kube/config: there is no such file\n"]);
  });
});

describe("kubeconfig-inspector lint", () => {
  const text = `apiVersion: v1
kind: Config
current-context: gone
clusters: [{name: c, cluster: {server: "https://s"}}]
contexts: []
users: [{name: u, user: {token: ${SECRET}, password: ${SECRET}, username: u}}]
`;

  it("takes manifests for what they are, whatever PEM stands in them, and a misspelt kind for a kubeconfig", async () => {
    const pem = "-----BEGIN CERTIFICATE REQUEST-----\n    AAAA\n    -----END CERTIFICATE REQUEST-----\n";
    const files = {
      "/work/csr": `apiVersion: certificates.k8s.io/v1\nkind: CertificateSigningRequest\nmetadata: {name: a}\nspec:\n  signerName: a.b/c\n  usages: [any]\n  request: |\n    ${pem}`,
      "/work/jane.csr":
        "apiVersion: certificates.k8s.io/v1\nkind: CertificateSigningRequest\nmetadata: {name: a}\nspec:\n  signerName: a.b/c\n  usages: [any]\n  request: jane.csr\n",
      "/work/secret": `apiVersion: v1\nkind: Secret\nstringData:\n  tls.csr: |\n    ${pem}`,
      "/work/lower": "apiVersion: v1\nkind: config\nclusters: []\nusers: []\ncontexts: []\n",
    };
    const said = async (name: string) => (await runIn(files, ["lint", name])).out;
    assert.match(await said("csr"), /^csr:7:12: error: .*it is PEM as it stands.*\[csr-refused\]\n$/);
    assert.match(await said("jane.csr"), /^jane\.csr:7:12: error: .*the name of a file.*\[csr-refused\]\n$/);
    assert.match(await said("secret"), /^secret: information: This is a Secret of v1/);
    assert.match(await said("lower"), /^lower:2:7: error: kubectl takes a file only as kind Config/);
  });

  it("prints findings with their places", async () => {
    const { code, out } = await runIn({ "/work/k": text }, ["lint", "k"]);
    assert.equal(code, 2);
    assert.ok(out.split("\n").some(line => /^k:3:18: error: .* \[current-context-missing\]$/.test(line)));
  });

  it("takes the manifest of a component by itself", async () => {
    const pod =
      "kind: Pod\nspec: {containers: [{command: [kube-apiserver, --client-ca-file=/etc/ca.crt]}]}\n";
    const entries = { "/work/etc/kubernetes/manifests/a.yaml": pod };
    const { code, out } = await runIn(entries, ["lint", "etc/kubernetes/manifests/a.yaml"]);
    const dates = await runIn(entries, ["check-expiration", "etc/kubernetes/manifests/a.yaml"]);
    assert.deepEqual(
      [code, out.replace(/error: .* \[/, "error ["), dates.code, dates.err],
      [
        2,
        "etc/kubernetes/manifests/a.yaml:2:65: error [pki-file-missing]\n",
        2,
        "/work/etc/kubernetes/manifests/a.yaml: there is neither a kubeconfig nor a certificate in the file\n",
      ],
    );
  });

  it("looks into manifests for kubeconfigs, whatever stands beside them", async () => {
    const ca = await makeCa();
    const client = await makeCertificate({ issuer: ca, notAfter: new Date("2026-11-01") });
    const indented = (inside: string) => inside.replaceAll(/^(?=.)/gm, "    ");
    const config = `apiVersion: v1\nkind: ConfigMap\ndata:\n  k: |\n${indented(kubeconfig(ca, client))}`;
    const pem = `apiVersion: v1\nkind: Secret\nstringData:\n  ca.crt: |\n${indented(ca.pem)}`;
    const pod =
      "apiVersion: v1\nkind: Pod\nspec: {containers: [{command: [kube-apiserver, --client-ca-file=/etc/ca.crt]}]}\n";
    const entries = {
      "/work/a.yaml": `${pem}---\n${config}`,
      "/work/b.yaml": `${pod}---\n${config}`,
      "/work/s.yaml": pem,
    };
    for (const path of ["a.yaml", "b.yaml"]) {
      const { code, out } = await runIn(entries, ["lint", path]);
      assert.deepEqual([code, out.includes("[certificate-expired]")], [2, true]);
      const dates = await runIn(entries, ["check-expiration", path]);
      assert.deepEqual([dates.code, dates.err, /^u +Nov 01, 2026/m.test(dates.out)], [2, "", true]);
    }
    assert.equal((await runIn(entries, ["lint", "s.yaml"])).code, 0);
    const dates = await runIn(entries, ["check-expiration", "s.yaml"]);
    assert.deepEqual(
      [dates.code, dates.err],
      [2, "/work/s.yaml: it is a Secret of v1, and holds no kubeconfig\n"],
    );
  });

  it("prints SARIF that fits its schema", async () => {
    const { files } = await kubeadmFiles();
    const { out } = await runIn({ ...files, "/work/k": text, "/work/a b.crt": "" }, [
      "lint",
      "-o",
      "sarif",
      "/etc",
      "k",
      "a b.crt",
    ]);
    const log = JSON.parse(out);
    assert.deepEqual(
      [log.version, log.runs.length, log.runs[0].tool.driver.semanticVersion],
      ["2.1.0", 1, "1.2.3"],
    );
    const { results, tool } = log.runs[0];
    const uris = new Set(
      results.map((result: SarifResult) => result.locations[0].physicalLocation.artifactLocation.uri),
    );
    assert.deepEqual([...uris].sort(), ["a%20b.crt", "file:///etc/kubernetes/super-admin.conf", "k"]);
    const wrong = results.filter(
      ({ level, ruleId, ruleIndex, message, locations: [{ physicalLocation }] }: SarifResult) =>
        !["error", "warning", "note"].includes(level) ||
        tool.driver.rules[ruleIndex].id !== ruleId ||
        message.text === "" ||
        Object.values(physicalLocation.region ?? {}).some(value => !Number.isInteger(value) || value < 1),
    );
    assert.deepEqual(wrong, []);
  });

  it("never prints a secret, whatever the format", async () => {
    const ca = await makeCa();
    const client = await makeCertificate({ issuer: ca });
    const withKey = kubeconfig(ca, client);
    const entries = {
      "/work/k": text,
      "/work/key": withKey,
      "/work/pki/tls.key": client.keyPem,
      "/work/pki/tls.crt": client.pem,
    };
    const runs = await Promise.all([
      ...["text", "wide", "json", "yaml", "csv", "markdown", "ics"].map(format =>
        runIn(entries, ["check-expiration", "-o", format, "k", "key", "pki"]),
      ),
      ...["text", "json", "sarif"].map(format => runIn(entries, ["lint", "-o", format, "k", "key", "pki"])),
    ]);
    const key = base64(client.traditionalKeyPem);
    const pem = client.keyPem.split("\n")[1] ?? "";
    assert.ok(pem.length > 40);
    const leaks = runs.filter(({ out, err }) =>
      [SECRET, key, pem].some(secret => (out + err).includes(secret)),
    );
    assert.deepEqual(leaks, []);
  });

  it("ends with 64 when it is not understood, and says how to go on", async () => {
    assert.deepEqual(
      await runIn({}, ["lint", "--bogus"]).then(({ code, err }) => [code, err.split("\n").at(-2)]),
      [64, "Try kubeconfig-inspector --help"],
    );
  });
});

interface SarifResult {
  readonly level: string;
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly message: { readonly text: string };
  readonly locations: readonly [
    {
      readonly physicalLocation: {
        readonly artifactLocation: { readonly uri: string };
        readonly region?: Readonly<Record<string, number>>;
      };
    },
  ];
}
