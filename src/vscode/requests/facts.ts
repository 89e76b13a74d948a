import * as vscode from "vscode";
import type { Endpoint } from "../../cluster/index.ts";
import { moment } from "../../core/features/time.ts";
import { endOf, type Lifetime } from "../../core/x509/assess.ts";
import type { Fact } from "../wizard/summary.ts";

/** Which cluster is asked, for a summary. */
export function clusterFacts(context: string, { shown }: Endpoint): readonly Fact[] {
  return [
    {
      label: vscode.l10n.t("Signed by"),
      value: vscode.l10n.t("the cluster of {0}", context),
      question: "context",
    },
    { label: vscode.l10n.t("API server"), value: shown, question: "context" },
  ];
}

/** How long it is asked to be good. @param now milliseconds since the epoch */
export function askedFact(lifetime: Lifetime, now: number): Fact {
  return {
    label: vscode.l10n.t("Valid"),
    value: vscode.l10n.t("until {0}, if the signer agrees", moment(endOf(lifetime, now))),
    question: "lifetime",
  };
}
