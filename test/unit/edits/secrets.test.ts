import { strict as assert } from "node:assert";
import { addsSecret } from "../../../src/core/edits/secrets.ts";

const user = (fields: string) => `users: [{name: jane, user: {${fields}}}]\n`;

describe("a change that adds a secret", () => {
  const table: readonly (readonly [string, string, boolean])[] = [
    ["", user("token: abc"), true],
    [user("token: abc"), user("token: abd"), true],
    [user("client-key: a.key"), user("client-key-data: QQ=="), true],
    [user("token: abc"), `${user("token: abc")}current-context: x\n`, false],
    [user("token: abc"), user("as: root, token: abc"), false],
    ["", user("auth-provider: {name: oidc, config: {client-id: a, refresh-token: abc}}"), true],
    ["", user("auth-provider: {name: oidc, config: {client-id: a}}"), false],
    ["", user("exec: {command: a, env: [{name: A_TOKEN, value: abc}]}"), true],
    ["", user("exec: {command: a, env: [{name: AWS_PROFILE, value: abc}]}"), false],
    [user("token: abc, password: hush"), user("token: abc"), false],
    ["", user("client-certificate-data: QQ=="), false],
  ];
  for (const [before, after, adds] of table) {
    it(`${before.trim() || "nothing"} -> ${after.trim()}: ${adds}`, () =>
      assert.equal(addsSecret(before, after), adds));
  }
});
