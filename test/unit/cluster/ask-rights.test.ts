import { strict as assert } from "node:assert";
import { setImmediate as turn } from "node:timers/promises";
import { askRights } from "../../../src/cluster/api/ask-rights.ts";
import type { Verdict } from "../../../src/cluster/api/reviews.ts";
import { type ClusterFailure, cancelledFailure } from "../../../src/cluster/http/failure.ts";
import type { RightsQuestion } from "../../../src/core/features/rights/questions.ts";
import { say } from "../../../src/core/message.ts";
import type { Attempt } from "../../../src/core/rbac/index.ts";
import type { Result } from "../../../src/core/result.ts";

const question = (resource: string, namespaced = true): RightsQuestion => ({
  what: say("list {0}", resource),
  attempt: { verb: "list", resource },
  namespaced,
});

/** Asks of a reviewer that allows what is listed, `RESOURCE NAMESPACE`. */
async function ask(questions: readonly RightsQuestion[], allowed: readonly string[]) {
  const asked: string[] = [];
  const answers = await askRights(questions, "shop", async attempt => {
    const text = "path" in attempt ? attempt.path : `${attempt.resource} ${attempt.namespace ?? "all"}`;
    asked.push(text);
    return { ok: true, value: { allowed: allowed.includes(text) } };
  });
  return { asked, answers: answers.ok ? answers.value.map(each => each.allowed) : answers };
}

describe("asking for rights one by one", () => {
  it("asks of all namespaces only what is allowed in one", async () => {
    const questions = [question("a"), question("b"), question("c"), question("nodes", false)];
    assert.deepEqual(await ask(questions, ["b shop", "c shop", "c all", "nodes all"]), {
      asked: ["a shop", "b shop", "c shop", "nodes all", "b all", "c all"],
      answers: ["no", "namespace", "everywhere", "everywhere"],
    });
  });

  it("asks six at once at most", async () => {
    let [now, most] = [0, 0];
    await askRights(
      Array.from({ length: 30 }, (_, index) => question(`r${index}`)),
      "shop",
      async () => {
        most = Math.max(most, ++now);
        await turn();
        now -= 1;
        return { ok: true, value: { allowed: false } };
      },
    );
    assert.equal(most, 6);
  });

  it("stops at the first failure", async () => {
    let asked = 0;
    const may = async (_: Attempt): Promise<Result<Verdict, ClusterFailure>> => {
      asked += 1;
      return asked < 3 ? { ok: true, value: { allowed: false } } : cancelledFailure();
    };
    const answer = await askRights(
      Array.from({ length: 30 }, (_, index) => question(`r${index}`)),
      "shop",
      may,
    );
    assert.equal(!answer.ok && answer.code, "cancelled");
    assert.ok(asked < 10, `${asked} were asked`);
  });
});
