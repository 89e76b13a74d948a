import * as vscode from "vscode";
import { setNamespace as planNamespace } from "../../core/edits/index.ts";
import type { MakePlan } from "../../core/edits/rewrite.ts";
import type { ContextEntry } from "../../core/kubeconfig/model.ts";
import { say } from "../../core/message.ts";
import { rbacManifests } from "../../core/rbac/index.ts";
import type { Services } from "../commands/services.ts";
import { textOf } from "../convert.ts";
import { showOutcome, undoStep } from "../mint/outcome.ts";
import { shortPath } from "../paths.ts";
import type { Remark } from "../wizard/ask.ts";
import { interviewThen } from "../wizard/interview.ts";
import { chooseContext, fileUri } from "./choose.ts";

/** Set the namespace of a context, or take it away. */
export async function setNamespace(services: Services, argument: unknown): Promise<void> {
  const { ask, changes } = services;
  const title = vscode.l10n.t("Set Namespace");
  const { wish, done: undo } = await interviewThen(
    ask,
    async each => {
      const prompt = vscode.l10n.t("Which context gets another namespace?");
      const chosen = await chooseContext(each, title, prompt, argument, services);
      const namespace = await each.type({
        id: "namespace",
        title,
        prompt: vscode.l10n.t("Namespace of {0}. Leave it empty for the default.", chosen.entry.name),
        value: chosen.entry.namespace?.value ?? "",
        check: remarkOn,
      });
      return { chosen, namespace, show: await changes.askToShow(each, title, { small: true }) };
    },
    ({ chosen, namespace, show }) => {
      const change = { files: chosen.group.analysis.files, plan: namespacePlan(chosen.entry, namespace) };
      return changes.apply(ask, title, [change], show);
    },
  );
  const place = fileUri(wish.chosen.entry);
  await showOutcome(services, {
    text: vscode.l10n.t(
      "The namespace of {0} in {1} is {2} from now on.",
      wish.chosen.entry.name,
      shortPath(place, services.platform),
      wish.namespace || "default",
    ),
    place,
    next: [undoStep(undo)],
  });
}

function namespacePlan({ source, name }: ContextEntry, namespace: string): MakePlan {
  return files => {
    const file = files.find(each => each.source.id === source);
    return file === undefined
      ? { ok: false, reason: say("The file is not there any more.") }
      : planNamespace(file, name, namespace === "" ? undefined : namespace);
  };
}

function remarkOn(namespace: string): Remark | undefined {
  if (namespace === "") return undefined;
  const judged = rbacManifests({
    subject: { kind: "User", name: "user" },
    scope: { type: "namespace", namespace },
    grant: { type: "cluster-role", name: "view" },
  });
  return judged.ok ? undefined : { severity: "error", text: textOf(judged.message) };
}
