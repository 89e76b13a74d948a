import * as vscode from "vscode";
import { issuedCsv } from "../../core/report/issued.ts";
import type { Command } from "../errors.ts";
import { recordsOf } from "../ledger/records.ts";
import type { Services } from "../services.ts";
import { askTarget, putText } from "../views/export-target.ts";
import { interview } from "../wizard/interview.ts";

/** Write down what was issued here as CSV. */
export function exportIssued({
  ledger,
  platform,
  ask,
}: Pick<Services, "ledger" | "platform" | "ask">): Command {
  return {
    id: "kubeconfigInspector.exportIssued",
    async run() {
      const { t } = vscode.l10n;
      const records = await recordsOf(ledger);
      const wish = {
        title: t("Export Issued Certificates"),
        prompt:
          records.length === 1
            ? t("1 certificate, as CSV. Where does it go?")
            : t("{0} certificates, as CSV. Where do they go?", records.length),
        fileTitle: t("Save the Issued Certificates"),
        fileName: "issued.csv",
      };
      const target = await interview(ask, each => askTarget(each, wish, platform));
      const exported = {
        text: issuedCsv(records, platform.now()),
        language: "plaintext",
        copied: t("The issued certificates were copied."),
        saved: t("The issued certificates were saved."),
      };
      await putText(exported, target, ask);
    },
  };
}
