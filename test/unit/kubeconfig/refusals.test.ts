import { strict as assert } from "node:assert";
import { readKubeconfig } from "../../../src/core/kubeconfig/read.ts";
import { render } from "../../../src/core/message.ts";
import { decodeText } from "../../../src/core/yaml/index.ts";
import { read, refusals, yaml } from "./support.ts";

const field = (name: string) => `json: cannot unmarshal %s into Go struct field ${name} of type %s`;
const mismatch = (name: string, found: string, wanted: string) =>
  field(name).replace("%s", found).replace("%s", wanted);

describe("refusals", () => {
  const cases: Readonly<Record<string, readonly (readonly [string, string, string])[]>> = {
    "users: [{name: u, user: {token: 12345}}]": [
      ["wrong-type", "12345", mismatch("AuthInfo.users.user.token", "number", "string")],
    ],
    "clusters: [{name: no}]": [
      ["wrong-type", "no", mismatch("NamedCluster.clusters.name", "bool", "string")],
    ],
    "clusters: [{cluster: {insecure-skip-tls-verify: 'true'}}]": [
      [
        "wrong-type",
        "'true'",
        mismatch("Cluster.clusters.cluster.insecure-skip-tls-verify", "string", "bool"),
      ],
    ],
    "clusters: {a: {}}": [
      ["wrong-type", "{a: {}}", mismatch("Config.clusters", "object", "[]v1.NamedCluster")],
    ],
    "users: [x]": [["wrong-type", "x", mismatch("Config.users", "string", "v1.NamedAuthInfo")]],
    "users: [{user: {exec: {args: [1]}}}]": [
      ["wrong-type", "1", mismatch("ExecConfig.users.user.exec.args", "number", "string")],
    ],
    "users: [{user: {exec: {interactiveMode: 1}}}]": [
      [
        "wrong-type",
        "1",
        mismatch("ExecConfig.users.user.exec.interactiveMode", "number", "v1.ExecInteractiveMode"),
      ],
    ],
    "users: [{user: {as-user-extra: {b: 1, a: [2]}}}]": [
      ["wrong-type", "2", mismatch("AuthInfo.users.user.as-user-extra", "number", "string")],
      ["wrong-type", "1", mismatch("AuthInfo.users.user.as-user-extra", "number", "[]string")],
    ],
    "users: [{user: {client-key-data: [256]}}]": [
      ["wrong-type", "256", mismatch("AuthInfo.users.user.client-key-data", "number 256", "uint8")],
    ],
    "users: [{user: {client-key-data: YWJj-w==}}]": [
      ["bad-base64", "-", "illegal base64 data at input byte 4"],
    ],
    "users: [{user: {client-key-data: 'YQ'}}]": [["bad-base64", "Y", "illegal base64 data at input byte 0"]],
    "users: [{name: a}, {name: a}]": [
      [
        "duplicate-name",
        "a",
        'error converting *[]NamedAuthInfo into *map[string]*api.AuthInfo: duplicate name "a" in list',
      ],
    ],
    "extensions: [{name: a}, {name: a, extension: 1}, {name: b, extension: 1}, {name: b}]": [
      [
        "duplicate-name",
        "{name: b}",
        'error converting *[]NamedExtension into *map[string]runtime.Object: duplicate name "b" in list',
      ],
    ],
    "[a]": [
      [
        "not-a-mapping",
        "[a]",
        'couldn\'t get version/kind; json parse error: json: cannot unmarshal array into Go value of type struct { APIVersion string "json:\\"apiVersion,omitempty\\""; Kind string "json:\\"kind,omitempty\\"" }',
      ],
    ],
    "kind: config": [
      [
        "wrong-kind",
        "config",
        'no kind "config" is registered for version "v1" in scheme "pkg/runtime/scheme.go:111"',
      ],
    ],
    "apiVersion: a/b/c": [["wrong-kind", "a/b/c", "unexpected GroupVersion string: a/b/c"]],
    "apiVersion: g/": [["wrong-kind", "g/", "Object 'apiVersion' is missing"]],
    "Kind: Foo": [
      [
        "wrong-kind",
        "Foo",
        'no kind "Foo" is registered for version "v1" in scheme "pkg/runtime/scheme.go:111"',
      ],
    ],
    "kind: 1": [
      [
        "wrong-type",
        "1",
        "couldn't get version/kind; json parse error: json: cannot unmarshal number into Go struct field .kind of type string",
      ],
    ],
  };
  for (const [text, expected] of Object.entries(cases)) {
    it(text, () => assert.deepEqual(refusals(text), expected));
  }

  it("come in the order in which kubectl meets them", () => {
    const text = yaml`
      users:
      - {name: a, user: {username: 1, token: 2}}
      - {name: a}
      kind: Foo
      clusters:
      - {name: 3}
    `;
    assert.deepEqual(
      refusals(text).map(([kind, at]) => [kind, at]),
      [
        ["wrong-kind", "Foo"],
        ["wrong-type", "3"],
        ["wrong-type", "2"],
        ["wrong-type", "1"],
        ["duplicate-name", "a"],
      ],
    );
  });

  it("point at the first bad character behind escapes and line breaks", () => {
    const texts = ['client-key-data: "YW\\x4aj_w=="', "client-key-data: |\n        YWJj\n        YW_j"];
    const found = texts.map(each => {
      const text = `users:\n- user:\n    ${each}\n`;
      const [refusal] = read(text).refusals;
      return text.slice(refusal?.span.start, (refusal?.span.start ?? 0) + 2);
    });
    assert.deepEqual(found, ["_w", "_j"]);
  });

  it("are none for what kubectl only ignores", () => {
    const fine = [
      "",
      "# nothing",
      "null",
      "{}",
      "apiVersion: /v1",
      "apiVersion: /",
      "kind: ''",
      "a: 1\na: 2",
      "---\n---\n[",
    ];
    assert.deepEqual(fine.flatMap(refusals), []);
  });

  it("report bytes that were no text", () => {
    const { text, decoding } = decodeText(Uint8Array.from(Buffer.from("kind: Config\nx: \xff\n", "latin1")));
    const { refusals } = readKubeconfig({ id: "x", text, decoding });
    assert.deepEqual(
      refusals.map(({ kind, span, kubectl }) => [kind, text.slice(span.start, span.end), kubectl]),
      [["yaml", "\ufffd", "yaml: invalid leading UTF-8 octet"]],
    );
  });

  it("say what cannot become JSON in the words of the part that refuses it", () => {
    const texts = ["a: .inf", "a: [.nan]", "~: a", "18446744073709551615: a", "? [a]\n: b", "a: !!int b"];
    assert.deepEqual(
      texts.map(text => read(text).refusals.map(({ kubectl }) => kubectl)),
      [
        ["json: unsupported value"],
        ["json: unsupported value"],
        ["unsupported map key of type"],
        ["unsupported map key of type"],
        ["yaml: invalid map key"],
        ["yaml: cannot decode a value as its tag says"],
      ],
    );
  });

  it("survive broken escapes in what could be read of broken JSON", () => {
    const escapes = ["\\d", "\\u", "\\ud800"];
    const texts = escapes.map(each => `{"":[{r{}}]\n"users":\n["user"\n\t"client-key-data":"${each}`);
    assert.deepEqual(
      texts.map(text => read(text).refusals[0]?.kind),
      texts.map(() => "yaml"),
    );
  });

  it("never say what a value is", () => {
    const secret = "9876543210";
    const text = yaml`
      users:
      - {name: a, user: {token: ${secret}, password: ${secret}, client-key-data: "${secret}!"}}
      - {name: a, user: {exec: {env: [${secret}]}, auth-provider: {config: {x: ${secret}}}}}
    `;
    const said = read(text).refusals.map(each => render(each.message) + each.kubectl);
    assert.equal(said.length, 6);
    assert.equal(said.join("\n").includes(secret), false);
  });
});
