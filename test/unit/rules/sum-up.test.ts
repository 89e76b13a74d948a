import { strict as assert } from "node:assert";
import { analyzeText } from "../../support/analyze.ts";

describe("findings of one kind", () => {
  it("are summed up beyond a thousand in a file, and the others stay", () => {
    const users = Array.from(
      { length: 1500 },
      (_, at) => `- {name: u${at}, user: {token: t, colour: red}}\n`,
    ).join("");
    const found = analyzeText(`users:\n${users}clusters: [{name: c, cluster: {}}]\n`);
    const unknown = found.filter(({ code }) => code === "unknown-key");
    assert.equal(unknown.length, 1001);
    assert.match(unknown.at(-1)?.message ?? "", /^There are 500 more of the same in this file/);
    assert.ok(found.some(({ code }) => code === "server-missing"));
  });
});
