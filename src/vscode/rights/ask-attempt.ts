import * as vscode from "vscode";
import type { ApiResource } from "../../cluster/index.ts";
import { resourceName } from "../../core/features/rights/by-resource.ts";
import type { Attempt } from "../../core/rbac/index.ts";
import { line } from "../text/iconless.ts";
import type { Interview, Option } from "../wizard/interview.ts";
import { remarkOnNamespace } from "../wizard/remarks.ts";

const VERBS = ["get", "list", "watch", "create", "update", "patch", "delete", "deletecollection"];
/** Beside those of objects: rbac and authentication. */
const OTHER_VERBS = ["impersonate", "bind", "escalate", "approve", "use", "*"];

interface AttemptWish {
  readonly title: string;
  /** That of the context. */
  readonly namespace: string;
  /** What the server has; empty where it did not tell. */
  readonly resources: readonly ApiResource[];
}

/** What somebody wants to do. The questions are `verb`, `resource`, `in-namespace` and `name`; each can be typed. */
export async function askAttempt(each: Interview, wish: AttemptWish): Promise<Attempt> {
  const verb = await askVerb(each, wish);
  const resource = await askResource(each, verb, wish);
  if ("path" in resource) return { verb, ...resource };
  const namespace = resource.namespaced === false ? "" : await askNamespace(each, resource.namespaced, wish);
  const name = await each.type({
    id: "name",
    title: wish.title,
    prompt: vscode.l10n.t("Name of the object. Leave it empty for any."),
  });
  const { namespaced: _, ...what } = resource;
  return { verb, ...what, ...(namespace && { namespace }), ...(name && { name }) };
}

async function askVerb(each: Interview, { title }: AttemptWish): Promise<string> {
  const option = (verb: string): Option<string> => ({ key: verb, label: verb, value: verb });
  const verb = await each.choose({
    id: "verb",
    title,
    prompt: vscode.l10n.t("May I do what? Choose a verb."),
    options: [
      ...[...VERBS, ...OTHER_VERBS].map(option),
      { key: "typed", label: vscode.l10n.t("Another verb..."), value: "" },
    ],
  });
  if (verb !== "") return verb;
  return each.type({
    id: "verb-typed",
    title,
    prompt: vscode.l10n.t("The verb"),
    check: text =>
      /^[a-z*:-]+$/.test(text) ? undefined : wrong(vscode.l10n.t("A verb has lower-case letters.")),
  });
}

type What =
  | {
      readonly resource: string;
      readonly group: string;
      readonly subresource?: string;
      readonly namespaced: boolean | undefined;
    }
  | { readonly path: string };

async function askResource(each: Interview, verb: string, { title, resources }: AttemptWish): Promise<What> {
  const typed: Option<What | undefined> = {
    key: "typed",
    label: vscode.l10n.t("Another resource, or a path..."),
    value: undefined,
  };
  const fitting = resources.filter(({ verbs }) => verbs.includes(verb));
  const options = (fitting.length > 0 ? fitting : resources).map(optionFor);
  const unique = [...new Map(options.map(each => [each.key, each])).values()];
  const chosen = await each.choose<What | undefined>({
    id: "resource",
    title,
    prompt: vscode.l10n.t("To what?"),
    options: unique.length === 0 ? [typed] : [...unique, typed],
  });
  return chosen ?? typeResource(each, title, resources);
}

function optionFor({ name, group, namespaced }: ApiResource): Option<What | undefined> {
  const [resource = "", subresource] = name.split("/", 2);
  const value = { resource, group, ...(subresource && { subresource }), namespaced };
  return {
    key: resourceName(value),
    label: line(name),
    description: line(group),
    value,
  };
}

async function typeResource(
  each: Interview,
  title: string,
  resources: readonly ApiResource[],
): Promise<What> {
  const text = await each.type({
    id: "resource-typed",
    title,
    prompt: vscode.l10n.t("A resource as kubectl names it, or a path that begins with /"),
    placeholder: vscode.l10n.t("For example: deployments.apps, pods/exec, /metrics"),
    check: given =>
      /^(\/\S*|[^\s/]+(\/[^\s/]+)?)$/.test(given)
        ? undefined
        : wrong(vscode.l10n.t("That is neither a resource nor a path.")),
  });
  if (text.startsWith("/")) return { path: text };
  const [whole = "", subresource] = text.split("/", 2);
  const dot = whole.indexOf(".");
  const [resource, group] = dot === -1 ? [whole, ""] : [whole.slice(0, dot), whole.slice(dot + 1)];
  const namespaced = resources.find(known => known.name === resource && known.group === group)?.namespaced;
  return { resource, group, ...(subresource && { subresource }), namespaced };
}

function askNamespace(
  each: Interview,
  namespaced: boolean | undefined,
  { title, namespace }: AttemptWish,
): Promise<string> {
  return each.type({
    id: "in-namespace",
    title,
    prompt: vscode.l10n.t("In which namespace? Leave it empty for the whole cluster."),
    // Nobody knows whether what was typed lies in namespaces.
    value: namespaced === true ? namespace : "",
    check: text => (text === "" ? undefined : remarkOnNamespace(text)),
  });
}

function wrong(text: string) {
  return { severity: "error", text } as const;
}
