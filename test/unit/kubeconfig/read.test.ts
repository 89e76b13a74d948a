import { strict as assert } from "node:assert";
import { described, read, yaml } from "./support.ts";

describe("readKubeconfig", () => {
  it("reads every field of a cluster with its place", () => {
    const text = yaml`
      clusters:
      - name: c
        cluster:
          server: "https://h:1"
          tls-server-name: t
          insecure-skip-tls-verify: yes
          certificate-authority: ca.crt
          certificate-authority-data: YQ==
          proxy-url: http://p
          disable-compression: off
          extensions: [{name: e, extension: {a: 1}}]
    `;
    const [cluster] = read(text).clusters;
    const { kind, name, index, source, nameSpan, span, extensions, unknown, ...fields } =
      cluster ?? assert.fail();
    assert.deepEqual(described(fields, text), {
      server: ["server", "https://h:1", '"https://h:1"'],
      tlsServerName: ["tls-server-name", "t", "t"],
      insecureSkipTlsVerify: ["insecure-skip-tls-verify", true, "yes"],
      certificateAuthority: ["certificate-authority", "ca.crt", "ca.crt"],
      certificateAuthorityData: ["certificate-authority-data", "YQ==", "YQ=="],
      proxyUrl: ["proxy-url", "http://p", "http://p"],
      disableCompression: ["disable-compression", false, "off"],
    });
    assert.deepEqual([kind, name, index, source, unknown], ["cluster", "c", 0, "config", []]);
    assert.equal(text.slice(nameSpan.start, nameSpan.end), "c");
    assert.equal(text.slice(span.start, span.end).startsWith("name: c\n"), true);
    assert.deepEqual(
      extensions.map(extension => extension.name),
      ["e"],
    );
  });

  it("reads every field of a user with its place", () => {
    const text = yaml`
      users:
      - name: u
        user:
          client-certificate: c.crt
          client-certificate-data: Yw==
          client-key: c.key
          client-key-data: aw==
          token: t
          tokenFile: tf
          as: root
          as-uid: "0"
          as-groups: [g, h]
          as-user-extra: {scopes: [a, b], none: null}
          username: n
          password: p
    `;
    const [user] = read(text).users;
    const {
      kind: _,
      name: __,
      index,
      source,
      nameSpan,
      span,
      extensions,
      unknown,
      ...fields
    } = user ?? assert.fail();
    assert.deepEqual(described(fields, text), {
      clientCertificate: ["client-certificate", "c.crt", "c.crt"],
      clientCertificateData: ["client-certificate-data", "Yw==", "Yw=="],
      clientKey: ["client-key", "c.key", "c.key"],
      clientKeyData: ["client-key-data", "aw==", "aw=="],
      token: ["token", "t", "t"],
      tokenFile: ["tokenFile", "tf", "tf"],
      as: ["as", "root", "root"],
      asUid: ["as-uid", "0", '"0"'],
      asGroups: ["as-groups", ["g", "h"], "[g, h]"],
      asUserExtra: ["as-user-extra", { none: [], scopes: ["a", "b"] }, "{scopes: [a, b], none: null}"],
      username: ["username", "n", "n"],
      password: ["password", "p", "p"],
    });
  });

  it("reads plugins with their arguments and variables", () => {
    const text = yaml`
      users:
      - name: u
        user:
          exec: {apiVersion: v, command: aws, args: [a, "b"], env: [{name: N, value: V}], installHint: i,
            interactiveMode: Never, provideClusterInfo: true}
          auth-provider: {name: oidc, config: {id-token: x}}
    `;
    const [user] = read(text).users;
    const exec = described(user?.exec?.value, text);
    assert.deepEqual(exec, {
      apiVersion: ["apiVersion", "v", "v"],
      command: ["command", "aws", "aws"],
      args: [
        ["args", "a", "a"],
        ["args", "b", '"b"'],
      ],
      env: [{ name: "N", value: "V" }],
      installHint: ["installHint", "i", "i"],
      interactiveMode: ["interactiveMode", "Never", "Never"],
      provideClusterInfo: ["provideClusterInfo", true, "true"],
      unknown: [],
    });
    assert.deepEqual(described(user?.authProvider?.value, text), {
      name: ["name", "oidc", "oidc"],
      config: { "id-token": ["id-token", "x", "x"] },
      unknown: [],
    });
  });

  it("reads contexts and what stands at the root", () => {
    const text = yaml`
      apiVersion: v1
      kind: Config
      current-context: x
      preferences: {colors: true, extensions: [{name: p}]}
      extensions: [{name: e, extension: 1}]
      contexts:
      - {name: x, context: {cluster: c, user: u, namespace: ns}}
    `;
    const { clusters, users, contexts, extensions, preferenceExtensions, source, document, ...root } =
      read(text);
    assert.deepEqual(described(root, text), {
      apiVersion: ["apiVersion", "v1", "v1"],
      kind: ["kind", "Config", "Config"],
      currentContext: ["current-context", "x", "x"],
      colors: ["colors", true, "true"],
      unknown: [],
      refusals: [],
    });
    const fields = contexts.map(({ cluster, user, namespace }) =>
      described({ cluster, user, namespace }, text),
    );
    assert.deepEqual(fields, [
      { cluster: ["cluster", "c", "c"], user: ["user", "u", "u"], namespace: ["namespace", "ns", "ns"] },
    ]);
    assert.deepEqual(
      [extensions, preferenceExtensions].map(list => list.map(each => each.name)),
      [["e"], ["p"]],
    );
  });

  it("takes null for the zero value anywhere", () => {
    const file = read(yaml`
      kind: ~
      current-context: null
      clusters: null
      users: [null, {name: b, user: null}]
      contexts:
      - name:
        context: {cluster: ~, user: null, extensions: ~}
    `);
    assert.deepEqual(
      {
        clusters: file.clusters.length,
        users: file.users.map(user => [user.name, user.token]),
        contexts: file.contexts.map(context => [context.name, context.cluster, context.user]),
        current: file.currentContext,
        refusals: file.refusals,
      },
      {
        clusters: 0,
        users: [
          ["", undefined],
          ["b", undefined],
        ],
        contexts: [["", undefined, undefined]],
        current: undefined,
        refusals: [],
      },
    );
  });

  it("keeps keys that v1 does not have, with the mapping they stand in", () => {
    const text = yaml`
      current_context: x
      preferences: {colours: true}
      clusters:
      - name: c
        note: 1
        cluster: {Server: s, api-version: v1}
      users:
      - name: u
        user: {token-file: t, exec: {cmd: a, env: [{nam: N}]}, auth-provider: {conf: {}}}
    `;
    const file = read(text);
    const unknown = [file, ...file.clusters, ...file.users].flatMap(each => each.unknown);
    assert.deepEqual(
      unknown.map(({ name, within, key }) => [name, within, text.slice(key.start, key.end)]),
      [
        ["current_context", "file", "current_context"],
        ["colours", "preferences", "colours"],
        ["note", "named-cluster", "note"],
        ["Server", "cluster", "Server"],
        ["api-version", "cluster", "api-version"],
        ["token-file", "user", "token-file"],
        ["conf", "auth-provider", "conf"],
        ["cmd", "exec", "cmd"],
        ["nam", "exec-env", "nam"],
      ],
    );
  });

  it("shows the rest when an entry is broken", () => {
    const file = read(yaml`
      users:
      - name: a
        user: {token: 1}
      - nonsense
      - name: b
        user: []
      - name: c
        user: {token: t}
    `);
    assert.deepEqual(
      file.users.map(user => [user.index, user.name, user.token?.value]),
      [
        [0, "a", "1"],
        [2, "b", undefined],
        [3, "c", "t"],
      ],
    );
  });

  it("sees through anchors, aliases and merge keys", () => {
    const file = read(yaml`
      x: &base {server: "https://a", insecure-skip-tls-verify: true}
      clusters:
      - name: c
        cluster: {<<: *base, server: "https://b"}
      - name: d
        cluster: *base
    `);
    assert.deepEqual(
      file.clusters.map(cluster => [cluster.server?.value, cluster.insecureSkipTlsVerify?.value]),
      [
        ["https://b", true],
        ["https://a", true],
      ],
    );
  });

  it("takes a list of numbers for bytes", () => {
    const [user] = read("users: [{name: u, user: {client-key-data: [97, null, 255]}}]").users;
    assert.equal(user?.clientKeyData?.value, "YQD/");
  });
});
