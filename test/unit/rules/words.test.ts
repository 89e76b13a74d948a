import { strict as assert } from "node:assert";
import { editDistance, suggester } from "../../../src/core/rules/spelling.ts";
import { day, shown } from "../../../src/core/rules/words.ts";

describe("words of rules", () => {
  it("show text from the file in one line, without escapes, and not for ever", () => {
    const cases = [
      ["jane", "jane"],
      ["arn:aws:eks:eu-west-1:123456789012:cluster/prod", "arn:aws:eks:eu-west-1:123456789012:cluster/prod"],
      ["a\nb\u001b[31mc", "a\ufffdb\ufffd[31mc"],
      ["\u202eevil\u2066", "\ufffdevil\ufffd"],
      ["x".repeat(500), `${"x".repeat(120)}…`],
    ] as const;
    assert.deepEqual(
      cases.map(([text]) => shown(text)),
      cases.map(([, expected]) => expected),
    );
  });

  it("show days in UTC", () => {
    assert.deepEqual(
      [
        Date.UTC(2026, 10, 22, 23, 59, 59),
        Date.UTC(1950, 0, 1),
        253402300799000,
        1e300,
        Number.NEGATIVE_INFINITY,
      ].map(day),
      ["2026-11-22", "1950-01-01", "9999-12-31", "+275760-09-13", "-271821-04-20"],
    );
  });
});

describe("spelling", () => {
  it("counts edits, a swap as one, up to a limit", () => {
    const cases: readonly [string, string, number, number][] = [
      ["dev", "dev", 2, 0],
      ["dev", "dve", 2, 1],
      ["prod", "prd", 2, 1],
      ["prod", "prods", 2, 1],
      ["prod", "pxod", 2, 1],
      ["prod", "staging", 2, 3],
      ["", "ab", 2, 2],
      ["prod-eu-1", "prod-ue-1", 3, 1],
      ["cluster-number-1", "clustre-nubmer-1x", 3, 3],
      ["cluster-number-1", "clustre-nubmer-1x", 2, 3],
      ["abcdef", "xabcde", 3, 2],
      ["abcdef", "xyabcd", 3, 4],
      ["aab", "aba", 1, 1],
      ["ca", "abc", 3, 3],
    ];
    assert.deepEqual(
      cases.map(([a, b, limit]) => editDistance(a, b, limit)),
      cases.map(([, , , expected]) => expected),
    );
  });

  it("suggests the nearest name, whatever its case, and nothing far", () => {
    const suggest = suggester(["kind-dev", "kind-prod", "Admin", "u1"]);
    assert.deepEqual(["kind-deb", "kind-pord", "admin", "u2", "minikube"].map(suggest), [
      "kind-dev",
      "kind-prod",
      "Admin",
      undefined,
      undefined,
    ]);
  });

  it("stops after many comparisons, so that thousands of broken names stay cheap", () => {
    const suggest = suggester(Array.from({ length: 8_000 }, (_, i) => `name-${i}`));
    const suggestions = [1, 2, 3].map(() => suggest("nome-7999"));
    assert.deepEqual(suggestions, ["name-7999", "name-799", undefined]);
  });
});
