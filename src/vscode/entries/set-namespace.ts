import * as vscode from "vscode";
import { setNamespace as planNamespace } from "../../core/edits/index.ts";
import { uriOf } from "../convert.ts";
import type { Editing } from "../services.ts";
import type { Remark } from "../wizard/ask.ts";
import type { Interview } from "../wizard/interview.ts";
import { problemOf } from "../wizard/remarks.ts";
import { shortPath } from "../world/paths.ts";
import { planFor } from "../writing/changes.ts";
import { changeEntries, type EntryWish } from "./change.ts";
import { chooseContext } from "./choose.ts";

/** Set the namespace of a context, or take it away. */
export async function setNamespace(services: Editing, argument: unknown): Promise<void> {
  const title = vscode.l10n.t("Set Namespace");
  const flow = async (each: Interview): Promise<EntryWish> => {
    const prompt = vscode.l10n.t("Which context gets another namespace?");
    const { group, entry } = await chooseContext(each, title, prompt, argument, services);
    const { name, source } = entry;
    const namespace = await each.type({
      id: "namespace",
      title,
      prompt: vscode.l10n.t("Namespace of {0}. Leave it empty for the default.", name),
      value: entry.namespace?.value ?? "",
      check: remarkOn,
    });
    const place = uriOf(entry);
    return {
      group,
      plan: () =>
        planFor(source, file => planNamespace(file, name, namespace === "" ? undefined : namespace)),
      place,
      done: vscode.l10n.t(
        "The namespace of {0} in {1} is now {2}.",
        name,
        shortPath(place, services.platform),
        namespace || "default",
      ),
    };
  };
  await changeEntries(services, title, flow, { small: true });
}

function remarkOn(namespace: string): Remark | undefined {
  return namespace === "" ? undefined : problemOf({ scope: { type: "namespaces", namespaces: [namespace] } });
}
