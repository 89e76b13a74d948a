import { strict as assert } from "node:assert";
import { analyze } from "../../../src/core/analyze.ts";
import type { ResolvedContext } from "../../../src/core/kubeconfig/facts-model.ts";
import { render } from "../../../src/core/message.ts";
import type { FileRead } from "../../../src/core/ports.ts";
import { THRESHOLDS } from "../../support/analyze.ts";
import { makeJwt } from "../../support/tokens.ts";

const exec = "exec: {command: aws, apiVersion: client.authentication.k8s.io/v1, interactiveMode: Never}";
const provider = "auth-provider: {name: oidc}";
const files: Readonly<Record<string, FileRead>> = {
  "/kube/token": { kind: "file", bytes: new TextEncoder().encode(" opaque\n") },
  "/kube/gone": { kind: "missing" },
};

/** The only context of a kubeconfig with one cluster and one user, by the bodies of both. */
function context(cluster: string, user: string): ResolvedContext {
  const text = [
    "current-context: x",
    `clusters: [{name: c, cluster: {${cluster}}}]`,
    `users: [{name: u, user: {${user}}}]`,
    "contexts: [{name: x, context: {cluster: c, user: u}}]",
  ].join("\n");
  const analysis = analyze([{ id: "config", path: "/kube/config", text }], {
    now: 0,
    thresholds: THRESHOLDS,
    files: { get: path => files[path] },
    style: "posix",
  });
  return analysis.contexts[0] ?? assert.fail();
}

const https = "server: https://h";

describe("what a context sends", () => {
  const cases: readonly (readonly [
    cluster: string,
    user: string,
    sent: string,
    ignored: string,
    onUse: string,
  ])[] = [
    [https, "token: t", "token", "", "requests"],
    [https, "tokenFile: token", "token-file", "", "requests"],
    [https, "token: t, tokenFile: token", "token-file", "token", "requests"],
    [https, "token: t, tokenFile: gone", "token", "token-file", "requests"],
    [https, "tokenFile: gone", "token-file", "", "refuses"],
    [https, "username: u, password: p", "basic", "", "requests"],
    [https, "password: p", "basic", "", "asks-for-username"],
    [https, exec, "exec", "", "requests"],
    [https, `${exec}, token: t`, "token", "exec", "requests"],
    [https, `${exec}, username: n`, "basic", "exec", "requests"],
    [https, `${exec}, ${provider}`, "exec auth-provider", "", "refuses"],
    [https, provider, "auth-provider", "", "requests"],
    [https, `${provider}, token: t`, "token", "auth-provider", "requests"],
    [https, "token: t, username: n", "token basic", "", "refuses"],
    [https, "client-certificate: token", "", "client-certificate", "refuses"],
    [https, "client-key: token", "none", "", "asks-for-username"],
    [https, "", "none", "", "asks-for-username"],
    [https, "as: root", "none", "", "asks-for-username"],
    ["server: http://h", "token: t", "http", "token", "requests"],
    ["server: h", "token: t", "http", "token", "requests"],
    ["server: http://h", "", "http", "", "requests"],
    ["server: h/p", "token: t", "unresolved", "", "refuses"],
    ["proxy-url: http://p", "token: t", "unresolved", "", "dials-localhost"],
    [`${https}, certificate-authority-data: YQ==`, "token: t", "token", "", "refuses"],
    [`${https}, proxy-url: p`, "token: t", "token", "", "refuses"],
  ];
  for (const [cluster, user, sent, ignored, onUse] of cases) {
    it(`${cluster} / ${user}`, () => {
      const { sends, onUse: outcome } = context(cluster, user);
      const { methods, nothing } = sends;
      const text = methods.length > 0 ? methods.join(" ") : sent === "" ? "" : nothing;
      assert.deepEqual(
        [text, sends.ignored.map(each => each.method).join(" "), outcome],
        [sent, ignored, onUse],
      );
    });
  }

  it("says why something is not sent", () => {
    const { ignored } = context(https, "token: t, tokenFile: token").sends;
    assert.deepEqual(
      ignored.map(each => render(each.why)),
      ["kubectl sends the content of tokenFile instead of the inline token"],
    );
  });
});

describe("identities", () => {
  const token = makeJwt({
    iss: "kubernetes/serviceaccount",
    sub: "system:serviceaccount:ns:bot",
    exp: 1000,
    "kubernetes.io/serviceaccount/namespace": "ns",
    "kubernetes.io/serviceaccount/service-account.name": "bot",
  });
  const identitiesOf = (user: string) => {
    const text = `users: [{name: u, user: {${user}}}]`;
    const analysis = analyze([{ id: "config", text }], {
      now: 0,
      thresholds: THRESHOLDS,
      files: { get: () => undefined },
      style: "posix",
    });
    const [facts] = analysis.users.values();
    return [facts?.identities, facts?.expires];
  };
  const bot = {
    user: "system:serviceaccount:ns:bot",
    groups: ["system:serviceaccounts", "system:serviceaccounts:ns"],
  };
  const cases: Readonly<Record<string, readonly [readonly object[], number | undefined]>> = {
    "username: jane, password: p": [[{ user: "jane", groups: [], source: "basic" }], undefined],
    "token: opaque": [[], undefined],
    "as: root, as-groups: [a, b], as-uid: '7', username: jane": [
      [
        { user: "root", groups: ["a", "b"], uid: "7", source: "impersonation" },
        { user: "jane", groups: [], source: "basic" },
      ],
      undefined,
    ],
    [`token: ${token}`]: [[{ ...bot, source: "token" }], 1_000_000],
    "auth-provider: {name: oidc, config: {}}": [[], undefined],
  };
  for (const [user, expected] of Object.entries(cases)) {
    it(user.slice(0, 60), () => assert.deepEqual(identitiesOf(user), expected));
  }
});
