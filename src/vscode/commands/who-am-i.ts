import * as vscode from "vscode";
import { identityDocument } from "../../core/features/identity-document.ts";
import { answerOf } from "../cluster/clusters.ts";
import { translated } from "../convert.ts";

import type { Command } from "../errors.ts";
import { askContext } from "../rights/ask-place.ts";
import type { Reaching, Services } from "../services.ts";
import { interview } from "../wizard/interview.ts";

/** Who the API server of a context takes its user for, beside what the kubeconfig says, as a document. */
export function whoAmI(services: Reaching & Pick<Services, "pages" | "seen">): Command {
  return {
    id: "kubeconfigInspector.whoAmI",
    async run(argument) {
      const { ask, clusters, pages, platform, seen, sources } = services;
      const cluster = await clusters.module();
      await sources.ready;
      const title = vscode.l10n.t("Who Am I?");
      const of = await interview(ask, each => askContext(each, title, argument, services));
      const { group, context } = of;
      const client = await clusters.client(of, ask);
      const info = await ask.busy(vscode.l10n.t("Asking {0} who you are...", context), async signal =>
        answerOf(await cluster.whoAmI(client, signal)),
      );
      const { connection } = client;
      const at = platform.now();
      const { username, groups } = info;
      seen.identities.add(group, context, { username, groups, at });
      const { effective, users } = group.analysis;
      const user = effective.users.get(effective.contexts.get(context)?.user?.value ?? "");
      const document = identityDocument(
        {
          context,
          server: connection.endpoint.shown,
          at,
          seen: info,
          expected: (user && users.get(user)?.identities) ?? [],
          sends: cluster.sendsCredential(connection),
          plugin: connection.credential.exec !== undefined,
        },
        translated,
      );
      await pages.show(vscode.l10n.t("Who I am in {0}", context), document);
    },
  };
}
