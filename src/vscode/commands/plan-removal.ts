import * as vscode from "vscode";
import { removalDocument } from "../../core/features/removal/document.ts";
import { moment } from "../../core/features/time.ts";
import { type IssuedRecord, isOfClient, isValidAt } from "../../core/ledger/record.ts";
import { translated } from "../convert.ts";
import { type Command, HumanError } from "../errors.ts";
import { recordsOf } from "../ledger/records.ts";
import type { Services } from "../services.ts";
import { line } from "../text/iconless.ts";
import { nodeOf } from "../tree/arguments.ts";
import { openText } from "../views/export-target.ts";
import type { Ask } from "../wizard/ask.ts";
import { interview } from "../wizard/interview.ts";

/** A document that says what it takes to take the rights of a client certificate away. Nothing is applied. */
export function planRemoval({
  ledger,
  platform,
  ask,
}: Pick<Services, "ledger" | "platform" | "ask">): Command {
  return {
    id: "kubeconfigInspector.planRemoval",
    async run(argument) {
      const known = await recordsOf(ledger);
      const now = platform.now();
      const given = argument === undefined ? undefined : nodeOf(argument).issued;
      const record = given ?? (await askRecord(known, now, ask));
      const shell = platform.style === "windows" ? "powershell" : "posix";
      const text = removalDocument({ record, known, now, shell }, translated);
      await openText(text, "markdown");
    },
  };
}

function askRecord(known: readonly IssuedRecord[], now: number, ask: Ask): Promise<IssuedRecord> {
  const clients = known.filter(record => isOfClient(record) && isValidAt(record, now));
  if (clients.length === 0) {
    throw new HumanError(vscode.l10n.t("No client certificate that was recorded is still valid."));
  }
  return interview(ask, each =>
    each.choose({
      id: "record",
      title: vscode.l10n.t("What a Removal Needs"),
      prompt: vscode.l10n.t("Whose rights are to be taken away? A document opens; nothing is applied."),
      options: clients.map((record, index) => ({
        key: `${index} ${record.fingerprint}`,
        label: line(record.user || record.subject),
        description: vscode.l10n.t("until {0}", moment(record.notAfter)),
        detail: line([record.ca.name, ...record.groups].join(", ")),
        value: record,
      })),
    }),
  );
}
