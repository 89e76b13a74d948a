import * as vscode from "vscode";
import { answerOf, type ContextOf } from "../cluster/clusters.ts";
import { chooseServer } from "../entries/choose.ts";
import type { Requesting, Services } from "../services.ts";
import { interview } from "../wizard/interview.ts";

export type Listing = Requesting & Pick<Services, "seen">;

/** Ask the cluster of a context for its requests, and show them below the context. @param argument what a menu hands over */
export async function listRequests(services: Listing, argument?: unknown): Promise<void> {
  const title = vscode.l10n.t("List Certificate Requests");
  const prompt = vscode.l10n.t("Of which context's cluster do you want to see the requests?");
  const of = await interview(services.ask, each => chooseServer(each, title, prompt, argument, services));
  const count = await lookAtRequests(services, of);
  const text =
    count === 0
      ? vscode.l10n.t("The cluster of {0} has no requests for certificates.", of.context)
      : vscode.l10n.t(
          "The cluster of {0} has {1} requests. They stand below the context in the view.",
          of.context,
          count,
        );
  void services.ask.tell("information", text, []);
}

/** @returns how many there are */
export async function lookAtRequests(services: Listing, of: ContextOf): Promise<number> {
  const { ask, clusters, platform, seen } = services;
  const { listRequests: list } = await clusters.module();
  const client = await clusters.client(of, ask);
  const listed = await ask.busy(vscode.l10n.t("Asking for the requests of {0}", of.context), signal =>
    list(client, signal),
  );
  const requests = answerOf(listed).map(({ raw: _, ...request }) => request);
  seen.requests.add(of.group, of.context, { at: platform.now(), requests });
  return requests.length;
}
