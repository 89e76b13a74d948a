import * as vscode from "vscode";
import { stateName } from "../../core/report/columns.ts";
import { textOf } from "../convert.ts";
import type { Texts } from "./protocol.ts";

/** The texts of the report's page in the language of VS Code. */
export function reportTexts(): Texts {
  const { t } = vscode.l10n;
  return {
    title: t("Expiration report"),
    filter: t("Filter by name, user, context, CA or file"),
    scope: t("Source"),
    group: t("Group by"),
    groups: { none: t("Nothing"), file: t("File"), state: t("State") },
    range: t("Timeline"),
    ranges: {
      month: t("Next 30 days"),
      quarter: t("Next 90 days"),
      year: t("Next year"),
      years: t("Next 5 years"),
      all: t("Everything"),
    },
    export: t("Export"),
    refresh: t("Refresh"),
    states: {
      ok: textOf(stateName("ok")),
      expiring: textOf(stateName("expiring")),
      critical: textOf(stateName("critical")),
      expired: textOf(stateName("expired")),
      "never-valid": textOf(stateName("never-valid")),
      "not-yet-valid": textOf(stateName("not-yet-valid")),
      missing: textOf(stateName("missing")),
      broken: textOf(stateName("broken")),
      leftover: textOf(stateName("leftover")),
    },
    columns: {
      name: t("Name"),
      state: t("State"),
      expires: t("Expires"),
      residual: t("Left"),
      timeline: t("Validity"),
      user: t("User and groups"),
      contexts: t("Contexts"),
      ca: t("Issuing CA"),
      file: t("File"),
    },
    issuedColumns: {
      name: t("Name"),
      groups: t("Groups"),
      state: t("State"),
      ends: t("Expires"),
      left: t("Left"),
      issued: t("Issued"),
      ca: t("Issuing CA"),
      serial: t("Serial"),
      file: t("File"),
    },
    exportIssued: t("Export as CSV"),
    onlyState: t("Show only these states"),
    row: t("1 row"),
    rows: t("{0} rows"),
    rowsOf: t("{0} of {1} rows"),
    nothing: t("Nothing that expires was found here."),
    noMatch: t("No row matches the filter."),
    now: t("now"),
    valid: t("Valid from {0} to {1}."),
    validCa: t("Its CA {0} ends {1}."),
    outlives: t("It outlives its CA and stops working with it."),
    noDates: t("No dates are known."),
    external: t("externally managed"),
    findings: t("Findings"),
    keys: t(
      "Arrow keys move between rows, Enter opens a row at its place, Control Enter beside, Control F goes to the filter.",
    ),
  };
}
