import * as vscode from "vscode";
import { moment } from "../../core/features/time.ts";
import type { ClientIdentity } from "../../core/x509/assess.ts";
import {
  cutLifetime,
  endOf,
  judgeIdentity,
  judgeLifetime,
  KEY_TYPES,
  type KeyType,
  type Lifetime,
  lasting,
  parseLifetime,
  type Reason,
  validityOf,
} from "../../core/x509/assess.ts";
import type { Certificate } from "../../core/x509/types.ts";
import { textOf } from "../convert.ts";
import type { Remark } from "../wizard/ask.ts";
import type { Interview, Option } from "../wizard/interview.ts";
import { remarkOf } from "../wizard/remarks.ts";
import { keyName, nameOf } from "./words.ts";

/** Whom a client certificate is to name. The questions are `user`, `groups` and `uid`. */
export async function askIdentity(interview: Interview, title: string): Promise<ClientIdentity> {
  const user = await interview.type({
    id: "user",
    title,
    prompt: vscode.l10n.t("User name: what RBAC knows the person or program by (CN)"),
    placeholder: vscode.l10n.t("For example: jane"),
    check: text => remarkOf(judgeIdentity({ user: text, groups: [] })),
  });
  const typed = await interview.type({
    id: "groups",
    title,
    prompt: vscode.l10n.t("Groups, separated by commas (O). Leave it empty for none."),
    placeholder: vscode.l10n.t("For example: developers, on-call"),
    check: text => remarkOf(judgeIdentity({ user, groups: groupsOf(text) })),
  });
  const groups = groupsOf(typed);
  await confirmAll(interview, title, judgeIdentity({ user, groups }).confirmations, user);
  const uid = await interview.type({
    id: "uid",
    title,
    prompt: vscode.l10n.t("UID, which API servers read since Kubernetes 1.33. Leave it empty for none."),
    check: text => (text === "" ? undefined : remarkOf(judgeIdentity({ user, groups: [], uid: text }))),
  });
  return { user, groups, ...(uid !== "" && { uid }) };
}

/** `a, b` are two groups; a comma behind a backslash is part of a name. */
export function groupsOf(text: string): readonly string[] {
  const parts = text.split(/(?<!\\),/).map(part => part.trim().replaceAll("\\,", ","));
  return [...new Set(parts.filter(part => part !== ""))];
}

/**
 * Each in a dialog of its own: what is done cannot be undone.
 * @param user whom the certificate names, where it is known
 */
export async function confirmAll(
  interview: Interview,
  title: string,
  reasons: readonly Reason[],
  user?: string,
): Promise<void> {
  for (const [index, { code, message }] of reasons.entries()) {
    await interview.confirm({
      id: `confirm-${code}-${index}`,
      title,
      message:
        user === undefined
          ? vscode.l10n.t("Do you really want this certificate?")
          : vscode.l10n.t("Do you really want this certificate for {0}?", user),
      detail: textOf(message),
      yes: vscode.l10n.t("Continue"),
    });
  }
}

export interface LifetimeWish {
  readonly title: string;
  /** As a question; about a certificate where absent. */
  readonly prompt?: string;
  /** Each CA that signs, with those above it: any may end first. An empty chain where a CA signs itself. */
  readonly chains: readonly (readonly Certificate[])[];
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Proposed on top, with what it is called. */
  readonly first?: { readonly label: string; readonly lifetime: Lifetime };
  /** Whether a long life needs a yes; a CA is meant to have one. Default true. */
  readonly confirmLong?: boolean;
}

/** How long it is to be good. The questions are `lifetime` and `lifetime-typed`. */
export async function askLifetime(interview: Interview, wish: LifetimeWish): Promise<Lifetime> {
  const { title, now, confirmLong = true } = wish;
  const chosen =
    (await interview.choose({
      id: "lifetime",
      title,
      prompt: wish.prompt ?? vscode.l10n.t("How long should the certificate be valid?"),
      options: [...usualLifetimes(wish), typedLifetime()],
    })) ?? (await askTyped(interview, wish));
  if (confirmLong)
    await confirmAll(
      interview,
      title,
      judgeLifetime(cutLifetime(chosen, wish.chains, now), now).confirmations,
    );
  return chosen;
}

function usualLifetimes(wish: LifetimeWish): readonly Option<Lifetime | undefined>[] {
  const { first } = wish;
  const usual: readonly (readonly [key: string, label: string, lifetime: Lifetime])[] = [
    ...(first === undefined ? [] : [["first", first.label, first.lifetime] as const]),
    ["1h", vscode.l10n.t("1 hour"), lasting(1, "h")],
    ["1d", vscode.l10n.t("1 day"), lasting(1, "d")],
    ["1w", vscode.l10n.t("1 week"), lasting(1, "w")],
    ["30d", vscode.l10n.t("30 days"), lasting(30, "d")],
    ["1y", vscode.l10n.t("1 year"), lasting(1, "y")],
  ];
  return usual.map(([key, label, value]) => ({ key, label, description: endsText(value, wish), value }));
}

function typedLifetime(): Option<Lifetime | undefined> {
  return {
    key: "typed",
    label: vscode.l10n.t("Other..."),
    description: vscode.l10n.t("such as 36h, 90d or a date"),
    value: undefined,
  };
}

async function askTyped(interview: Interview, wish: LifetimeWish): Promise<Lifetime> {
  const text = await interview.type({
    id: "lifetime-typed",
    title: wish.title,
    prompt: vscode.l10n.t("A duration such as 36h, 90d, 1w or 1y, or a date such as 2027-01-31"),
    check: typed => remarkOnLifetime(typed, wish),
  });
  const parsed = parseLifetime(text);
  return parsed.ok ? parsed.value : interview.refuse("lifetime-typed", textOf(parsed.message));
}

function remarkOnLifetime(text: string, wish: LifetimeWish): Remark | undefined {
  const parsed = parseLifetime(text);
  if (!parsed.ok) return { severity: "error", text: textOf(parsed.message) };
  const judgement = judgeLifetime(cutLifetime(parsed.value, wish.chains, wish.now), wish.now);
  const remark = remarkOf({
    ...judgement,
    confirmations: wish.confirmLong === false ? [] : judgement.confirmations,
  });
  const good = vscode.l10n.t("Good {0}.", endsText(parsed.value, wish));
  if (remark?.severity === "error") return remark;
  return { severity: remark?.severity ?? "information", text: [good, remark?.text ?? []].flat().join(" ") };
}

/** The end, or for each CA the end that it allows where these differ: `until … (old-ca); until … (new-ca)`. */
function endsText(lifetime: Lifetime, { chains, now }: LifetimeWish): string {
  const ends = chains.map(authorities => ({ authorities, text: endText(lifetime, { authorities, now }) }));
  const texts = [...new Set(ends.map(({ text }) => text))];
  if (texts.length === 1) return texts.join("");
  const named = ends.map(({ authorities: [ca], text }) => (ca ? `${text} (${nameOf(ca)})` : text));
  return [...new Set(named)].join("; ");
}

/** How long a certificate is to be good, and what its end may be cut short by. */
export interface Ending {
  /** The CAs above it; none for a root. */
  readonly authorities: readonly Certificate[];
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** `until 2027-01-31 12:00 UTC`, and that this is the end of the CA where it is. */
export function endText(lifetime: Lifetime, { authorities, now }: Ending): string {
  const validity = validityOf(lifetime, authorities, now);
  if (!validity.ok) return textOf(validity.message);
  const { notAfter } = validity.value;
  return notAfter < endOf(lifetime, now)
    ? vscode.l10n.t("until {0}, when the CA ends", moment(notAfter))
    : vscode.l10n.t("until {0}", moment(notAfter));
}

/** The kind of key to make. The question is `key`. */
export function askKeyType(
  interview: Interview,
  title: string,
  first: KeyType = KEY_TYPES[0],
): Promise<KeyType> {
  const types = [first, ...KEY_TYPES.filter(type => type !== first)];
  return interview.choose({
    id: "key",
    title,
    prompt: vscode.l10n.t("Which kind of key?"),
    options: types.map((type, index) => ({
      key: type,
      label: keyName(type),
      ...(index === 0 && { description: vscode.l10n.t("proposed") }),
      value: type,
    })),
  });
}
