import * as vscode from "vscode";
import { moment } from "../../core/features/time.ts";
import { endOf } from "../../core/x509/assess.ts";
import { askLifetime } from "../mint/questions.ts";
import { line } from "../text/iconless.ts";
import type { Interview } from "../wizard/interview.ts";
import type { Fact } from "../wizard/summary.ts";
import type { AccountWish, ChosenAccount } from "./ask-account.ts";

/** Where a token comes from. */
export type TokenSource =
  | {
      readonly kind: "request";
      /** Seconds. */
      readonly expirationSeconds: number;
      /** Milliseconds since the epoch. */
      readonly until: number;
      readonly audiences: readonly string[];
    }
  | { readonly kind: "secret"; readonly name: string };

/** Where the token comes from. The questions are `token`, `lifetime`, `lifetime-typed` and `audiences`. @param now milliseconds since the epoch */
export async function askToken(
  each: Interview,
  wish: AccountWish,
  account: ChosenAccount,
  now: number,
): Promise<TokenSource> {
  const { title } = wish;
  const secrets = account.isNew ? [] : await tokenSecrets(each, wish, account);
  const secret =
    secrets.length === 0
      ? undefined
      : await each.choose<string | undefined>({
          id: "token",
          title,
          prompt: vscode.l10n.t("Which token?"),
          options: [
            {
              key: "request",
              label: vscode.l10n.t("A new one that expires"),
              description: "TokenRequest",
              value: undefined,
            },
            ...secrets.map(name => ({
              key: `secret ${name}`,
              label: vscode.l10n.t("That of the Secret {0}", line(name)),
              description: vscode.l10n.t("good until the Secret is deleted"),
              value: name,
            })),
          ],
        });
  return secret === undefined ? askRequest(each, wish, now) : { kind: "secret", name: secret };
}

async function askRequest(
  each: Interview,
  { title, module }: AccountWish,
  now: number,
): Promise<TokenSource> {
  const lifetime = await askLifetime(each, {
    title,
    prompt: vscode.l10n.t("How long should the token be valid? The server may give less."),
    chains: [[]],
    now,
    confirmLong: false,
  });
  const until = endOf(lifetime, now);
  const expirationSeconds = Math.round((until - now) / 1000);
  if (expirationSeconds < module.SHORTEST_TOKEN) {
    return each.refuse("lifetime", vscode.l10n.t("The API server gives no token for less than 10 minutes."));
  }
  if (expirationSeconds > module.LONGEST_TOKEN) {
    return each.refuse("lifetime", vscode.l10n.t("The API server gives no token for more than 136 years."));
  }
  const typed = await each.type({
    id: "audiences",
    title,
    prompt: vscode.l10n.t(
      "Audiences, separated by commas: who is to accept the token. Leave it empty for the API server.",
    ),
    check: text =>
      text.trim() === ""
        ? undefined
        : {
            severity: "warning",
            text: vscode.l10n.t(
              "kubectl can use the token only where one of the API server's own audiences is among them.",
            ),
          },
  });
  const audiences = [...new Set(typed.split(",").map(part => part.trim()))].filter(part => part !== "");
  return { kind: "request", expirationSeconds, until, audiences };
}

/** None where they may not be seen. */
async function tokenSecrets(
  each: Interview,
  { client, module }: AccountWish,
  account: ChosenAccount,
): Promise<readonly string[]> {
  const listed = await each.busy(vscode.l10n.t("Looking for tokens of {0}...", account.name), signal =>
    module.listTokenSecrets(client, account, signal),
  );
  return listed.ok ? listed.value : [];
}

/** Where the token comes from, for a summary. */
export function tokenFacts(source: TokenSource): readonly Fact[] {
  const label = vscode.l10n.t("Token");
  if (source.kind === "secret") {
    return [{ label, value: vscode.l10n.t("that of the Secret {0}", source.name), question: "token" }];
  }
  const { until, audiences } = source;
  return [
    {
      label,
      value: vscode.l10n.t("until {0}, if the server agrees", moment(until)),
      question: "lifetime",
    },
    {
      label: vscode.l10n.t("Audiences"),
      value: audiences.join(", ") || vscode.l10n.t("the API server"),
      question: "audiences",
    },
  ];
}
