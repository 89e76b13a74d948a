import * as vscode from "vscode";
import { issuedCsv } from "../../core/report/issued.ts";
import { recordsOf } from "../ledger/records.ts";
import { interview } from "../wizard/interview.ts";
import { askTarget, putText } from "./export-target.ts";
import type { ReportServices } from "./services.ts";

/** Ask for where to, and write down what was issued here as CSV. @throws Cancelled when a person gives up */
export async function writeIssued({
  ledger,
  platform,
  ask,
}: Pick<ReportServices, "ledger" | "platform" | "ask">): Promise<void> {
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
}
