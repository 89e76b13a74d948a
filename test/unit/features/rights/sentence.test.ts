import { strict as assert } from "node:assert";
import { verdictSentence } from "../../../../src/core/features/rights/sentence.ts";
import { render } from "../../../../src/core/message.ts";
import type { Attempt } from "../../../../src/core/rbac/index.ts";

describe("the sentence on one right", () => {
  const cases: readonly (readonly [attempt: Attempt, allowed: boolean, sentence: string])[] = [
    [{ verb: "list", resource: "pods" }, true, "Yes, you may list pods in the whole cluster."],
    [
      { verb: "list", resource: "pods", namespace: "a" },
      false,
      "No, you may not list pods in the namespace a.",
    ],
    [
      {
        verb: "patch",
        resource: "deployments",
        group: "apps",
        subresource: "scale",
        name: "web",
        namespace: "a",
      },
      true,
      "Yes, you may patch deployments.apps/scale web in the namespace a.",
    ],
    [{ verb: "get", path: "/metrics" }, false, "No, you may not get /metrics."],
  ];
  for (const [attempt, allowed, sentence] of cases) {
    it(sentence, () => assert.equal(render(verdictSentence("you", attempt, allowed)), sentence));
  }
});
