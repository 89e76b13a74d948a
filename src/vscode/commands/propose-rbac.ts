import * as vscode from "vscode";
import type { ResolvedContext } from "../../core/kubeconfig/facts-model.ts";
import { identityOf } from "../../core/x509/assess.ts";
import { chooseContext, chosenBy, isContext } from "../entries/choose.ts";
import type { Command } from "../errors.ts";
import { HumanError } from "../errors.ts";
import { type ProposalWish, proposeRbac as propose } from "../mint/rbac/propose.ts";
import type { Editing, Granting } from "../services.ts";
import { nodeOf } from "../tree/arguments.ts";
import { interview } from "../wizard/interview.ts";

/** Manifests with rights for whoever a context, a user or a certificate is. Nothing is applied. */
export function proposeRbac(services: Editing & Granting): Command {
  return {
    id: "kubeconfigInspector.proposeRbac",
    async run(argument) {
      await services.sources.ready;
      await propose(services, await wishFor(argument, services));
    },
  };
}

async function wishFor(argument: unknown, services: Editing & Granting): Promise<ProposalWish> {
  const certificate = argument === undefined ? undefined : nodeOf(argument).certificate;
  if (certificate !== undefined) return { identity: identityOf(certificate.subject) };
  const title = vscode.l10n.t("Propose RBAC");
  const prompt = vscode.l10n.t("Whose rights? Choose a context.");
  const chosen =
    chosenBy(argument, services) ??
    (await interview(services.ask, each => chooseContext(each, title, prompt, undefined, services)));
  const { analysis } = chosen.group;
  const context = isContext(chosen)
    ? analysis.contexts.find(({ entry }) => entry === chosen.entry)
    : undefined;
  const user = context?.user.kind === "found" ? context.user.entry : chosen.entry;
  const identity = user.kind === "user" ? analysis.users.get(user)?.identities[0] : undefined;
  if (identity !== undefined) return { identity, ...placeOf(context) };
  throw new HumanError(
    vscode.l10n.t(
      "Who {0} is cannot be known from the file, so no rights can be proposed.",
      chosen.entry.name,
    ),
  );
}

/** Where a context stands and leads to. */
function placeOf(context: ResolvedContext | undefined): Omit<ProposalWish, "identity"> {
  if (context === undefined) return {};
  const { source, name, namespace: own } = context.entry;
  const server = context.cluster.kind === "found" ? context.cluster.entry.server?.value : undefined;
  const namespace = own?.value;
  return { ...(server && { server }), ...(namespace && { namespace }), context: { source, name } };
}
