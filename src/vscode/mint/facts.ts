import * as vscode from "vscode";
import type { ClientIdentity, KeyType, Lifetime } from "../../core/x509/assess.ts";
import type { SigningCa } from "../../core/x509/mint/authority.ts";
import type { Fact } from "../wizard/summary.ts";
import { endText, type LifetimeWish } from "./questions.ts";
import { keyName, nameOf } from "./words.ts";

/** What the questions that all wizards ask have decided, for their summaries. */

export function caFact({ certificate }: SigningCa): Fact {
  return { label: vscode.l10n.t("CA"), value: nameOf(certificate), question: "ca" };
}

export function identityFacts({ user, groups, uid }: ClientIdentity): readonly Fact[] {
  return [
    { label: vscode.l10n.t("User"), value: user, question: "user" },
    { label: vscode.l10n.t("Groups"), value: groups.join(", ") || vscode.l10n.t("none"), question: "groups" },
    ...(uid === undefined ? [] : [{ label: vscode.l10n.t("UID"), value: uid, question: "uid" }]),
  ];
}

export function validFact(lifetime: Lifetime, wish: Pick<LifetimeWish, "authorities" | "now">): Fact {
  return { label: vscode.l10n.t("Valid"), value: endText(lifetime, wish), question: "lifetime" };
}

export function keyFact(type: KeyType): Fact {
  return { label: vscode.l10n.t("Key"), value: keyName(type), question: "key" };
}
