import * as vscode from "vscode";
import { answerOf } from "../cluster/clusters.ts";
import type { Command } from "../errors.ts";
import { askPlace } from "../rights/ask-place.ts";
import { showRights } from "../rights/show-rights.ts";
import type { Reaching, Services } from "../services.ts";
import { interview } from "../wizard/interview.ts";

/** What the user of a context may do in a namespace, as a document. */
export function whatMayI(services: Reaching & Pick<Services, "pages">): Command {
  return {
    id: "kubeconfigInspector.whatMayI",
    async run(argument) {
      const { ask, clusters, sources } = services;
      const { ownRights, whoAmI } = await clusters.module();
      await sources.ready;
      const title = vscode.l10n.t("What May I?");
      const place = await interview(ask, each => askPlace(each, title, argument, services));
      const client = await clusters.client(place, ask);
      const { namespace } = place;
      const busy = vscode.l10n.t("Asking what you may do in {0}...", namespace);
      const [user, rights] = await ask.busy(busy, async signal => [
        answerOf(await whoAmI(client, signal)),
        answerOf(await ownRights(client, namespace, signal)),
      ]);
      await showRights(services, place, client, { who: user.username, groups: user.groups, ...rights });
    },
  };
}
