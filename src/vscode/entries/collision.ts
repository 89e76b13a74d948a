import * as vscode from "vscode";
import type { Collision } from "../../core/edits/index.ts";
import type { Entry } from "../../core/kubeconfig/model.ts";
import { line } from "../text/iconless.ts";
import type { Interview, Option } from "../wizard/interview.ts";

/** Two different entries of one name, each as a line says what it is. */
export interface Sides {
  readonly there: string;
  readonly arriving: string;
  /** What is lost with the one that is there, for the option that replaces it. */
  readonly loss: { readonly detail?: string };
  /** A name that the arriving one could have instead. */
  readonly free: string;
  /** Whether the one that is there stands in the very file that takes the other in, not in one beside it. */
  readonly isHere: boolean;
}

/** What becomes of an entry whose name is taken. The question is `collision KIND NAME`. */
export function askCollision(
  each: Interview,
  title: string,
  entry: Entry,
  { there, arriving, loss, free, isHere }: Sides,
): Promise<Collision> {
  return each.choose<Collision>({
    id: `collision ${entry.kind} ${entry.name}`,
    title,
    prompt: promptFor(entry),
    options: [
      {
        key: "keep",
        label: vscode.l10n.t("Keep the one that is there"),
        description: there,
        value: { kind: "keep" },
      },
      {
        key: "rename",
        label: vscode.l10n.t("Take it in as {0}", line(free)),
        description: arriving,
        value: { kind: "rename", to: free },
      },
      ...(isHere ? [{ ...replacing(arriving), ...loss }] : []),
    ],
  });
}

function replacing(arriving: string): Option<Collision> {
  return {
    key: "replace",
    label: vscode.l10n.t("Replace the one that is there"),
    description: arriving,
    value: { kind: "replace" },
  };
}

function promptFor({ kind, name }: Entry): string {
  switch (kind) {
    case "context":
      return vscode.l10n.t("Both have a context {0}, and they differ.", name);
    case "cluster":
      return vscode.l10n.t("Both have a cluster {0}, and they differ.", name);
    case "user":
      return vscode.l10n.t("Both have a user {0}, and they differ.", name);
  }
}

export function decisionText(decision: Collision): string {
  switch (decision.kind) {
    case "keep":
      return vscode.l10n.t("stays as it is there");
    case "rename":
      return vscode.l10n.t("comes in as {0}", decision.to);
    case "replace":
      return vscode.l10n.t("replaces the one that is there");
  }
}
