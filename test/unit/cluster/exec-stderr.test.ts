import { strict as assert } from "node:assert";
import { shownStderr } from "../../../src/cluster/exec/stderr.ts";
import { slowness } from "../../support/pace.ts";
import { makeJwt } from "../../support/tokens.ts";
import { scripted } from "./exec-support.ts";

const plugin = {
  ...scripted(""),
  command: "aws",
  args: ["eks", "get-token", "--cluster-name", "prod-7", "--password", "hush"],
  env: [{ name: "A", value: "first line\nsecond line" }],
};

const show = (stderr: string) => shownStderr(stderr, plugin, { MY_TOKEN: "sesame", PWD: "/home", B: "home" });

describe("the last line of a credential plugin", () => {
  it("is shown as far as it says what is wrong", () => {
    const cases: readonly (readonly [stderr: string, expected: string | undefined])[] = [
      ["", undefined],
      [" \n\r\n", undefined],
      ["…-9x", undefined],
      [
        "one\nAn error occurred (ExpiredTokenException) when calling AssumeRole: status 403\n\n",
        "An error occurred (ExpiredTokenException) when calling AssumeRole: status 403",
      ],
      [
        "Unable to locate credentials. You can configure credentials by running aws configure.",
        "Unable to locate credentials. You can configure credentials by running aws configure.",
      ],
      ["\u001b[1mThe token has expired\u001b[0m", "The token has expired"],
      ["The cluster prod-7 of us-east-1 was not found", "The cluster prod-7 of us-east-1 was not found"],
      [
        "dial tcp: lookup sts.amazonaws.com on 10.0.0.1:53: no such host",
        "dial tcp: lookup sts.amazonaws.com on 10.0.0.1:53: no such host",
      ],
      ["error at https://jane:sesame@example.com/login", "error at https://…@example.com/login"],
    ];
    assert.deepEqual(
      cases.map(([stderr]) => [stderr, show(stderr)]),
      cases,
    );
  });

  it("never holds what may be a secret", () => {
    const lines = [
      "sesame",
      "got sesame from the agent",
      "wrong password hush",
      "second line",
      "Password: open",
      "password is: open",
      "secret open",
      "Authorization: Bearer open",
      "bearer open",
      '{"token":"open"}',
      "token open",
      "opensecret",
      "open-token",
      "OPENKEY",
      "AKIAIOSFODNN7OPEN",
      "open4you",
      "p@ss!open1",
      "one-time code 314159",
      makeJwt({ sub: "open" }),
      `x${"open".repeat(20)}`,
    ];
    const leaks = lines
      .map(line => show(line) ?? "")
      .filter(text => /open|sesame|hush|second|314159/i.test(text));
    assert.deepEqual(leaks, []);
  });

  it("takes time linear in its length", () => {
    const start = performance.now();
    for (const piece of ["a", "aB", "password ", "a.", "token=", '"', "…", "a-", "Ab1"])
      show(piece.repeat(500_000));
    assert.ok(performance.now() - start < 500 * slowness());
  });
});
