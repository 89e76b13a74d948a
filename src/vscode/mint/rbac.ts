import * as vscode from "vscode";
import {
  applyCommand,
  type RbacGrant,
  type RbacRequest,
  type RbacScope,
  type RbacSubject,
  READ_RULES,
  rbacManifests,
  USER_ROLES,
} from "../../core/rbac/index.ts";
import type { ClientIdentity } from "../../core/x509/assess.ts";
import { textOf } from "../convert.ts";
import { HumanError } from "../errors.ts";
import type { Services } from "../services.ts";
import { line } from "../text/iconless.ts";
import type { Remark } from "../wizard/ask.ts";
import { type Interview, interview, type Option } from "../wizard/interview.ts";
import { problemOf } from "../wizard/remarks.ts";
import type { OnPlatform } from "../writing/files.ts";

/**
 * Manifests that give a user or group its rights, as a document to read. Nothing is applied.
 */
export async function proposeRbac(
  services: OnPlatform & Pick<Services, "ask">,
  identity: ClientIdentity,
): Promise<void> {
  const title = vscode.l10n.t("Rights for {0}", identity.user);
  const request = await interview(services.ask, async (each): Promise<RbacRequest | undefined> => {
    const grant = await askGrant(each, title);
    if (grant === undefined) return undefined;
    const subject = await askSubject(each, title, identity);
    return { subject, grant, scope: await askScope(each, title) };
  });
  if (request !== undefined) await openManifests(request, services);
}

async function openManifests(request: RbacRequest, { platform }: OnPlatform): Promise<void> {
  const made = rbacManifests(request);
  if (!made.ok) throw new HumanError(textOf(made.message));
  const { text, fileName } = made.value;
  const command = applyCommand(fileName, undefined, platform.style === "windows" ? "powershell" : "posix");
  const save = vscode.l10n.t("Save this as {0} and run, with the rights to do so:", fileName);
  const nothing = vscode.l10n.t("Nothing has been applied yet.");
  const content = `# ${save}\n#   ${command}\n# ${nothing}\n${text}`;
  const uri = vscode.Uri.from({ scheme: "untitled", path: fileName });
  const document = await vscode.workspace.openTextDocument(uri);
  const edit = new vscode.WorkspaceEdit();
  edit.replace(uri, new vscode.Range(0, 0, document.lineCount, 0), content);
  await vscode.workspace.applyEdit(edit);
  await vscode.window.showTextDocument(document);
}

async function askGrant(each: Interview, title: string): Promise<RbacGrant | undefined> {
  const described: Readonly<Record<(typeof USER_ROLES)[number], string>> = {
    view: vscode.l10n.t("see most things, but no secrets"),
    edit: vscode.l10n.t("change most things, but no roles"),
    admin: vscode.l10n.t("everything in a namespace, roles too"),
  };
  const grant = await each.choose<RbacGrant | "none" | "typed">({
    id: "rbac-role",
    title,
    prompt: vscode.l10n.t("Which rights? A document with the manifests opens; nothing is applied."),
    options: [
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
      { key: "none", label: vscode.l10n.t("None"), value: "none" },
    ],
  });
  if (grant === "none") return undefined;
  return grant === "typed" ? { type: "cluster-role", name: await askRole(each, title) } : grant;
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

function askSubject(each: Interview, title: string, { user, groups }: ClientIdentity): Promise<RbacSubject> {
  const subjects: readonly RbacSubject[] = [
    { kind: "User", name: user },
    ...groups.map((name): RbacSubject => ({ kind: "Group", name })),
  ];
  return each.choose({
    id: "rbac-subject",
    title,
    prompt: vscode.l10n.t("Who gets the rights?"),
    options: subjects.map(value => ({
      key: `${value.kind} ${value.name}`,
      label: line(value.name),
      description:
        value.kind === "User" ? vscode.l10n.t("this user") : vscode.l10n.t("everybody in this group"),
      value,
    })),
  });
}

async function askScope(each: Interview, title: string): Promise<RbacScope> {
  const isCluster = await each.choose({
    id: "rbac-scope",
    title,
    prompt: vscode.l10n.t("Where do the rights apply?"),
    options: [
      { key: "namespace", label: vscode.l10n.t("In one namespace"), value: false },
      { key: "cluster", label: vscode.l10n.t("In the whole cluster"), value: true },
    ],
  });
  if (isCluster) return { type: "cluster" };
  const namespace = await each.type({
    id: "rbac-namespace",
    title,
    prompt: vscode.l10n.t("Name of the namespace"),
    value: "default",
    check: text => problemOf({ scope: { type: "namespace", namespace: text } }),
  });
  return { type: "namespace", namespace };
}
