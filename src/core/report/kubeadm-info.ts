import type { Report, ReportRow } from "./model.ts";

/** kubeadm's `CertificateExpirationInfo`: cmd/kubeadm/app/apis/output/v1alpha3/types.go. */
export interface CertificateExpirationInfo {
  readonly kind: "CertificateExpirationInfo";
  readonly apiVersion: "output.kubeadm.k8s.io/v1alpha3";
  readonly certificates: readonly CertificateInfo[];
  readonly certificateAuthorities: readonly CertificateInfo[];
}

export interface CertificateInfo {
  readonly name: string;
  /** RFC 3339, UTC; null for what is missing or broken. */
  readonly expirationDate: string | null;
  /** Whole seconds, towards zero; negative when past. */
  readonly residualTime: number;
  readonly externallyManaged: boolean;
  readonly caName?: string;
  readonly missing: boolean;
  /** What kubeadm does not know, for rows that are not kubeadm's. */
  readonly details?: CertificateDetails;
}

export interface CertificateDetails {
  readonly kind: ReportRow["kind"];
  readonly state: ReportRow["state"];
  readonly file: string;
  readonly contexts: readonly string[];
  readonly user?: string;
  readonly groups?: readonly string[];
  readonly notBefore?: string;
}

/** The longest time that a Go time.Duration holds, in seconds: `time.Until` stays at it beyond. */
const LONGEST = 9_223_372_036;

/**
 * What `kubeadm certs check-expiration -o json` gives for a kubeadm directory. For any other report the same
 * shape; its rows carry `details`.
 */
export function kubeadmInfo(report: Report): CertificateExpirationInfo {
  const rows = report.kubeadm === undefined ? report.rows : report.rows.filter(row => row.kubeadm);
  const infos = (authorities: boolean) =>
    rows
      .filter(row => isAuthority(row) === authorities)
      .map(row => infoOf(row, report.now, report.kubeadm === undefined));
  return {
    kind: "CertificateExpirationInfo",
    apiVersion: "output.kubeadm.k8s.io/v1alpha3",
    certificates: infos(false),
    certificateAuthorities: infos(true),
  };
}

/** Whether a row belongs to the second table. */
export function isAuthority(row: ReportRow): boolean {
  return row.kind === "ca";
}

/** Whole seconds until a moment, towards zero, within what a Go duration holds. Milliseconds since the epoch. */
export function residualSeconds(until: number, now: number): number {
  const seconds = Math.trunc((until - now) / 1000);
  return Math.max(-LONGEST, Math.min(LONGEST, seconds)) + 0;
}

function infoOf(row: ReportRow, now: number, withDetails: boolean): CertificateInfo {
  const { notAfter } = row;
  return {
    name: row.name,
    expirationDate: notAfter === undefined ? null : rfc3339(notAfter),
    residualTime: notAfter === undefined ? 0 : residualSeconds(notAfter, now),
    externallyManaged: row.externallyManaged,
    ...(row.caName === undefined || row.state === "missing" || isAuthority(row)
      ? {}
      : { caName: row.caName }),
    missing: row.state === "missing",
    ...(withDetails ? { details: detailsOf(row) } : {}),
  };
}

function detailsOf({ kind, state, file, contexts, identity, notBefore }: ReportRow): CertificateDetails {
  return {
    kind,
    state,
    file,
    contexts,
    ...(identity === undefined ? {} : { user: identity.user, groups: identity.groups }),
    ...(notBefore === undefined ? {} : { notBefore: rfc3339(notBefore) }),
  };
}

/** `2027-11-22T04:31:02Z`. @param ms milliseconds since the epoch */
export function rfc3339(ms: number): string {
  return new Date(ms).toISOString().replace(/\.\d{3}Z$/, "Z");
}
