import * as vscode from "vscode";
import { identityDocument } from "../../core/features/identity-document.ts";
import { answerOf } from "../cluster/clusters.ts";
import { translated } from "../convert.ts";
import { chooseContext } from "../entries/choose.ts";
import type { Command } from "../errors.ts";
import type { Reaching, Services } from "../services.ts";
import { interview } from "../wizard/interview.ts";

/** Who the API server of a context takes its user for, beside what the kubeconfig says, as a document. */
export function whoAmI(services: Reaching & Pick<Services, "pages" | "seenIdentities">): Command {
  return {
    id: "kubeconfigInspector.whoAmI",
    async run(argument) {
      const { ask, clusters, pages, platform, seenIdentities, sources } = services;
      await sources.ready;
      const { group, entry } = await interview(ask, each =>
        chooseContext(
          each,
          vscode.l10n.t("Who Am I?"),
          vscode.l10n.t("Which API server is to be asked? Choose a context."),
          argument,
          services,
        ),
      );
      const cluster = await clusters.module();
      const client = await clusters.client({ group, context: entry.name }, ask);
      const seen = await ask.busy(vscode.l10n.t("Asking {0} who you are...", entry.name), async signal =>
        answerOf(await cluster.whoAmI(client, signal)),
      );
      const { connection } = client;
      const at = platform.now();
      const { username, groups } = seen;
      seenIdentities.add(group.id, entry.name, { username, groups, at });
      const user = group.analysis.effective.users.get(entry.user?.value ?? "");
      const document = identityDocument(
        {
          context: entry.name,
          server: connection.endpoint.shown,
          at,
          seen,
          expected: (user && group.analysis.users.get(user)?.identities) ?? [],
          sends: cluster.sendsCredential(connection),
          plugin: connection.credential.exec !== undefined,
        },
        translated,
      );
      await pages.show(vscode.l10n.t("Who I am in {0}", entry.name), document);
    },
  };
}
