import * as vscode from "vscode";
import { answerOf } from "../cluster/clusters.ts";
import type { Command } from "../errors.ts";
import { askPerson } from "../rights/ask-person.ts";
import { askPlace } from "../rights/ask-place.ts";
import { showRights } from "../rights/show-rights.ts";
import type { Reaching, Services } from "../services.ts";
import { nodeOf } from "../tree/arguments.ts";
import { interview } from "../wizard/interview.ts";

/**
 * What somebody else may do in a namespace, as a document: before a kubeconfig is handed out, one sees what it can do.
 * Of a context, who is asked; of a user or a certificate, by which context.
 */
export function whatMayUser(services: Reaching & Pick<Services, "pages">): Command {
  return {
    id: "kubeconfigInspector.whatMayUser",
    async run(argument) {
      const { ask, clusters, sources } = services;
      const { rightsOf } = await clusters.module();
      await sources.ready;
      const title = vscode.l10n.t("What May Another User?");
      const isContext = argument !== undefined && nodeOf(argument).kind === "context";
      const { person, place } = await interview(ask, async each => ({
        person: await askPerson(each, title, isContext ? undefined : argument, services),
        place: await askPlace(each, title, isContext ? argument : undefined, services),
      }));
      const client = await clusters.client(place, ask);
      const { namespace } = place;
      const busy = vscode.l10n.t("Finding out what {0} may do in {1}...", person.user, namespace);
      const rights = await ask.busy(busy, async signal =>
        answerOf(await rightsOf(client, person, namespace, signal)),
      );
      await showRights(services, place, client, { who: person.user, groups: person.groups, ...rights });
    },
  };
}
