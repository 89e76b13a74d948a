import * as vscode from "vscode";
import { verdictSentence } from "../../core/features/rights/sentence.ts";
import type { Attempt } from "../../core/rbac/index.ts";
import { shown } from "../../core/rules/words.ts";
import { answerOf } from "../cluster/clusters.ts";
import { textOf } from "../convert.ts";
import type { Command } from "../errors.ts";
import { askAttempt } from "../rights/ask-attempt.ts";
import { askContext } from "../rights/ask-place.ts";
import type { Reaching } from "../services.ts";
import { interview, interviewThen } from "../wizard/interview.ts";

/** The milliseconds that a server has to list its resources: else they are typed. */
const LISTING = 10_000;

/** Whether the user of a context may do one thing, in one sentence. */
export function mayI(services: Reaching): Command {
  return {
    id: "kubeconfigInspector.mayI",
    async run(argument) {
      const { ask, clusters, sources } = services;
      const cluster = await clusters.module();
      await sources.ready;
      const title = vscode.l10n.t("May I...?");
      const of = await interview(ask, each => askContext(each, title, argument, services));
      const client = await clusters.client(of, ask);
      const { namespace } = client.connection;
      const listed = await ask.busy(vscode.l10n.t("Asking what the server has..."), signal =>
        cluster.apiResources(client, AbortSignal.any([signal, AbortSignal.timeout(LISTING)])),
      );
      const resources = listed.ok ? listed.value : [];
      const { wish, done } = await interviewThen(
        ask,
        each => askAttempt(each, { title, namespace, resources }),
        (attempt: Attempt) =>
          ask.busy(vscode.l10n.t("Asking..."), async signal =>
            answerOf(await cluster.mayI(client, attempt, { signal })),
          ),
      );
      const sentence = textOf(verdictSentence(vscode.l10n.t("you"), wish, done.allowed));
      const reason =
        done.reason === undefined ? "" : ` ${vscode.l10n.t("The API server says: {0}", shown(done.reason))}`;
      await ask.tell(done.allowed ? "information" : "warning", `${sentence}${reason}`, []);
    },
  };
}
