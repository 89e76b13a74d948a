import * as vscode from "vscode";
import { identityOf, judgeIdentity } from "../../core/x509/assess.ts";
import { hasSigned } from "../../core/x509/chain.ts";
import type { SigningCa } from "../../core/x509/mint/authority.ts";
import { formatName } from "../../core/x509/name.ts";
import type { Certificate } from "../../core/x509/types.ts";
import type { Interview } from "../wizard/interview.ts";
import { confirmAll } from "./questions.ts";
import { nameOf } from "./words.ts";

/** What a person has to say yes to before old certificates are renewed: another CA, and names that cannot be revoked. */
export async function confirmRenewal(
  each: Interview,
  title: string,
  { certificate: ca }: SigningCa,
  old: readonly Certificate[],
): Promise<void> {
  const foreign: string[] = [];
  for (const certificate of old) {
    if (!(await hasSigned(ca, certificate))) foreign.push(nameOf(certificate));
  }
  if (foreign.length > 0) {
    await each.confirm({
      id: `confirm-issuer ${formatName(ca.subject)}`,
      title,
      message: vscode.l10n.t("This CA has not signed the old certificate of {0}.", foreign.join(", ")),
      detail: vscode.l10n.t(
        "The API server accepts the new certificate only if it trusts the CA {0} for clients.",
        nameOf(ca),
      ),
      yes: vscode.l10n.t("Continue"),
    });
  }
  for (const { subject } of old) {
    const identity = identityOf(subject);
    await confirmAll(each, title, judgeIdentity(identity).confirmations, identity.user);
  }
}
