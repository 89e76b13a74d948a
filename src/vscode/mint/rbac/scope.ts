import * as vscode from "vscode";
import { isNamespaceName, type RbacScope } from "../../../core/rbac/index.ts";
import type { Known } from "../../services.ts";
import { line } from "../../text/iconless.ts";
import type { Interview, Option } from "../../wizard/interview.ts";
import { problemOf } from "../../wizard/remarks.ts";
import { sectionsByServer } from "./contexts.ts";

interface ScopeWish {
  readonly title: string;
  readonly server?: string;
  readonly namespace?: string;
}

/** Where rights are to apply. The questions begin with `rbac-scope`. */
export async function askScope(each: Interview, wish: ScopeWish, services: Known): Promise<RbacScope> {
  const isCluster = await each.choose({
    id: "rbac-scope",
    title: wish.title,
    prompt: vscode.l10n.t("Where do the rights apply?"),
    options: [
      { key: "namespaces", label: vscode.l10n.t("In one or several namespaces"), value: false },
      { key: "cluster", label: vscode.l10n.t("In the whole cluster"), value: true },
    ],
  });
  if (isCluster) return { type: "cluster" };
  return { type: "namespaces", namespaces: await askNamespaces(each, wish, services) };
}

/** Of those that contexts name, and of any others that a person knows. */
async function askNamespaces(each: Interview, wish: ScopeWish, services: Known): Promise<readonly string[]> {
  const options = namespaceOptions(wish, services);
  if (options.length === 0) return askOthers(each, wish.title, "default");
  const id = "rbac-scope-namespaces";
  const chosen = await each.chooseMany<string | undefined>({
    id,
    title: wish.title,
    prompt: vscode.l10n.t("Which namespaces?"),
    options: [...options, { key: "typed", label: vscode.l10n.t("Other namespaces..."), value: undefined }],
    ticked: options.filter(({ value }) => value === wish.namespace).map(({ key }) => key),
  });
  if (chosen.length === 0) return each.refuse(id, vscode.l10n.t("Choose at least one namespace."));
  const known = chosen.filter(namespace => namespace !== undefined);
  const others = known.length < chosen.length ? await askOthers(each, wish.title) : [];
  return [...new Set([...known, ...others])];
}

/** Each namespace that contexts name, with those contexts; those of the same API server first. */
function namespaceOptions({ server }: ScopeWish, services: Known): readonly Option<string>[] {
  const contexts = sectionsByServer(server, services);
  const namespaces = new Map<string, string[]>();
  for (const { context } of contexts) {
    const { name, namespace } = context.entry;
    if (namespace === undefined || !isNamespaceName(namespace.value)) continue;
    namespaces.set(namespace.value, [...(namespaces.get(namespace.value) ?? []), name]);
  }
  return [...namespaces].map(([value, names]) => ({
    key: `namespace ${value}`,
    label: value,
    description: line(
      names.length === 1
        ? vscode.l10n.t("of the context {0}", ...names)
        : vscode.l10n.t("of the contexts {0}", names.join(", ")),
    ),
    value,
  }));
}

async function askOthers(each: Interview, title: string, value = ""): Promise<readonly string[]> {
  const typed = await each.type({
    id: "rbac-scope-namespaces-typed",
    title,
    prompt: vscode.l10n.t("Names of the namespaces, separated by commas"),
    placeholder: vscode.l10n.t("For example: shop, billing"),
    value,
    check: text => problemOf({ scope: { type: "namespaces", namespaces: namespacesOf(text) } }),
  });
  return namespacesOf(typed);
}

function namespacesOf(text: string): readonly string[] {
  return text.split(/[\s,]+/).filter(part => part !== "");
}
