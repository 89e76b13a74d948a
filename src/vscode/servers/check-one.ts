import * as vscode from "vscode";
import { serversDocument } from "../../core/features/server-check/document.ts";
import type { ServerFix } from "../../core/features/server-check/model.ts";
import { type SeenServer, serverParts, worstOfServer } from "../../core/features/server-check/seen.ts";
import type { ContextOf } from "../cluster/clusters.ts";
import { textOf, translated } from "../convert.ts";
import { chooseServer } from "../entries/choose.ts";
import { HumanError } from "../errors.ts";
import { Cancelled } from "../wizard/cancelled.ts";
import { interview } from "../wizard/interview.ts";
import { type NextStep, undoStep } from "../writing/outcome.ts";
import { applyFix, fixLabel } from "./fix.ts";
import { type Looking, look } from "./look.ts";

/** What the server of a context shows to somebody who sends no credential, and what can be done where kubectl refuses it. */
export async function checkOne(services: Looking, argument: unknown): Promise<void> {
  const { ask, clusters } = services;
  await clusters.module();
  const title = vscode.l10n.t("Check Server");
  const prompt = vscode.l10n.t("Which server is to be looked at? Choose a context. No credential is sent.");
  const of = await interview(ask, each => chooseServer(each, title, prompt, argument, services));
  await tellOf(of, await lookAndWait(of, services), services);
}

async function lookAndWait(of: ContextOf, services: Looking): Promise<SeenServer> {
  const title = vscode.l10n.t("Checking the server of {0}...", of.context);
  return services.ask.busy(title, async signal => {
    const [seen] = await look(of.group, [of.context], services, signal);
    if (seen === undefined) throw new Cancelled();
    return seen;
  });
}

/** @param before what was done since the last look, to be taken back */
async function tellOf(
  of: ContextOf,
  seen: SeenServer,
  services: Looking,
  before: readonly NextStep[] = [],
): Promise<void> {
  const steps: readonly NextStep[] = [
    ...fixesOf(seen).map(fix => ({ label: fixLabel(fix), run: () => fixAndLook(of, fix, services) })),
    ...before,
    {
      label: vscode.l10n.t("Details"),
      run: () => showServers(vscode.l10n.t("The server of {0}", of.context), [seen], services),
    },
  ];
  const worst = worstOfServer(seen);
  const severity = worst === "error" || worst === "warning" ? worst : "information";
  const taken = await services.ask.tell(
    severity,
    textOfServer(seen, services),
    steps.map(({ label }) => label),
  );
  await steps.find(({ label }) => label === taken)?.run();
}

async function fixAndLook(of: ContextOf, fix: ServerFix, services: Looking): Promise<void> {
  const { sources } = services;
  const undo = await applyFix(services, fix, of);
  await sources.refresh();
  const group = sources.groups.find(({ id }) => id === of.group.id);
  if (group === undefined) throw new HumanError(vscode.l10n.t("The kubeconfig is not there any more."));
  const again = { ...of, group };
  await tellOf(again, await lookAndWait(again, services), services, undo.length > 0 ? [undoStep(undo)] : []);
}

/** Those of what was found, the worst first, each once. */
function fixesOf({ judgement }: SeenServer): readonly ServerFix[] {
  const fixes = (judgement?.findings ?? []).flatMap(({ fix }) => fix ?? []);
  return fixes.filter((fix, index) => fixes.findIndex(({ kind }) => kind === fix.kind) === index);
}

/** In one paragraph: the state, and what is wrong. */
function textOfServer(seen: SeenServer, { platform }: Looking): string {
  const parts = serverParts(seen, { now: platform.now() }).map(textOf).join(" · ");
  const wrong = (seen.judgement?.findings ?? []).filter(({ severity }) => severity !== "information");
  const reasons = [...(seen.failure ? [seen.failure.reason] : []), ...wrong.map(({ message }) => message)];
  return [`${seen.context}: ${parts}.`, ...reasons.map(textOf)].join(" ");
}

/** What was seen, as a page. */
export function showServers(
  title: string,
  seen: readonly SeenServer[],
  { pages, platform }: Looking,
): Promise<void> {
  return pages.show(title, serversDocument(seen, platform.now(), translated));
}
