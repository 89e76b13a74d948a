import * as vscode from "vscode";
import {
  applyCommand,
  type RbacGrant,
  type RbacManifests,
  type RbacRequest,
  type RbacSubject,
  READ_RULES,
  rbacManifests,
  subjectMeaning,
  USER_ROLES,
} from "../../../core/rbac/index.ts";
import type { ClientIdentity } from "../../../core/x509/assess.ts";
import type { ContextOf } from "../../cluster/clusters.ts";
import { textOf } from "../../convert.ts";
import { HumanError } from "../../errors.ts";
import type { Known } from "../../services.ts";
import { line } from "../../text/iconless.ts";
import type { Remark } from "../../wizard/ask.ts";
import type { Interview, Option } from "../../wizard/interview.ts";
import { problemOf } from "../../wizard/remarks.ts";
import { askApplyOptions } from "./apply-options.ts";
import { askScope } from "./scope.ts";

/** Whose rights are asked for, and what is known of where they are needed. */
export interface RightsWish {
  readonly title: string;
  readonly identity: ClientIdentity;
  /** The address of the API server, where it is known. */
  readonly server?: string;
  /** The namespace that is proposed. */
  readonly namespace?: string;
  /** Whether most people want no rights here, as they came for something else. */
  readonly isAside?: true;
}

/** Rights as they were wished for, as a document and with the line that applies it. */
export interface Rights {
  readonly request: RbacRequest;
  readonly manifests: RbacManifests;
  readonly command: string;
  /** The context that they are to be applied by, where that is known. */
  readonly by?: ContextOf;
}

/**
 * Asks for rights; none where nobody wants any. The questions begin with `rbac`.
 * @throws HumanError where the subjects cannot be given any
 */
export async function askRights(
  each: Interview,
  wish: RightsWish,
  services: Known,
): Promise<Rights | undefined> {
  const grant = await askGrant(each, wish);
  if (grant === undefined) return undefined;
  const subjects = await askSubjects(each, wish);
  const request = { subjects, grant, scope: await askScope(each, wish, services) };
  const made = rbacManifests(request);
  if (!made.ok) throw new HumanError(textOf(made.message));
  const shell = services.platform.style === "windows" ? "powershell" : "posix";
  const { options, by } = await askApplyOptions(each, wish, services);
  const command = applyCommand(made.value.fileName, options, shell);
  return { request, manifests: made.value, command, ...(by && { by }) };
}

/** The namespace that a context of the subjects is to name: where their rights are, if that is one. */
export function onlyNamespace({ request: { scope } }: Rights): string | undefined {
  return scope.type === "namespaces" && scope.namespaces.length === 1 ? scope.namespaces[0] : undefined;
}

async function askGrant(each: Interview, { title, isAside }: RightsWish): Promise<RbacGrant | undefined> {
  const none: Option<"none"> = {
    key: "none",
    label: vscode.l10n.t("None"),
    ...(isAside && { description: vscode.l10n.t("they can be proposed later") }),
    value: "none",
  };
  const grant = await each.choose<RbacGrant | "none" | "typed">({
    id: "rbac-role",
    title,
    prompt: isAside
      ? vscode.l10n.t("Which rights (RBAC) too? A document with the manifests opens; nothing is applied.")
      : vscode.l10n.t("Which rights? A document with the manifests opens; nothing is applied."),
    options: isAside ? [none, ...grantOptions()] : [...grantOptions(), none],
  });
  if (grant === "none") return undefined;
  return grant === "typed" ? { type: "cluster-role", name: await askRole(each, title) } : grant;
}

function grantOptions(): readonly Option<RbacGrant | "typed">[] {
  const described: Readonly<Record<(typeof USER_ROLES)[number], string>> = {
    view: vscode.l10n.t("see most things, but no secrets"),
    edit: vscode.l10n.t("change most things, but no roles"),
    admin: vscode.l10n.t("everything in a namespace, roles too"),
  };
  return [
    ...USER_ROLES.map(
      (name): Option<RbacGrant> => ({
        key: name,
        label: `ClusterRole ${name}`,
        description: described[name],
        value: { type: "cluster-role", name },
      }),
    ),
    { key: "typed", label: vscode.l10n.t("Another ClusterRole..."), value: "typed" },
    {
      key: "new",
      label: vscode.l10n.t("A new role"),
      description: vscode.l10n.t("to be edited: it starts with viewing what runs"),
      value: { type: "new-role", rules: READ_RULES },
    },
  ];
}

function askRole(each: Interview, title: string): Promise<string> {
  return each.type({
    id: "rbac-role-name",
    title,
    prompt: vscode.l10n.t("Name of a ClusterRole that is in the cluster"),
    placeholder: vscode.l10n.t("For example: cluster-admin"),
    check: remarkOnRole,
  });
}

function remarkOnRole(name: string): Remark | undefined {
  if (name === "") return { severity: "error", text: vscode.l10n.t("A name is missing.") };
  if (name !== "cluster-admin") return problemOf({ grant: { type: "cluster-role", name } });
  const text = vscode.l10n.t("cluster-admin may do anything: in the namespace, or in the whole cluster.");
  return { severity: "warning", text };
}

/** The user, and whoever else is in its groups. */
async function askSubjects(
  each: Interview,
  { title, identity: { user, groups } }: RightsWish,
): Promise<readonly RbacSubject[]> {
  const all: readonly RbacSubject[] = [
    { kind: "User", name: user },
    ...[...new Set(groups)].map((name): RbacSubject => ({ kind: "Group", name })),
  ];
  const options = all.map(
    (value): Option<RbacSubject> => ({
      key: keyOf(value),
      label: `${value.kind === "User" ? "$(person)" : "$(organization)"} ${line(value.name)}`,
      description: line(textOf(subjectMeaning(value))),
      value,
    }),
  );
  const id = "rbac-subjects";
  const chosen = await each.chooseMany({
    id,
    title,
    prompt: vscode.l10n.t("Who gets the rights?"),
    options,
    ticked: all.slice(0, 1).map(keyOf),
  });
  return chosen.length > 0 ? chosen : each.refuse(id, vscode.l10n.t("Choose the user or a group."));
}

function keyOf({ kind, name }: RbacSubject): string {
  return `${kind} ${name}`;
}
