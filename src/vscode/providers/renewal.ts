import * as vscode from "vscode";
import { urgency } from "../../core/features/time.ts";
import { leafOf } from "../../core/kubeconfig/identity.ts";
import type { UserEntry } from "../../core/kubeconfig/model.ts";
import type { Thresholds } from "../../core/thresholds.ts";
import { rangeIn, SOURCE } from "../convert.ts";
import { userPlaceOf } from "../mint/targets.ts";
import type { DocumentReading, Documents } from "../sources/documents.ts";
import { LiveLenses } from "./live-lenses.ts";

const COMMAND = "kubeconfigInspector.renew";

/** Findings that a renewal takes away. */
const ENDING: ReadonlySet<unknown> = new Set(["certificate-expired", "certificate-expiring"]);

/** Offers to renew a client certificate where a finding says that it ends. */
export class RenewFixProvider implements vscode.CodeActionProvider {
  readonly #documents: Documents;

  constructor(documents: Documents) {
    this.#documents = documents;
  }

  async provideCodeActions(
    document: vscode.TextDocument,
    _range: vscode.Range,
    { diagnostics }: vscode.CodeActionContext,
  ): Promise<vscode.CodeAction[]> {
    const ours = diagnostics.filter(each => each.source === SOURCE && ENDING.has(codeOf(each)));
    if (ours.length === 0 || !vscode.workspace.isTrusted) return [];
    const reading = await this.#documents.read(document);
    if (reading === undefined) return [];
    return ours.flatMap(diagnostic => {
      const user = reading.file.users.find(each =>
        rangeIn(reading.file, each.span).contains(diagnostic.range),
      );
      if (user === undefined) return [];
      const title = vscode.l10n.t("Renew the certificate...");
      const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
      action.command = commandFor(user, title);
      action.diagnostics = [diagnostic];
      return [action];
    });
  }
}

function codeOf({ code }: vscode.Diagnostic): unknown {
  return typeof code === "object" ? code.value : code;
}

function commandFor(user: UserEntry, title: string): vscode.Command {
  return { command: COMMAND, title, arguments: [userPlaceOf(user)] };
}

/** Offers to renew above each user whose client certificate has ended or does soon. */
export class RenewLensProvider extends LiveLenses {
  override async provideCodeLenses(document: vscode.TextDocument): Promise<vscode.CodeLens[]> {
    if (!this.settings.codeLens.users || !vscode.workspace.isTrusted) return [];
    const reading = await this.documents.read(document);
    if (reading === undefined) return [];
    const { file } = reading;
    return file.users
      .filter(user => isEnding(user, reading, this.documents.thresholds))
      .map(user => {
        const { start } = user.span;
        const range = rangeIn(file, { start, end: start });
        return new vscode.CodeLens(range, commandFor(user, vscode.l10n.t("Renew...")));
      });
  }
}

function isEnding(user: UserEntry, { analysis }: DocumentReading, thresholds: Thresholds): boolean {
  const leaf = leafOf(analysis.users.get(user)?.certificate);
  if (leaf === undefined) return false;
  return urgency({ now: analysis.now, thresholds }, leaf.notAfter ?? 0, leaf.notBefore) !== "fine";
}
