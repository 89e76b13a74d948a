import type { KubeadmDirectory, PkiFolder, PkiProblem } from "../model.ts";
import { subjectsOf } from "../subjects.ts";
import type { PkiCheck, PkiTiming } from "./check.ts";
import { dates } from "./dates.ts";
import { key } from "./key.ts";
import { lifetime } from "./lifetime.ts";
import { names } from "./names.ts";
import { serverNames } from "./server-names.ts";
import { signer } from "./signer.ts";
import { unreadable } from "./unreadable.ts";
import { usage } from "./usage.ts";

/** Every check of a certificate. Adding one is its file and its line here. */
const checks: readonly PkiCheck[] = [dates, signer, key, usage, names, lifetime];

/**
 * What is wrong in a folder of certificates. Asynchronous, since signatures are verified;
 * the host breathes between two certificates. Sorted by path.
 */
export async function checkPki(
  folder: PkiFolder,
  kubeadm: readonly KubeadmDirectory[],
  timing: PkiTiming,
): Promise<readonly PkiProblem[]> {
  const problems: PkiProblem[] = [...unreadable(folder, kubeadm)];
  for (const directory of kubeadm) problems.push(...serverNames(directory, folder));
  for (const subject of subjectsOf(folder, kubeadm)) {
    for (const check of checks) {
      for await (const problem of check(subject, timing)) problems.push(problem);
    }
    await timing.breathe?.();
  }
  return problems.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}
