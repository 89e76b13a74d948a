import * as vscode from "vscode";
import { line } from "../text/iconless.ts";
import type { Interview, Option } from "./interview.ts";

/** A fact of what will be made. */
export interface Fact {
  readonly label: string;
  readonly value: string;
  /** The question that leads back to it. */
  readonly question?: string;
}

/** Show what will be made before anything is. Taking a fact leads back to its question. */
export async function summarize(
  interview: Interview,
  title: string,
  action: string,
  facts: readonly Fact[],
): Promise<void> {
  const make: Option<string> = { key: "make", label: `$(check) ${action}`, value: "make" };
  const lines = facts.map(
    ({ label, value, question = "summary" }, index): Option<string> => ({
      key: `${index} ${question}`,
      label: line(label),
      description: line(value),
      value: question,
      ...(index === 0 && { heading: vscode.l10n.t("choose a line to change it") }),
    }),
  );
  const chosen = await interview.choose({
    id: "summary",
    title,
    prompt: vscode.l10n.t("Nothing has been made yet. This is what will be made."),
    options: [make, ...lines],
    last: true,
  });
  if (chosen !== "make") interview.again(chosen);
}
