import type { KubeconfigFile } from "../kubeconfig/model.ts";
import { readKubeconfig } from "../kubeconfig/read.ts";
import { say } from "../message.ts";
import type { Rewrite, Rewritten } from "../ports.ts";
import { editsFor } from "./edits-for.ts";
import type { Plan } from "./plan.ts";

/**
 * Makes a plan from the files as they are at that moment. It is asked again when a file has changed meanwhile, so it
 * looks entries up by name (`findEntry`) and refuses where what a person agreed to is no longer there.
 */
export type MakePlan = (files: readonly KubeconfigFile[]) => Plan;

/** What a file of a plan is to become. A file that the plan leaves alone keeps its text. */
export function textAfter(file: KubeconfigFile, plan: Plan): Rewritten {
  if (!plan.ok) return plan;
  const changes = plan.files.find(each => each.source === file.source.id)?.changes ?? [];
  return changes.length === 0 ? { ok: true, text: file.source.text } : editsFor(file.source, changes);
}

/**
 * How one file of a configuration becomes what the plan wants, whatever stands in it by then: the plan is made anew from
 * the text that is found, and the outcome is read again and compared before it is given. A file that is
 * gone is not made again; one that was empty or new is.
 */
export function rewriteOf(files: readonly KubeconfigFile[], source: string, plan: MakePlan): Rewrite {
  return current => {
    const known = files.find(file => file.source.id === source)?.source;
    if (current === undefined && known !== undefined && known.text !== "") {
      const reason = say("{0} has been deleted meanwhile. Nothing was written.", known.path ?? known.id);
      return { ok: false, reason };
    }
    const now = files.map(file =>
      file.source.id !== source || file.source.text === current
        ? file
        : readKubeconfig({ ...file.source, text: current ?? "" }),
    );
    const file = now.find(each => each.source.id === source);
    return file === undefined ? { ok: true, text: current ?? "" } : textAfter(file, plan(now));
  };
}
