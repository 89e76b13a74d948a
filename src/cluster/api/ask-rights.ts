import { attemptOf, type RightsAnswer, type RightsQuestion } from "../../core/features/rights/questions.ts";
import { inParallel } from "../../core/in-parallel.ts";
import type { Attempt } from "../../core/rbac/index.ts";
import type { Result } from "../../core/result.ts";
import type { ClusterFailure } from "../http/failure.ts";
import type { Verdict } from "./reviews.ts";

/** How many questions are asked at once. */
const TOGETHER = 6;

/**
 * Whether somebody may do each of these: in a namespace, and where that is so in all.
 * @param may the reviewer
 * @returns the first failure, where there is one
 */
export async function askRights(
  questions: readonly RightsQuestion[],
  namespace: string,
  may: (attempt: Attempt) => Promise<Result<Verdict, ClusterFailure>>,
): Promise<Result<readonly RightsAnswer[], ClusterFailure>> {
  let failure: ClusterFailure | undefined;
  const allowed = async (attempt: Attempt): Promise<boolean> => {
    if (failure !== undefined) return false;
    const answer = await may(attempt);
    if (!answer.ok) failure ??= answer;
    return answer.ok && answer.value.allowed;
  };
  const answers = await inParallel(TOGETHER, questions, async (question): Promise<RightsAnswer> => {
    if (!(await allowed(attemptOf(question, namespace)))) return { question, allowed: "no" };
    const everywhere = !question.namespaced || (await allowed(attemptOf(question, undefined)));
    return { question, allowed: everywhere ? "everywhere" : "namespace" };
  });
  return failure ?? { ok: true, value: answers };
}
