import { strict as assert } from "node:assert";
import { isKnownKey, v1 } from "../../../src/core/kubeconfig/schema/fields.ts";
import { foldedKey, synonymOf, synonyms } from "../../../src/core/kubeconfig/schema/synonyms.ts";
import { analyzeText } from "../../support/analyze.ts";
import { config } from "../rules/cases/case.ts";

describe("synonyms of keys", () => {
  it("stand for keys that v1 has, in lower case and without separators, each for one", () => {
    for (const [mapping, keys] of synonyms()) {
      const known = new Set(v1.fieldsOf(mapping).map(({ key }) => foldedKey(key)));
      const seen = new Set<string>();
      for (const [key, words] of Object.entries(keys)) {
        assert.ok(isKnownKey(mapping, key), `${mapping}.${key}`);
        for (const word of words.split(" ")) {
          assert.equal(word, foldedKey(word));
          assert.ok(!known.has(word), `${mapping}: ${word} is a key of its own`);
          assert.ok(!seen.has(word), `${mapping}: ${word} stands twice`);
          seen.add(word);
          assert.equal(synonymOf(mapping, word), key);
        }
      }
    }
  });

  it("are found whatever their case and separators", () => {
    for (const word of ["act-as", "actAs", "act_as", "ACT AS"]) assert.equal(synonymOf("user", word), "as");
  });

  const user = [
    ["act-as: bar", "as"],
    ["act-as-groups: [dev]", "as-groups"],
    ['act-as-uid: "7"', "as-uid"],
    ["act-as-user-extra: {reason: [x]}", "as-user-extra"],
    ["asUser: bar", "as"],
    ["impersonate: bar", "as"],
    ["client-cert: a.crt", "client-certificate"],
    ["client_certificate: a.crt", "client-certificate"],
    ["client-cert-data: YQ==", "client-certificate-data"],
    ["bearer-token: abc", "token"],
    ["access-token: abc", "token"],
    ["api-key: abc", "token"],
  ] as const;
  for (const [line, key] of user) {
    it(`a user with ${line}: ${key} is meant`, () => {
      const found = analyzeText(config({ user: `token: t0ken, ${line}` }));
      assert.deepEqual(
        found.map(({ code, severity }) => `${code} ${severity}`),
        ["misspelt-key warning"],
      );
      assert.match(found[0]?.message ?? "", new RegExp(`Did you mean "${key}"\\?$`));
    });
  }

  const cluster = [
    ["skip-tls: true", "insecure-skip-tls-verify"],
    ["ca-data: YQ==", "certificate-authority-data"],
    ["ca-cert: ca.crt", "certificate-authority"],
    ["http-proxy: http://proxy:3128", "proxy-url"],
    ["https-proxy: http://proxy:3128", "proxy-url"],
    ["url: https://h", "server"],
    ["host: h", "server"],
    ["endpoint: https://h", "server"],
  ] as const;
  for (const [line, key] of cluster) {
    it(`a cluster with ${line}: ${key} is meant`, () => {
      const found = analyzeText(config({ cluster: `server: "https://10.0.0.1:6443", ${line}` }));
      assert.deepEqual(
        found.map(({ code }) => code),
        ["misspelt-key"],
      );
      assert.match(found[0]?.message ?? "", new RegExp(`Did you mean "${key}"\\?$`));
    });
  }

  it("one that belongs into another mapping says into which", () => {
    const text = config({ user: "token: t0ken, namespace: web, insecure-skip-tls-verify: true, ns: web" });
    assert.deepEqual(
      analyzeText(text).map(({ code, message }) => [code, message]),
      [
        [
          "misplaced-key",
          'The key "namespace" belongs under "context". Here kubectl ignores it without a word: move it there, or check the indentation.',
        ],
        [
          "misplaced-key",
          'The key "insecure-skip-tls-verify" belongs under "cluster". Here kubectl ignores it without a word: move it there, or check the indentation.',
        ],
        [
          "misplaced-key",
          'kubectl has no key "ns" and ignores it without a word. Did you mean "namespace", under "context"?',
        ],
      ],
    );
  });

  it("a key that may be a secret is not repeated", () => {
    const secret = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJqYW5lIn0.c2lnbmF0dXJl";
    const found = analyzeText(config({ user: `token: t0ken, ${secret}: x` }));
    assert.deepEqual(
      found.map(({ code }) => code),
      ["unknown-key"],
    );
    assert.ok(!(found[0]?.message ?? "").includes("eyJ"));
  });

  it("keys that tools mark as their own, those of extensions and those of manifests pass", () => {
    const cluster = 'server: "https://h", api-version: v1, x-origin: a, example.com/id: b, _id: c';
    assert.deepEqual(analyzeText(config({ cluster, more: "metadata: {}" })), []);
    assert.deepEqual(
      analyzeText("kind: Secret\napiVersion: v1\nstringData: {a: b}\nimmutable: true\n").filter(
        ({ code }) => code === "unknown-key",
      ),
      [],
    );
  });
});
