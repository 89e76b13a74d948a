import * as vscode from "vscode";
import { type ClientIdentity, identityOf } from "../../core/x509/assess.ts";
import { chooseContext, chosenBy, isContext } from "../entries/choose.ts";
import type { Command } from "../errors.ts";
import { HumanError } from "../errors.ts";
import { proposeRbac as propose } from "../mint/rbac.ts";
import type { Asking } from "../services.ts";
import { nodeOf } from "../tree/arguments.ts";
import { interview } from "../wizard/interview.ts";

/** Manifests with rights for whoever a context, a user or a certificate is. Nothing is applied. */
export function proposeRbac(services: Asking): Command {
  return {
    id: "kubeconfigInspector.proposeRbac",
    async run(argument) {
      await services.sources.ready;
      await propose(services, await identityFor(argument, services));
    },
  };
}

async function identityFor(argument: unknown, services: Asking): Promise<ClientIdentity> {
  const certificate = argument === undefined ? undefined : nodeOf(argument).certificate;
  if (certificate !== undefined) return identityOf(certificate.subject);
  const title = vscode.l10n.t("Propose RBAC");
  const prompt = vscode.l10n.t("Whose rights? Choose a context.");
  const chosen =
    chosenBy(argument, services) ??
    (await interview(services.ask, each => chooseContext(each, title, prompt, undefined, services)));
  const { analysis } = chosen.group;
  const reference = isContext(chosen)
    ? analysis.contexts.find(({ entry }) => entry === chosen.entry)?.user
    : undefined;
  const user = reference?.kind === "found" ? reference.entry : chosen.entry;
  const identity = user.kind === "user" ? analysis.users.get(user)?.identities[0] : undefined;
  if (identity !== undefined) return identity;
  throw new HumanError(
    vscode.l10n.t(
      "Who {0} is cannot be known from the file, so no rights can be proposed.",
      chosen.entry.name,
    ),
  );
}
