import { strict as assert } from "node:assert";
import { whatItIs } from "../../src/core/manifests/kind.ts";
import { render } from "../../src/core/message.ts";
import { base64, type Issued, makeCa, makeCertificate } from "../support/certificates.ts";
import { configMap, factsOf as facts, foundIn as found, indented, rowsOf } from "../support/manifests.ts";
import { cpu, slowness } from "../support/pace.ts";
import { kubeconfig } from "./pki/support.ts";

describe("kubeconfigs in manifests, told apart", () => {
  let ca: Issued;
  let expired: Issued;
  let valid: Issued;
  before(async () => {
    ca = await makeCa({ cn: "kubernetes" });
    const client = { issuer: ca, cn: "jane", eku: ["clientAuth"] as const };
    expired = await makeCertificate({ ...client, notAfter: new Date("2026-11-01T00:00:00Z") });
    valid = await makeCertificate(client);
  });

  const secret = (name: string, client: Issued) =>
    `apiVersion: v1\nkind: Secret\nmetadata: {name: ${name}}\ndata:\n  value: ${base64(kubeconfig(ca, client))}\n`;

  it("each has rows of its own, in the manifest", async () => {
    const text = `${secret("c1-kubeconfig", valid)}---\n${secret("c2-kubeconfig", expired)}`;
    const rows = await rowsOf(text);
    assert.deepEqual(
      rows.map(({ name, state, file, span }) => [name, state, file, text.slice(span?.start).slice(0, 8)]),
      [
        ["c1-kubeconfig: u", "ok", "m.yaml", "YXBpVmVy"],
        ["c2-kubeconfig: u", "expired", "m.yaml", "YXBpVmVy"],
        ["c1-kubeconfig: kubernetes", "ok", "m.yaml", "YXBpVmVy"],
        ["c2-kubeconfig: kubernetes", "ok", "m.yaml", "YXBpVmVy"],
      ],
    );
    assert.equal(new Set(rows.map(({ id }) => id)).size, 4);
    assert.equal(new Set(rows.map(({ span }) => span?.start)).size, 2);
  });

  it("one that is encoded once more is found as well", async () => {
    const once = base64(kubeconfig(ca, expired));
    const text = `apiVersion: v1\nkind: Secret\nstringData: {KUBE_CONFIG: ${once}}\ndata: {twice: ${base64(once)}}\n`;
    assert.deepEqual(
      (await facts(text)).embedded.map(({ embedded: { key } }) => key),
      ["data.twice", "stringData.KUBE_CONFIG"],
    );
  });

  it("healthy ones of the cluster itself have no finding", async () => {
    const info = `apiVersion: v1\nclusters:\n- cluster:\n    certificate-authority-data: ${base64(ca.pem)}\n    server: https://10.0.1.1:6443\n  name: ""\ncontexts: null\ncurrent-context: ""\nkind: Config\npreferences: {}\nusers: null\n`;
    assert.deepEqual(await found(configMap(info)), []);
    assert.deepEqual(
      (await rowsOf(configMap(info))).map(({ name, state }) => [name, state]),
      [["c", "ok"]],
    );
    const account = "/var/run/secrets/kubernetes.io/serviceaccount";
    const proxy = `apiVersion: v1\nkind: Config\nclusters:\n- cluster:\n    certificate-authority: ${account}/ca.crt\n    server: https://10.0.0.1:6443\n  name: default\ncontexts:\n- context: {cluster: default, namespace: default, user: default}\n  name: default\ncurrent-context: default\nusers:\n- name: default\n  user:\n    tokenFile: ${account}/token\n`;
    assert.deepEqual(await found(configMap(proxy)), []);
  });

  it("plain text where the API server takes base64 is refused", async () => {
    const plain = (kind: string, field: string) =>
      `apiVersion: v1\nkind: ${kind}\nmetadata: {name: c}\n${field}:\n  value: |\n${indented(kubeconfig(ca, valid), "    ")}\n`;
    const refused = ["value-not-encoded |\n    apiVersion: v1\n   "];
    assert.deepEqual(await found(plain("Secret", "data")), refused);
    assert.deepEqual(await found(plain("ConfigMap", "binaryData")), refused);
    assert.deepEqual(await found(plain("Secret", "stringData")), []);
    assert.deepEqual(await found(plain("ConfigMap", "data")), []);
    const pem = `apiVersion: v1\nkind: Secret\ndata:\n  tls.crt: |\n${indented(ca.pem, "    ")}\n  ca.crt: ${base64(ca.pem)}\n`;
    assert.deepEqual(await found(pem), ["value-not-encoded |\n    -----BEGIN CERTIFI"]);
  });

  it("one that is no more than a document behind others is found", async () => {
    const pod = "apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec: {containers: []}\n";
    const text = `${pod}---\n${kubeconfig(ca, expired)}`;
    assert.deepEqual(
      (await facts(text)).embedded.map(({ embedded }) => embedded.text),
      [kubeconfig(ca, expired)],
    );
    assert.deepEqual(
      (await found(text)).map(each => each.slice(0, 30)),
      [`certificate-expired ${base64(expired.pem).slice(0, 10)}`],
    );
    assert.deepEqual(
      (await rowsOf(text)).map(({ name, state }) => [name, state]),
      [
        ["u", "expired"],
        ["kubernetes", "ok"],
      ],
    );
    const { embedded } = await facts(`${kubeconfig(ca, valid)}---\n${kubeconfig(ca, expired)}`);
    assert.deepEqual(embedded, []);
  });

  it("those of lists are found, whatever the lists hold besides", async () => {
    const value = `{value: ${base64(kubeconfig(ca, valid))}}`;
    const item = `{apiVersion: v1, kind: Secret, metadata: {name: x}, data: ${value}}`;
    const lists: readonly [list: string, objects: readonly string[], embedded: number][] = [
      [`kind: List\nitems: [{apiVersion: v1, kind: List, items: [${item}]}]`, ["Secret"], 1],
      [`kind: List\nitems: [a, ${item}, null, [b]]`, ["Secret"], 1],
      [`kind: SecretList\nitems: [{metadata: {name: y}, data: ${value}}]`, ["Secret"], 1],
      ["kind: List\nitems: [a, b]", ["List"], 0],
      ["kind: List\nitems: [{apiVersion: v1, kind: List, items: [null]}]", ["List"], 0],
      ["kind: List\nitems: [{a: b}]", ["List"], 0],
      ["kind: List\nitems: {a: b}", ["List"], 0],
    ];
    for (const [list, kinds, count] of lists) {
      const { objects, embedded, findings } = await facts(`apiVersion: v1\n${list}\n`);
      assert.deepEqual([list, objects.map(({ kind }) => kind)], [list, kinds]);
      assert.deepEqual([list, embedded.length, findings], [list, count, []]);
      assert.match(render(whatItIs(`apiVersion: v1\n${list}\n`) ?? assert.fail()), /of v1$/);
    }
  });

  it("of a key that stands under stringData and data, the API server takes the first", async () => {
    const text = `apiVersion: v1\nkind: Secret\nmetadata: {name: x}\ndata: {value: ${base64(kubeconfig(ca, expired))}}\nstringData:\n  value: |\n${indented(kubeconfig(ca, valid), "    ")}\n`;
    assert.deepEqual(await found(text), []);
    assert.deepEqual(
      (await rowsOf(text)).map(({ state }) => state),
      ["ok", "ok"],
    );
  });

  it("rows are named apart: by object, namespace and key, no more than that takes", async () => {
    const values = (...keys: readonly string[]) =>
      keys.map(key => `  ${key}: ${base64(kubeconfig(ca, valid))}\n`).join("");
    const object = (name: string, namespace: string, ...keys: readonly string[]) =>
      `apiVersion: v1\nkind: Secret\nmetadata: {name: ${name}, namespace: ${namespace}}\ndata:\n${values(...keys)}---\n`;
    const users = async (text: string) =>
      (await rowsOf(text)).flatMap(({ name, kind }) => (kind === "client-certificate" ? [name] : []));
    assert.deepEqual(await users(object("a", "n", "value")), ["u"]);
    assert.deepEqual(await users(object("a", "n", "v") + object("b", "n", "v")), ["a: u", "b: u"]);
    assert.deepEqual(await users(object("a", "n", "v") + object("a", "m", "v")), ["m/a: u", "n/a: u"]);
    assert.deepEqual(await users(object("a", "n", "v", "w")), ["a data.v: u", "a data.w: u"]);
  });

  it("places in a value in quotes are those of its text, where it stands in one line", async () => {
    const inner = `{"apiVersion":"v1","kind":"Config","clusters":[{"name":"c","cluster":{"server":"h:1"}}]}`;
    for (const quoted of [`'${inner}'`, `"${inner.replaceAll('"', "'")}"`]) {
      const text = `apiVersion: v1\nkind: ConfigMap\ndata: {k: ${quoted}}\n`;
      assert.deepEqual(
        (await found(text)).filter(each => each.startsWith("server")),
        [`server-without-scheme ${quoted.startsWith("'") ? '"h:1"' : "'h:1'"}`],
      );
    }
    const escaped = `apiVersion: v1\nkind: ConfigMap\ndata: {k: ${JSON.stringify(inner)}}\n`;
    assert.ok((await found(escaped)).includes('server-without-scheme \\"h:1\\"'));
    const single = `apiVersion: v1\nkind: ConfigMap\ndata: {k: '${inner.replaceAll('"', "''")}'}\n`;
    assert.ok((await found(single)).includes("server-without-scheme ''h:1''"));
    const folded = `apiVersion: v1\nkind: ConfigMap\ndata:\n  k: >\n    ${inner}\n`;
    assert.ok((await found(folded)).some(each => each.startsWith("server-without-scheme >")));
    const several = `apiVersion: v1\nkind: ConfigMap\ndata: {k: "${inner.replaceAll('"', "'").replace(",", ",\n  ")}"}\n`;
    assert.ok((await found(several)).some(each => each.startsWith(`server-without-scheme "{'api`)));
    const { embedded } = await facts(escaped);
    const at = (embedded[0]?.embedded ?? assert.fail()).inner(escaped.indexOf("h:1"));
    assert.equal(at, inner.indexOf("h:1"));
  });

  it("the dump of a cluster is looked into, and what is left out is said to be", async () => {
    const item = (name: string, data: string) =>
      `- {apiVersion: v1, kind: Secret, metadata: {name: ${name}}, data: {value: ${data}}}\n`;
    const many = item("s", "eHh4".repeat(1000)).repeat(1_300);
    const text = `apiVersion: v1\nkind: List\nitems:\n${many}${item("k", base64(kubeconfig(ca, valid)))}`;
    const { embedded, truncated } = await facts(text);
    assert.deepEqual([text.length > 5_000_000, embedded.length, truncated], [true, 1, false]);
    const tooMany = await facts(`apiVersion: v1\nkind: List\nitems:\n${"- {kind: x}\n".repeat(20_001)}`);
    assert.deepEqual([tooMany.objects.length, tooMany.truncated], [20_000, true]);
  });

  it("a value that is longer than any object may be is not looked into", async () => {
    const inner = kubeconfig(ca, expired);
    const long = `${inner}# ${"x".repeat(2_000_000)}\n`;
    assert.equal((await facts(configMap(`${inner}# x\n`))).embedded.length, 1);
    assert.equal((await facts(configMap(long))).embedded.length, 0);
  });

  it("very many are bounded", async () => {
    const values = Array.from({ length: 20_000 }, (_, i) => `  k${i}: "{kind: Config, apiVersion: v1}"\n`);
    const start = cpu();
    const { embedded, truncated } = await facts(`apiVersion: v1\nkind: ConfigMap\ndata:\n${values.join("")}`);
    assert.deepEqual([embedded.length, truncated], [1000, true]);
    const cluster = `- {apiVersion: v1, kind: Secret, metadata: {labels: {argocd.argoproj.io/secret-type: cluster}}, stringData: {server: h, config: "{}"}}\n`;
    const clusters = await facts(`apiVersion: v1\nkind: List\nitems:\n${cluster.repeat(10_000)}`);
    assert.deepEqual([clusters.embedded.length, clusters.truncated], [1000, true]);
    assert.ok(cpu() - start < 4000 * slowness());
  });

  it("a long block with many findings takes no time that grows with both", async () => {
    const users = Array.from({ length: 20_000 }, (_, i) => `- name: u${i}\n  user: {}\n`).join("");
    const text = configMap(kubeconfig(ca, valid) + users);
    const start = cpu();
    assert.ok((await facts(text)).findings.length > 0);
    assert.ok(cpu() - start < 3000 * slowness());
  });
});
