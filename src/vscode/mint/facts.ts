import * as vscode from "vscode";
import type { ClientIdentity, KeyType, Lifetime } from "../../core/x509/assess.ts";
import type { SigningCa } from "../../core/x509/mint/authority.ts";
import type { Certificate } from "../../core/x509/types.ts";
import { weaknessesOf } from "../../core/x509/weakness.ts";
import { textOf } from "../convert.ts";
import type { Fact } from "../wizard/summary.ts";
import { type Ending, endText } from "./questions.ts";
import { keyName, nameOf } from "./words.ts";

/** What the questions that all wizards ask have decided, for their summaries. */

export function caFact(ca: SigningCa): Fact {
  return { label: vscode.l10n.t("CA"), value: caText(ca), question: "ca" };
}

/** The name of a CA, and what is weak about it or those above it. */
export function caText({ certificate, chain }: SigningCa): string {
  const above = chain.slice(1).filter(each => weaknessesOf(each).length > 0);
  return [
    weaknessText(certificate),
    ...above.map(each => vscode.l10n.t("below {0}", weaknessText(each))),
  ].join(", ");
}

function weaknessText(certificate: Certificate): string {
  const weaknesses = weaknessesOf(certificate).map(textOf);
  const name = nameOf(certificate);
  return weaknesses.length === 0
    ? name
    : vscode.l10n.t("{0}, which is weak: {1}", name, weaknesses.join(", "));
}

export function identityFacts({ user, groups, uid }: ClientIdentity): readonly Fact[] {
  return [
    { label: vscode.l10n.t("User"), value: user, question: "user" },
    { label: vscode.l10n.t("Groups"), value: groups.join(", ") || vscode.l10n.t("none"), question: "groups" },
    ...(uid === undefined ? [] : [{ label: vscode.l10n.t("UID"), value: uid, question: "uid" }]),
  ];
}

export function validFact(lifetime: Lifetime, wish: Ending): Fact {
  return { label: vscode.l10n.t("Valid"), value: endText(lifetime, wish), question: "lifetime" };
}

export function keyFact(type: KeyType): Fact {
  return { label: vscode.l10n.t("Key"), value: keyName(type), question: "key" };
}
