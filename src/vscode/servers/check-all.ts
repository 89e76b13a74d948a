import * as vscode from "vscode";
import { bySameServer } from "../../core/features/server-check/same-server.ts";
import { inParallel } from "../../core/in-parallel.ts";
import { chooseFile } from "../entries/choose.ts";
import { HumanError } from "../errors.ts";
import type { AnalyzedGroup } from "../sources/groups.ts";
import { nodeOf } from "../tree/arguments.ts";
import { interview } from "../wizard/interview.ts";
import { showServers } from "./check-one.ts";
import { type Looking, look } from "./look.ts";

/** Look at the servers of all contexts of a configuration, many at once, and open a document of what was seen. */
export async function checkAll(services: Looking, argument: unknown): Promise<void> {
  const { ask, clusters } = services;
  const { CHECKED_TOGETHER } = await clusters.module();
  const group = await groupFor(argument, services);
  const contexts = [...group.analysis.effective.contexts.keys()];
  if (contexts.length === 0) throw new HumanError(vscode.l10n.t("This kubeconfig has no context."));
  const title = vscode.l10n.t("Checking {0} servers...", contexts.length);
  const seen = await ask.busy(title, async (signal, progress) => {
    let done = 0;
    return inParallel(CHECKED_TOGETHER, bySameServer(group.analysis, contexts), async same => {
      const each = await look(group, same, services, signal);
      done += same.length;
      progress(vscode.l10n.t("{0} of {1}", done, contexts.length));
      return each;
    });
  });
  await showServers(vscode.l10n.t("Servers"), seen.flat(), services);
}

/** The configuration of a node, else kubectl's; where there is none, one is asked for. */
async function groupFor(argument: unknown, services: Looking): Promise<AnalyzedGroup> {
  const { groups } = services.sources;
  const node = argument === undefined ? undefined : nodeOf(argument);
  const given = groups.find(({ id, kind }) => (node === undefined ? kind === "effective" : id === node.id));
  if (given !== undefined) return given;
  const title = vscode.l10n.t("Check All Servers");
  const prompt = vscode.l10n.t("The servers of which kubeconfig are to be looked at? No credential is sent.");
  const { group } = await interview(services.ask, each =>
    chooseFile(each, title, prompt, argument, services, ({ contexts }) => contexts.length > 0),
  );
  return group;
}
