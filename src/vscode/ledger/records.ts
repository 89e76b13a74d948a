import * as vscode from "vscode";
import type { IssuedRecord } from "../../core/ledger/record.ts";
import { HumanError } from "../errors.ts";
import type { Ledger } from "./ledger.ts";

/** What all ledgers say. @throws HumanError where nothing is recorded, which says why */
export async function recordsOf(ledger: Ledger): Promise<readonly IssuedRecord[]> {
  if (!ledger.isOn) {
    throw new HumanError(
      vscode.l10n.t(
        "What is issued is not recorded here. The setting kubeconfigInspector.ledger turns it on.",
      ),
    );
  }
  const records = (await ledger.read()).flatMap(each => each.records);
  if (records.length > 0) return records;
  throw new HumanError(vscode.l10n.t("No certificate has been recorded yet."));
}
