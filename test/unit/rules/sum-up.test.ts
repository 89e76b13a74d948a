import { strict as assert } from "node:assert";
import type { Severity } from "../../../src/core/finding.ts";
import { factsOfManifests } from "../../../src/core/gather-manifests.ts";
import { type Message, render, say } from "../../../src/core/message.ts";
import { atMost, summedUp } from "../../../src/core/rules/sum-up.ts";
import { analyzeText } from "../../support/analyze.ts";
import { memoryWorld } from "../../support/memory-folder.ts";

function found(count: number, code: string, severity: Severity = "warning") {
  const one = (at: number) => ({
    code,
    severity,
    source: "f",
    span: { start: at, end: at },
    message: say("m"),
  });
  return Array.from({ length: count }, (_, at) => one(at));
}

function messages(findings: readonly { readonly message: Message }[]): readonly string[] {
  return findings.flatMap(({ message }) => (render(message) === "m" ? [] : [render(message)]));
}

describe("findings of one kind", () => {
  it("are summed up beyond a thousand in a file, and the others stay", () => {
    const users = Array.from(
      { length: 1500 },
      (_, at) => `- {name: u${at}, user: {token: t, colour: red}}\n`,
    ).join("");
    const all = analyzeText(`users:\n${users}clusters: [{name: c, cluster: {}}]\n`);
    const unknown = all.filter(({ code }) => code === "unknown-key");
    assert.equal(unknown.length, 1001);
    assert.match(unknown.at(-1)?.message ?? "", /^There are 500 more of the same in this file/);
    assert.ok(all.some(({ code }) => code === "server-missing"));
  });

  it("are counted once, however often they are summed up", () => {
    const once = summedUp([...found(1700, "a"), ...found(3, "b")]);
    const again = summedUp([...once, ...found(20, "a")]);
    assert.deepEqual(
      [once.length, messages(once), again.length, messages(again)],
      [
        1004,
        ["There are 700 more of the same in this file, which are not listed one by one."],
        1004,
        ["There are 720 more of the same in this file, which are not listed one by one."],
      ],
    );
  });

  it("are summed up where only so many are shown, the worst first", () => {
    const all = [...summedUp(found(1500, "a")), ...found(2, "b", "error")];
    const shown = atMost(all, 1000);
    assert.equal(shown.length, 1000);
    assert.deepEqual(
      shown.slice(0, 2).map(({ code }) => code),
      ["b", "b"],
    );
    assert.deepEqual(messages(shown), [
      "There are 503 more findings in this file, which are not listed one by one.",
    ]);
    assert.deepEqual(atMost(all, all.length), all);
  });

  it("are summed up in manifests, and kubeconfigs beyond a thousand are not looked at", async () => {
    const values = Array.from({ length: 1200 }, (_, at) => `  k${at}: '{"users": [{"user": {"x": 1}}]}'\n`);
    const text = `apiVersion: v1\nkind: ConfigMap\ndata:\n${values.join("")}`;
    const facts = await factsOfManifests("f", text, memoryWorld({}), {
      now: 0,
      thresholds: { warning: 0, critical: 0 },
    });
    const codes = new Map<string, number>();
    for (const { code } of facts.findings) codes.set(code, (codes.get(code) ?? 0) + 1);
    assert.ok(Math.max(...codes.values()) <= 1001);
    assert.deepEqual([facts.embedded.length, facts.truncated], [1000, true]);
  });
});
