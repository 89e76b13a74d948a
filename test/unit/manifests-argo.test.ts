import { strict as assert } from "node:assert";
import { embeddedHover } from "../../src/core/features/embedded.ts";
import { markdownOf } from "../../src/core/features/markdown.ts";
import { render } from "../../src/core/message.ts";
import { base64, type Issued, makeCa } from "../support/certificates.ts";
import { argo, factsOf as facts, foundIn as found, rowsOf } from "../support/manifests.ts";
import { OPTIONS } from "./pki/support.ts";

describe("clusters of Argo CD", () => {
  let ca: Issued;
  before(async () => {
    ca = await makeCa({ cn: "kubernetes" });
  });

  it("have their findings at the field that is meant, by its name there", async () => {
    const text = argo({ bearerToken: "x", tlsClientConfig: { insecure: true, caData: base64(ca.pem) } });
    const { findings } = await facts(text);
    assert.deepEqual(
      findings.map(({ code, span }) => [code, text.slice(span.start, span.end)]),
      [["ca-with-insecure", "true"]],
    );
    assert.match(render(findings[0]?.message ?? assert.fail()), /tlsClientConfig\.insecure here/);
    assert.deepEqual(await found(argo({ tlsClientConfig: { caData: "@@@" } })), ['bad-base64 "@@@"']);
    assert.deepEqual(await found(argo({ execProviderConfig: { args: ["x"] } })), [
      'exec-no-command {\n        "args": [\n    ',
      'exec-no-api-version {\n        "args": [\n    ',
    ]);
    assert.deepEqual(await found(argo({ bearerToken: "x" }, "10.0.0.5:6443")), [
      "server-without-scheme 10.0.0.5:6443",
    ]);
  });

  it("have hovers on what the config holds, without its secrets", async () => {
    const text = argo({ bearerToken: "XHunter2HunterX", tlsClientConfig: { caData: base64(ca.pem) } });
    const embedded = (await facts(text)).embedded[0] ?? assert.fail();
    const at = (offset: number) =>
      markdownOf(embeddedHover(embedded, offset, OPTIONS.thresholds)?.blocks ?? []);
    assert.match(at(text.indexOf("LS0t")), /CN&#61;kubernetes/);
    for (let offset = 0; offset < text.length; offset++) assert.doesNotMatch(at(offset), /Hunter2/);
  });

  it("show no secret, wherever it stands", async () => {
    const secret = "XHunter2HunterX";
    const plugin = { command: "sh", apiVersion: "client.authentication.k8s.io/v1" };
    const configs: readonly (object | string)[] = [
      { username: "a", password: secret, tlsClientConfig: { keyData: secret, certData: base64(ca.pem) } },
      { bearerToken: [secret], tlsClientConfig: { insecure: secret } },
      { proxyUrl: `htp://a:${secret}@h`, disableCompression: secret },
      { execProviderConfig: { ...plugin, args: ["--token", secret], env: { A: secret, B: 1 } } },
      { execProviderConfig: { ...plugin, args: secret, env: [secret] } },
      { awsAuthConfig: secret },
      `{"bearerToken": "${secret}",}`,
    ];
    for (const config of configs) {
      const text = argo(config, `"htps://a:${secret}@h"`);
      const { findings, embedded } = await facts(text);
      const said = findings.map(({ message, data }) => JSON.stringify([render(message), data]));
      for (const each of embedded)
        for (let offset = 0; offset < text.length; offset++)
          said.push(markdownOf(embeddedHover(each, offset, OPTIONS.thresholds)?.blocks ?? []));
      said.push(JSON.stringify(await rowsOf(text)));
      assert.deepEqual(said.filter(each => each.includes(secret)).slice(0, 2), []);
    }
  });

  it("are read as the API server merges stringData and data", async () => {
    const config = JSON.stringify({ bearerToken: "x", tlsClientConfig: { insecure: true, caData: "QQ==" } });
    const text = `apiVersion: v1\nkind: Secret\nmetadata: {name: a, labels: {argocd.argoproj.io/secret-type: cluster}}\ndata: {name: ${base64("m")}, server: ${base64("https://h")}}\nstringData: {config: '${config}'}\n`;
    assert.equal((await facts(text)).embedded[0]?.analysis.contexts[0]?.entry.name, "m");
  });

  it("have no finding where they are healthy", async () => {
    const tlsClientConfig = { insecure: false, caData: base64(ca.pem) };
    const exec = { command: "argocd-k8s-auth", args: ["gcp"], env: { A: "b" } };
    const apiVersion = "client.authentication.k8s.io/v1beta1";
    const healthy = [
      argo({ bearerToken: "x", tlsClientConfig }),
      argo({ username: "a", password: "b", tlsClientConfig }),
      argo({ tlsClientConfig, execProviderConfig: { ...exec, apiVersion } }),
      argo({ tlsClientConfig, awsAuthConfig: { clusterName: "x", roleARN: "arn:aws:iam::1:role/a" } }),
      argo({ tlsClientConfig: { insecure: false } }, "https://kubernetes.default.svc"),
      argo({ bearerToken: "x", tlsClientConfig }).replace("name: main", 'name: ""'),
    ];
    for (const text of healthy) assert.deepEqual(await found(text), []);
  });

  it("are refused where a field has another type than Argo CD's", async () => {
    const plugin = { command: "argocd-k8s-auth", apiVersion: "client.authentication.k8s.io/v1beta1" };
    const wrong: readonly [config: object, place: string][] = [
      [{ bearerToken: ["x"] }, '[\n        "x"\n      ]'],
      [{ username: 5 }, "5"],
      [{ tlsClientConfig: { insecure: "true" } }, '"true"'],
      [{ tlsClientConfig: "x" }, '"x"'],
      [{ awsAuthConfig: "x" }, '"x"'],
      [{ execProviderConfig: { ...plugin, args: "gcp" } }, '"gcp"'],
      [{ execProviderConfig: { ...plugin, env: { A: 1 } } }, '{\n          "A": 1\n     '],
      [{ execProviderConfig: { ...plugin, env: [] } }, "[]"],
    ];
    for (const [config, place] of wrong)
      assert.deepEqual(await found(argo(config)), [`argo-config-refused ${place}`]);
    const nothing = { bearerToken: null, tlsClientConfig: null, execProviderConfig: null };
    for (const healthy of [nothing, "null", { execProviderConfig: { ...plugin, env: null, args: null } }])
      assert.deepEqual(await found(argo(healthy)), []);
  });

  it("are refused where their config is no JSON", async () => {
    for (const config of ['{"bearerToken": "x", }', "bearerToken: x", '["x"]']) {
      const place = `|\n    ${config}`.slice(0, 24);
      assert.deepEqual(await found(argo(config)), [`argo-config-refused ${place}`]);
    }
  });
});
