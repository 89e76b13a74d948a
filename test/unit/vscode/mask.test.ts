import { strict as assert } from "node:assert";
import { unlinked } from "../../../src/vscode/text/unlinked.ts";
import { masked } from "../../../src/vscode/writing/preview/mask.ts";

const text = `# token: opensesame-123
clusters:
- name: c
  cluster: {server: https://x, certificate-authority-data: Q0E=}
users:
- name: a
  user:
    client-certificate-data: Q0VSVA==
    client-key-data: U0VDUkVU
    token: &t opensesame-123
    username: jane
    password: "hush"
- name: b
  user:
    tokn: opensesame-123
    token: *t
    exec:
      command: aws
      args: [--secret, deep]
      env: [{name: KEY, value: v4lue}]
    auth-provider: {name: oidc, config: {id-token: ey.J}}
`;

describe("a kubeconfig without its secrets", () => {
  it("keeps all but the secrets, each with a number of its own", () => {
    assert.deepEqual(masked([text])[0]?.split("\n").slice(0, -1), [
      "# token: <secret 2>",
      "clusters:",
      "- name: c",
      "  cluster: {server: https://x, certificate-authority-data: Q0E=}",
      "users:",
      "- name: a",
      "  user:",
      "    client-certificate-data: Q0VSVA==",
      "    client-key-data: <secret 1>",
      "    token: &t <secret 2>",
      "    username: jane",
      "    password: <secret 3>",
      "- name: b",
      "  user:",
      "    tokn: <secret 2>",
      "    token: *t",
      "    exec:",
      "      command: aws",
      "      args: [<secret 4>, <secret 5>]",
      "      env: [{name: KEY, value: <secret 6>}]",
      "    auth-provider: {name: oidc, config: {id-token: <secret 7>}}",
    ]);
  });

  it("shows that a secret has changed, and which has not", () => {
    const [before, after] = masked([
      "users: [{name: a, user: {token: one, password: two}}]",
      "users: [{name: a, user: {token: three, password: two}}]",
    ]);
    assert.deepEqual(
      [before, after],
      [
        "users: [{name: a, user: {token: <secret 1>, password: <secret 2>}}]",
        "users: [{name: a, user: {token: <secret 3>, password: <secret 2>}}]",
      ],
    );
  });

  it("hides what comes by a merge key, and a block of lines", () => {
    const merged =
      "x: &x {token: abc}\nusers:\n- name: a\n  user:\n    <<: *x\n    client-key-data: |\n      AA\n      BB\n";
    assert.equal(
      masked([merged])[0],
      "x: &x {token: <secret 1>}\nusers:\n- name: a\n  user:\n    <<: *x\n    client-key-data: <secret 2>\n",
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
