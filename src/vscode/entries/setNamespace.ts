import * as vscode from "vscode";
import { setNamespace as planNamespace } from "../../core/edits/index.ts";
import { say } from "../../core/message.ts";
import { rbacManifests } from "../../core/rbac/index.ts";
import type { Services } from "../commands/services.ts";
import { textOf } from "../convert.ts";
import { showOutcome } from "../mint/outcome.ts";
import type { Remark } from "../wizard/ask.ts";
import { interview } from "../wizard/interview.ts";
import { chooseContext, fileUri } from "./choose.ts";

/** Set the namespace of a context, or take it away. */
export async function setNamespace(services: Services, argument: unknown): Promise<void> {
  const { ask, changes } = services;
  const title = vscode.l10n.t("Set Namespace");
  const { chosen, namespace } = await interview(ask, async each => {
    const prompt = vscode.l10n.t("Of which context?");
    const context = await chooseContext(each, title, prompt, argument, services);
    const typed = await each.type({
      id: "namespace",
      title,
      prompt: vscode.l10n.t("Namespace of {0}. Leave it empty for the default.", context.entry.name),
      value: context.entry.namespace?.value ?? "",
      check: remarkOn,
    });
    return { chosen: context, namespace: typed };
  });
  const { group, entry } = chosen;
  const undo = await changes.apply(
    ask,
    title,
    group.analysis.files,
    files => {
      const file = files.find(({ source }) => source.id === entry.source);
      return file === undefined
        ? { ok: false, reason: say("The file is not there any more.") }
        : planNamespace(file, entry.name, namespace === "" ? undefined : namespace);
    },
    { small: true },
  );
  await showOutcome(services, {
    text: vscode.l10n.t("The namespace of {0} is {1} from now on.", entry.name, namespace || "default"),
    place: fileUri(entry),
    next: { label: vscode.l10n.t("Undo"), run: undo },
  });
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
