import * as vscode from "vscode";
import type { BootstrapToken, ClusterClient } from "../../cluster/index.ts";
import { moment } from "../../core/features/time.ts";
import { answerOf, type ContextOf } from "../cluster/clusters.ts";
import { chooseContext } from "../entries/choose.ts";
import type { Editing, Reaching } from "../services.ts";
import { interview } from "../wizard/interview.ts";
import { undoStep } from "../writing/outcome.ts";
import { askNewToken, type TokenOrder } from "./ask-new.ts";
import { chooseToken, chooseWork } from "./choose.ts";
import { makeKubeconfig } from "./make-kubeconfig.ts";

type All = Editing & Reaching;

interface Wish {
  readonly by: ContextOf;
  readonly client: ClusterClient;
  readonly what:
    | { readonly kind: "new"; readonly order: TokenOrder }
    | { readonly kind: "copy" | "kubeconfig"; readonly token: BootstrapToken };
}

/** The bootstrap tokens of a cluster: seen, made, copied, put into a kubeconfig. @param argument what a menu hands over */
export async function bootstrapTokens(services: All, argument?: unknown): Promise<void> {
  const title = vscode.l10n.t("Bootstrap Tokens");
  const { by, client, what } = await interview(services.ask, async (each): Promise<Wish> => {
    const { clusters, platform, ask } = services;
    const prompt = vscode.l10n.t("The bootstrap tokens of which cluster? Choose a context.");
    const { group, entry } = await chooseContext(each, title, prompt, argument, services);
    const by = { group, context: entry.name };
    const { listBootstrapTokens } = await clusters.module();
    const client = await clusters.client(by, ask);
    const listed = await each.busy(vscode.l10n.t("Asking for the bootstrap tokens..."), async signal =>
      answerOf(await listBootstrapTokens(client, signal)),
    );
    const now = platform.now();
    const token = await chooseToken(each, title, listed, now);
    if (token !== "new") return { by, client, what: { kind: await chooseWork(each, title, token), token } };
    const server = client.connection.endpoint.shown;
    const order = await askNewToken(each, { title, context: entry.name, server, now });
    return { by, client, what: { kind: "new", order } };
  });
  switch (what.kind) {
    case "new":
      return make(services, title, by, client, what.order);
    case "copy":
      return copy(services, client, what.token.id);
    case "kubeconfig":
      return makeKubeconfig(services, title, by, client, what.token);
  }
}

async function make(
  services: All,
  title: string,
  by: ContextOf,
  client: ClusterClient,
  order: TokenOrder,
): Promise<void> {
  const { ask, clusters } = services;
  const { createBootstrapToken, deleteBootstrapToken, randomLetters } = await clusters.module();
  const random = (bytes: Uint8Array<ArrayBuffer>) => crypto.getRandomValues(bytes);
  const secret = { id: randomLetters(6, random), secret: randomLetters(16, random) };
  const remove = async (id: string) => void answerOf(await deleteBootstrapToken(client, id));
  // Not cut short: nobody would know whether it was made.
  let creating: ReturnType<typeof createBootstrapToken> | undefined;
  const token = await ask
    .busy(vscode.l10n.t("Making the bootstrap token..."), () => {
      creating = createBootstrapToken(client, { ...order, ...secret });
      return creating;
    })
    .then(answerOf)
    .catch(async (error: unknown) => {
      if ((await creating)?.ok) await remove(secret.id);
      throw error;
    });
  const steps = [
    { label: vscode.l10n.t("Copy Token"), run: () => copy(services, client, token.id) },
    {
      label: vscode.l10n.t("Make Kubeconfig..."),
      run: () => makeKubeconfig(services, title, by, client, token),
    },
    undoStep([{ place: token.id, takeBack: () => remove(token.id) }]),
  ];
  const taken = await ask.tell(
    "information",
    vscode.l10n.t("The bootstrap token {0} is made, valid until {1}.", token.id, moment(order.expires)),
    steps.map(({ label }) => label),
  );
  await steps.find(({ label }) => label === taken)?.run();
}

/** The one place where a token leaves the cluster without a file. */
async function copy({ ask, clusters }: All, client: ClusterClient, id: string): Promise<void> {
  const { readBootstrapToken } = await clusters.module();
  const token = await ask.busy(vscode.l10n.t("Reading the bootstrap token..."), async signal =>
    answerOf(await readBootstrapToken(client, id, signal)),
  );
  await vscode.env.clipboard.writeText(token);
  await ask.tell(
    "information",
    vscode.l10n.t("The bootstrap token {0} is in the clipboard, with its secret half.", id),
    [],
  );
}
