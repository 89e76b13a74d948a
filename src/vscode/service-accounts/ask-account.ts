import * as vscode from "vscode";
import type { ClusterClient } from "../../cluster/index.ts";
import { isSubdomain } from "../../core/rbac/index.ts";
import { answerOf } from "../cluster/clusters.ts";
import type { ClusterModule } from "../cluster/module.ts";
import { line } from "../text/iconless.ts";
import type { Interview, Option } from "../wizard/interview.ts";
import { remarkOnNamespace } from "../wizard/remarks.ts";

/** A service account that is there, or is to be made. */
export interface ChosenAccount {
  readonly namespace: string;
  readonly name: string;
  readonly isNew: boolean;
}

export interface AccountWish {
  readonly title: string;
  readonly client: ClusterClient;
  readonly module: ClusterModule;
}

/** Which account the token is of. The questions are `namespace`, `account` and what begins with them. */
export async function askAccount(each: Interview, wish: AccountWish): Promise<ChosenAccount> {
  const namespace = await askNamespace(each, wish);
  const { title, client, module } = wish;
  const listed = await each.busy(
    vscode.l10n.t("Asking for the service accounts of {0}...", namespace),
    signal => module.listServiceAccounts(client, namespace, signal),
  );
  // Who may not list them may know one all the same.
  if (!listed.ok && listed.code === "forbidden") {
    return { namespace, name: await askName(each, title, []), isNew: false };
  }
  const names = answerOf(listed).map(({ name }) => name);
  const chosen = await each.choose<string | undefined>({
    id: "account",
    title,
    prompt: vscode.l10n.t("Which service account?"),
    options: [
      ...names.map(name => ({ key: `account ${name}`, label: line(name), value: name })),
      {
        key: "new",
        label: `$(add) ${vscode.l10n.t("A new service account...")}`,
        description: vscode.l10n.t("made once you have confirmed everything"),
        value: undefined,
      },
    ],
  });
  if (chosen !== undefined) return { namespace, name: chosen, isNew: false };
  return { namespace, name: await askName(each, title, names), isNew: true };
}

function askName(each: Interview, title: string, taken: readonly string[]): Promise<string> {
  return each.type({
    id: "account-name",
    title,
    prompt: vscode.l10n.t("Name of the service account"),
    placeholder: vscode.l10n.t("For example: deployer"),
    check: text => {
      if (taken.includes(text)) {
        return { severity: "error", text: vscode.l10n.t("It is there already. Go back and choose it.") };
      }
      return isSubdomain(text)
        ? undefined
        : {
            severity: "error",
            text: vscode.l10n.t(
              "The name of a service account has lower-case letters, digits, dashes and dots.",
            ),
          };
    },
  });
}

/** That of the context is proposed first. */
async function askNamespace(each: Interview, { title, client, module }: AccountWish): Promise<string> {
  const own = client.connection.namespace;
  const listed = await each.busy(vscode.l10n.t("Asking for the namespaces..."), signal =>
    module.listNamespaces(client, signal),
  );
  if (!listed.ok && listed.code === "forbidden") return typeNamespace(each, title, own);
  const others = answerOf(listed).filter(name => name !== own);
  const chosen = await each.choose<string | undefined>({
    id: "namespace",
    title,
    prompt: vscode.l10n.t("In which namespace is the service account?"),
    options: [
      namespaceOption(own, vscode.l10n.t("of the context")),
      ...others.map(name => namespaceOption(name)),
      { key: "typed", label: vscode.l10n.t("Another namespace..."), value: undefined },
    ],
  });
  return chosen ?? typeNamespace(each, title, "");
}

function namespaceOption(name: string, description?: string): Option<string> {
  return { key: `namespace ${name}`, label: line(name), ...(description && { description }), value: name };
}

function typeNamespace(each: Interview, title: string, value: string): Promise<string> {
  return each.type({
    id: "namespace-typed",
    title,
    prompt: vscode.l10n.t("Name of the namespace"),
    value,
    check: remarkOnNamespace,
  });
}
