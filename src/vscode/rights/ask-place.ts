import * as vscode from "vscode";
import type { ContextOf } from "../cluster/clusters.ts";
import { chooseServer } from "../entries/choose.ts";
import type { Reaching } from "../services.ts";
import type { Interview } from "../wizard/interview.ts";
import { remarkOnNamespace } from "../wizard/remarks.ts";

/** Which API server is asked, and in which namespace what may be done. */
export interface AskedPlace extends ContextOf {
  readonly namespace: string;
}

/** The questions are `context`, not asked where a menu has given one, and `namespace`. */
export async function askPlace(
  each: Interview,
  title: string,
  argument: unknown,
  services: Reaching,
): Promise<AskedPlace> {
  const of = await askContext(each, title, argument, services);
  return { ...of, namespace: await askNamespace(each, title, of) };
}

/** The question is `context`. */
export function askContext(
  each: Interview,
  title: string,
  argument: unknown,
  services: Reaching,
): Promise<ContextOf> {
  const prompt = vscode.l10n.t("Which API server is to be asked? Choose a context.");
  return chooseServer(each, title, prompt, argument, services);
}

/** The question is `namespace`. */
async function askNamespace(each: Interview, title: string, { group, context }: ContextOf): Promise<string> {
  const resolved = group.analysis.contexts.find(
    ({ entry, shadowedBy }) => entry.name === context && shadowedBy === undefined,
  );
  return each.type({
    id: "namespace",
    title,
    prompt: vscode.l10n.t("In which namespace?"),
    value: resolved?.namespace ?? "default",
    check: remarkOnNamespace,
  });
}
