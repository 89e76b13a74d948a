import { strict as assert } from "node:assert";
import { unlinked } from "../../../src/vscode/text/unlinked.ts";
import { masked } from "../../../src/vscode/writing/preview/mask.ts";

const CERTIFICATE = Buffer.from("-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----\n").toString(
  "base64",
);

const text = `# token: opensesame-123
clusters:
- name: c
  cluster: {server: https://x, certificate-authority-data: ${CERTIFICATE}}
users:
- name: a
  user:
    client-certificate-data: ${CERTIFICATE} # mine
    client-key-data: U0VDUkVU
    token: &t opensesame-123
    as: root
    password: "hush"
- name: b
  user:
    tokn: opensesame-123
    token: *t
    exec:
      command: aws
      args: [--secret, deep]
      env: [{name: KEY, value: v4lue}]
      interactiveMode: Never
    auth-provider: {name: oidc, config: {id-token: ey.J}}
`;

describe("a kubeconfig of which only what is public is left", () => {
  it("keeps keys, names, addresses and certificates, and gives all else a number", () => {
    assert.deepEqual(masked([text])[0]?.split("\n").slice(0, -1), [
      "# <hidden 1>",
      "clusters:",
      "- name: c",
      `  cluster: {server: https://x, certificate-authority-data: ${CERTIFICATE}}`,
      "users:",
      "- name: a",
      "  user:",
      `    client-certificate-data: ${CERTIFICATE} # <hidden 2>`,
      "    client-key-data: <hidden 3>",
      "    token: &<hidden 4> <hidden 5>",
      "    as: root",
      "    password: <hidden 6>",
      "- name: b",
      "  user:",
      "    <hidden 7>: <hidden 5>",
      "    token: *<hidden 4>",
      "    exec:",
      "      command: aws",
      "      args: [<hidden 8>, <hidden 9>]",
      "      env: [{name: <hidden 10>, value: <hidden 11>}]",
      "      interactiveMode: Never",
      "    auth-provider: {name: oidc, config: {<hidden 12>: <hidden 13>}}",
    ]);
  });

  it("shows that something hidden has changed, and what has not", () => {
    assert.deepEqual(
      masked([
        "users: [{name: a, user: {token: one, password: two}}]",
        "users: [{name: a, user: {token: three, password: two}}]",
      ]),
      [
        "users: [{name: a, user: {token: <hidden 1>, password: <hidden 2>}}]",
        "users: [{name: a, user: {token: <hidden 3>, password: <hidden 2>}}]",
      ],
    );
  });

  it("hides what comes by a merge key, and a block of lines", () => {
    const merged =
      "x: &x {token: abc}\nusers:\n- name: a\n  user:\n    <<: *x\n    client-key-data: |\n      AA\n      BB\n";
    assert.equal(
      masked([merged])[0],
      "<hidden 1>: &<hidden 1> {<hidden 2>: <hidden 3>}\nusers:\n- name: a\n  user:\n    <<: *<hidden 1>\n    client-key-data: <hidden 4>\n",
    );
  });

  it("shows the host of an address, and not the login", () => {
    assert.equal(
      masked([
        'clusters: [{name: c, cluster: {server: "https://jane:hush@h:6443/p", proxy-url: "http:/a:b@c"}}]',
      ])[0],
      "clusters: [{name: c, cluster: {server: https://<hidden 1>@h:6443/p, proxy-url: <hidden 2>}}]",
    );
  });

  it("shows nothing of a text that cannot be read", () => {
    assert.deepEqual(masked(["users: [{name: a, user: {token: abc}"]), [""]);
  });
});

describe("a text in which VS Code finds no link", () => {
  it("has none", () => {
    assert.equal(unlinked("run [this](command:evil) now"), "run [this] (command:evil) now");
  });
});
