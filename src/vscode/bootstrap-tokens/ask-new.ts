import * as vscode from "vscode";
import { moment } from "../../core/features/time.ts";
import { isBootstrapGroup, NODE_GROUP } from "../../core/tokens/bootstrap-group.ts";
import { endOf } from "../../core/x509/assess.ts";
import { askLifetime, groupsOf } from "../mint/questions.ts";
import type { Interview } from "../wizard/interview.ts";
import { summarize } from "../wizard/summary.ts";

/** A bootstrap token that is to be made. */
export interface TokenOrder {
  /** Milliseconds since the epoch. */
  readonly expires: number;
  readonly usages: readonly string[];
  readonly groups: readonly string[];
  readonly description: string;
}

export interface TokenWish {
  readonly title: string;
  readonly context: string;
  /** Of the API server, as anybody may see it. */
  readonly server: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** What a new token is for. The questions are `lifetime`, `usages`, `token-groups` and `description`. */
export async function askNewToken(each: Interview, wish: TokenWish): Promise<TokenOrder> {
  const { title, context, server, now } = wish;
  const lifetime = await askLifetime(each, {
    title,
    prompt: vscode.l10n.t("How long should the bootstrap token be valid? kubeadm takes a day."),
    chains: [[]],
    now,
    confirmLong: false,
  });
  const usages = await askUsages(each, title);
  const groups = usages.includes("authentication") ? await askGroups(each, title) : [];
  const description = await each.type({
    id: "description",
    title,
    prompt: vscode.l10n.t("What is it for? Others read this; it may be left empty."),
  });
  const expires = endOf(lifetime, now);
  await summarize(each, title, vscode.l10n.t("Make the bootstrap token"), [
    { label: vscode.l10n.t("By the context"), value: context, question: "context" },
    { label: vscode.l10n.t("API server"), value: server, question: "context" },
    {
      label: vscode.l10n.t("Valid"),
      value: vscode.l10n.t("until {0}", moment(expires)),
      question: "lifetime",
    },
    { label: vscode.l10n.t("Usages"), value: usages.join(", "), question: "usages" },
    {
      label: vscode.l10n.t("Groups"),
      value: ["system:bootstrappers", ...groups].join(", "),
      question: usages.includes("authentication") ? "token-groups" : "usages",
    },
    {
      label: vscode.l10n.t("Description"),
      value: description || vscode.l10n.t("none"),
      question: "description",
    },
  ]);
  return { expires, usages, groups, description };
}

async function askUsages(each: Interview, title: string): Promise<readonly string[]> {
  const usages = await each.chooseMany({
    id: "usages",
    title,
    prompt: vscode.l10n.t("What may it be used for?"),
    options: [
      {
        key: "authentication",
        label: "authentication",
        description: vscode.l10n.t("to log in, as machines do that join"),
        value: "authentication",
      },
      {
        key: "signing",
        label: "signing",
        description: vscode.l10n.t("to sign the ConfigMap cluster-info, by which they know the cluster"),
        value: "signing",
      },
    ],
  });
  return usages.length > 0 ? usages : each.refuse("usages", vscode.l10n.t("Choose at least one use."));
}

async function askGroups(each: Interview, title: string): Promise<readonly string[]> {
  const typed = await each.type({
    id: "token-groups",
    title,
    prompt: vscode.l10n.t("Groups beside system:bootstrappers, separated by commas"),
    value: NODE_GROUP,
    check: text => {
      const wrong = groupsOf(text).find(group => !isBootstrapGroup(group));
      return wrong === undefined
        ? undefined
        : {
            severity: "error",
            text: vscode.l10n.t(
              "{0} is no such group: each begins with system:bootstrappers: and has lower-case letters, digits, dashes and colons.",
              wrong,
            ),
          };
    },
  });
  return groupsOf(typed);
}
