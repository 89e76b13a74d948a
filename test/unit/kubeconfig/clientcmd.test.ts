import { strict as assert } from "node:assert";
import { clientConfigOf } from "../../../src/core/kubeconfig/clientcmd/config.ts";
import { normalize } from "../../../src/core/kubeconfig/clientcmd/normalize.ts";
import { goQuote } from "../../../src/core/kubeconfig/clientcmd/quote.ts";
import {
  confirmUsable,
  confirmUsableByKubectl,
  invalidConfiguration,
  validate,
} from "../../../src/core/kubeconfig/clientcmd/validate.ts";
import { read, yaml } from "./support.ts";

const world = {
  open: (_: string, path: string) =>
    path.startsWith("missing") ? `open ${path}: no such file or directory` : undefined,
};
const user = (body: string) => `users: [{name: u, user: {${body}}}]`;
const cluster = (body: string) => `clusters: [{name: c, cluster: {${body}}}]`;
const exec = (body: string) => user(`exec: {${body}}`);
const plugin = "for u to use exec authentication plugin";

describe("clientcmd validation", () => {
  const cases: Readonly<Record<string, readonly string[]>> = {
    "{}": ["no configuration has been provided, try setting KUBERNETES_MASTER environment variable"],
    "preferences: {colors: true}": [],
    "current-context: x": ["context was not found for specified context: x"],
    [user("")]: [],
    [cluster("")]: ["cluster has no server defined"],
    [cluster("certificate-authority-data: ''")]: ['no server found for cluster "c"'],
    "clusters: [{cluster: {proxy-url: http://p}}]": ["default cluster has no server defined"],
    [cluster("server: s, certificate-authority: missing")]: [
      "unable to read certificate-authority missing for c due to open missing: no such file or directory",
    ],
    [cluster("server: s, certificate-authority: ca, certificate-authority-data: YQ==")]: [
      "certificate-authority-data and certificate-authority are both specified for c. certificate-authority-data will override.",
    ],
    [cluster("server: s, proxy-url: socks6://p")]: [
      'invalid \'proxy-url\' "socks6://p" for cluster "c": unsupported scheme "socks6", must be http, https, or socks5',
    ],
    [cluster("server: s, proxy-url: '1:2'")]: [
      'invalid \'proxy-url\' "1:2" for cluster "c": could not parse: 1:2',
    ],
    "contexts: [{context: {namespace: BAD_ns}}]": [
      'empty context name for api.Context{LocationOfOrigin:"", Cluster:"", AuthInfo:"", Namespace:"BAD_ns", Extensions:map[string]runtime.Object{}} is not allowed',
      'user was not specified for context ""',
      'cluster was not specified for context ""',
      'namespace "BAD_ns" for context "" does not conform to the kubernetes DNS_LABEL rules',
    ],
    "contexts: [{name: x, context: {user: u, cluster: c}}]": [
      'user "u" was not found for context "x"',
      'cluster "c" was not found for context "x"',
    ],
    [user("token: t, username: n")]: [
      "more than one authentication method found for u; found [token basicAuth], only one is allowed",
    ],
    [user("client-key: missing")]: [],
    [user("client-certificate: missing, client-key: missing-too")]: [
      "unable to read client-cert missing for u due to open missing: no such file or directory",
      "unable to read client-key missing-too for u due to open missing-too: no such file or directory",
    ],
    [user("client-certificate: a, client-certificate-data: YQ==, client-key: b, client-key-data: YQ==")]: [
      "client-cert-data and client-cert are both specified for u. client-cert-data will override.",
      "client-key-data and client-key are both specified for u; client-key-data will override",
    ],
    [user("client-certificate-data: YQ==")]: [
      "client-key-data or client-key must be specified for u to use the clientCert authentication method.",
    ],
    [user("as-groups: [g]")]: ["requesting uid, groups or user-extra for u without impersonating a user"],
    [user("as: a, as-uid: b, as-groups: [g], as-user-extra: {k: [v]}")]: [],
    [exec("command: c, apiVersion: client.authentication.k8s.io/v1beta1")]: [],
    [exec("command: c, apiVersion: client.authentication.k8s.io/v1alpha1")]: [],
    [exec("command: c, apiVersion: client.authentication.k8s.io/v1")]: [
      `interactiveMode must be specified ${plugin}`,
    ],
    [exec("env: [{value: v}], interactiveMode: never")]: [
      `command must be specified ${plugin}`,
      `apiVersion must be specified ${plugin}`,
      `env variable name must be specified ${plugin}`,
      'invalid interactiveMode for u: "never"',
    ],
    [user("exec: {command: c, apiVersion: v, interactiveMode: Always}, auth-provider: {name: oidc}")]: [
      "authProvider cannot be provided in combination with an exec plugin for u",
    ],
  };
  for (const [text, expected] of Object.entries(cases)) {
    it(text.slice(0, 90), () => assert.deepEqual(validate(clientConfigOf(read(text)), world), expected));
  }
});

describe("whether a context is usable", () => {
  const text = yaml`
    current-context: clean
    clusters: [{name: c, cluster: {server: "https://h"}}, {name: empty}]
    users: [{name: u, user: {token: t}}, {name: broken, user: {token: t, username: n}}]
    contexts:
    - {name: clean, context: {cluster: c, user: u}}
    - {name: unresolved, context: {cluster: gone, user: gone}}
    - {name: unset, context: {}}
    - {name: broken, context: {cluster: c, user: broken}}
    - {name: empty, context: {cluster: empty, user: u}}
    - {name: spaced, context: {cluster: c, user: u, namespace: BAD}}
  `;
  const cases: readonly (readonly [name: string, library: readonly string[], kubectl: readonly string[]])[] =
    [
      ["", [], []],
      ["clean", [], []],
      [
        "unresolved",
        [
          'user "gone" was not found for context "unresolved"',
          'cluster "gone" was not found for context "unresolved"',
          'no server found for cluster "gone"',
        ],
        ["no configuration has been provided, try setting KUBERNETES_MASTER environment variable"],
      ],
      [
        "unset",
        [
          'user was not specified for context "unset"',
          'cluster was not specified for context "unset"',
          "default cluster has no server defined",
        ],
        ["no configuration has been provided, try setting KUBERNETES_MASTER environment variable"],
      ],
      [
        "broken",
        [
          "more than one authentication method found for broken; found [token basicAuth], only one is allowed",
        ],
        [
          "more than one authentication method found for broken; found [token basicAuth], only one is allowed",
        ],
      ],
      [
        "empty",
        ["cluster has no server defined"],
        ["no configuration has been provided, try setting KUBERNETES_MASTER environment variable"],
      ],
      [
        "spaced",
        ['namespace "BAD" for context "spaced" does not conform to the kubernetes DNS_LABEL rules'],
        [],
      ],
      [
        "nowhere",
        ["context was not found for specified context: nowhere"],
        ["context was not found for specified context: nowhere", "cluster has no server defined"],
      ],
    ];
  for (const [name, library, kubectl] of cases) {
    it(name || "the current one", () => {
      const config = clientConfigOf(read(text));
      assert.deepEqual(confirmUsable(config, name, world), library);
      assert.deepEqual(confirmUsableByKubectl(config, name, world), kubectl);
    });
  }

  it("is said in brackets for several reasons, each once", () => {
    assert.deepEqual(
      [invalidConfiguration(["a"]), invalidConfiguration(["a", "b", "a"])],
      ["invalid configuration: a", "invalid configuration: [a, b]"],
    );
  });
});

describe("normalize", () => {
  it("writes what client-go would write back", () => {
    const text = yaml`
      preferences: {}
      extensions: [{name: b, extension: {z: 1.0, a: [1e3]}}, {name: a}]
      clusters: [{name: "\\U0001F600"}, {name: "\\uFFFD", cluster: {certificate-authority-data: "YW\\nI="}}]
      users:
      - name: u
        user:
          as-user-extra: {none: ~, empty: []}
          auth-provider: {name: x}
          exec: {apiVersion: client.authentication.k8s.io/v1beta1, args: [], command: c}
    `;
    const config = clientConfigOf(read(text));
    const { extensions } = read(text);
    assert.deepEqual(normalize(config, { extensions, preferenceExtensions: [], colors: false }), {
      kind: "Config",
      apiVersion: "v1",
      clusters: [
        { name: "\ufffd", cluster: { server: "", "certificate-authority-data": "YWI=" } },
        { name: "\u{1f600}", cluster: { server: "" } },
      ],
      users: [
        {
          name: "u",
          user: {
            "as-user-extra": { none: null, empty: [] },
            "auth-provider": { name: "x", config: null },
            exec: {
              command: "c",
              args: [],
              env: null,
              apiVersion: "client.authentication.k8s.io/v1beta1",
              provideClusterInfo: false,
              interactiveMode: "IfAvailable",
            },
          },
        },
      ],
      contexts: null,
      "current-context": "",
      extensions: [
        { name: "a", extension: null },
        { name: "b", extension: { z: 1, a: [1000] } },
      ],
    });
  });
});

describe("goQuote", () => {
  it("escapes as Go does", () => {
    const quoted = goQuote('a"b\\\n\t\u0007\u007f\u00a0é\u200b\u{1f600}\u{e0001}');
    assert.equal(quoted, '"a\\"b\\\\\\n\\t\\a\\x7f\\u00a0é\\u200b\u{1f600}\\U000e0001"');
  });
});
