import type { ReportRow } from "../../core/report/model.ts";

/** A row as the page takes it: texts are ready to be shown, and the file is called as people know it. */
export interface PageRow
  extends Pick<
    ReportRow,
    | "id"
    | "kind"
    | "name"
    | "state"
    | "identity"
    | "contexts"
    | "file"
    | "notBefore"
    | "notAfter"
    | "caName"
    | "ca"
    | "externallyManaged"
  > {
  readonly kindName: string;
  readonly detail?: string;
  /** The two dates to the minute, in UTC. */
  readonly starts?: string;
  readonly ends?: string;
  /** Residual time as kubeadm writes it. */
  readonly residual?: string;
  /** What the checks of its folder say of its file. */
  readonly findings: readonly string[];
}

/** What a report is about: everything, one configuration, or one folder. */
export interface Scope {
  readonly id: string;
  readonly label: string;
}

/** What was issued here, ready to be shown. */
export interface PageIssued {
  /** How many there are. */
  readonly summary: string;
  readonly rows: readonly PageIssuedRow[];
  /** That there are more than these. */
  readonly more?: string;
}

export interface PageIssuedRow extends Pick<ReportRow, "name" | "state" | "file"> {
  readonly groups: string;
  readonly ends: string;
  readonly left: string;
  readonly issued: string;
  readonly ca: string;
  readonly serial: string;
  /** Whether it leads to a file. */
  readonly opens: boolean;
}

/** What the host tells the page. */
export interface ToPage {
  readonly type: "report";
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly scopes: readonly Scope[];
  readonly scope: string;
  readonly rows: readonly PageRow[];
  /** Absent where nothing is recorded. */
  readonly issued?: PageIssued;
  readonly texts: Texts;
  /** The language of dates. */
  readonly language: string;
}

/** What the page tells the host; checked there, like anything from outside. */
export type FromPage =
  | { readonly type: "ready"; readonly scope?: string }
  | { readonly type: "scope"; readonly scope: string }
  | { readonly type: "open"; readonly id: string; readonly beside: boolean }
  /** @param ids the rows that are shown, in their order; left out where it is all of them as they came */
  | { readonly type: "export"; readonly ids?: readonly string[] }
  /** Open the file of a row of what was issued. @param index of the row, as it came */
  | { readonly type: "open-issued"; readonly index: number }
  | { readonly type: "export-issued" }
  | { readonly type: "refresh" };

/** Every text of the page, translated by the host; `{0}` is filled by the page. */
export interface Texts {
  readonly title: string;
  readonly filter: string;
  readonly scope: string;
  readonly group: string;
  readonly groups: Readonly<Record<"none" | "file" | "state", string>>;
  readonly range: string;
  readonly ranges: Readonly<Record<"month" | "quarter" | "year" | "years" | "all", string>>;
  readonly export: string;
  readonly refresh: string;
  readonly states: Readonly<Record<ReportRow["state"], string>>;
  readonly columns: Readonly<
    Record<
      "name" | "state" | "expires" | "residual" | "timeline" | "user" | "contexts" | "ca" | "file",
      string
    >
  >;
  readonly issuedColumns: Readonly<
    Record<"name" | "groups" | "state" | "ends" | "left" | "issued" | "ca" | "serial" | "file", string>
  >;
  readonly exportIssued: string;
  readonly onlyState: string;
  readonly row: string;
  readonly rows: string;
  readonly rowsOf: string;
  readonly nothing: string;
  readonly noMatch: string;
  readonly now: string;
  readonly valid: string;
  readonly validCa: string;
  readonly outlives: string;
  readonly noDates: string;
  readonly external: string;
  readonly findings: string;
  readonly keys: string;
}
