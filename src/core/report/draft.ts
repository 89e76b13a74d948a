import { toHex } from "../bytes/bytes.ts";
import type { Timing } from "../features/time.ts";
import { say } from "../message.ts";
import type { Steps } from "../steps.ts";
import { isSelfIssued, issuedBy } from "../x509/chain.ts";
import { commonName, formatName } from "../x509/name.ts";
import type { Certificate } from "../x509/types.ts";
import type { ReportRow } from "./model.ts";
import { stateOf } from "./state.ts";

/** A row in the making, with the certificate that it is about. */
export interface RowDraft {
  readonly row: ReportRow;
  readonly certificate?: Certificate;
}

/** What a certificate itself says of a row. */
export function rowOfCertificate(
  certificate: Certificate,
  timing: Timing,
): Pick<ReportRow, "state" | "notBefore" | "notAfter" | "caName" | "externallyManaged"> {
  const { notBefore, notAfter, issuer } = certificate;
  const caName = isSelfIssued(certificate) ? "" : commonName(issuer) || formatName(issuer);
  return {
    state: stateOf(timing, { notBefore, notAfter }),
    ...(notBefore === undefined ? {} : { notBefore }),
    ...(notAfter === undefined ? {} : { notAfter }),
    ...(caName === "" ? {} : { caName }),
    externallyManaged: false,
  };
}

/** Several rows of one file or field, told apart by whom each certificate is of, and by its place where that is the same. */
export function toldApart(drafts: readonly RowDraft[]): readonly RowDraft[] {
  if (drafts.length < 2) return drafts;
  const names = drafts.map(({ certificate }) => certificate && subjectOf(certificate));
  const seen = new Set<string>();
  const repeated = new Set<string>();
  for (const name of names) if (name !== undefined) (seen.has(name) ? repeated : seen).add(name);
  const valid = new Set(drafts.filter(isValidCa).map(subjectKey));
  return drafts.map((draft, index) => {
    const name = names[index];
    if (name === undefined) return draft;
    const which = repeated.has(name) ? `${name}, ${index + 1}` : name;
    const named = { ...draft, row: { ...draft.row, name: `${draft.row.name} (${which})` } };
    return valid.has(subjectKey(draft)) ? superseded(named) : named;
  });
}

function subjectOf({ subject }: Certificate): string {
  return commonName(subject) || formatName(subject);
}

function isValidCa({ row: { kind, state } }: RowDraft): boolean {
  return kind === "ca" && (state === "ok" || state === "expiring" || state === "critical");
}

function subjectKey({ certificate }: RowDraft): string {
  return certificate === undefined ? "" : toHex(certificate.subject.der);
}

/** While a CA changes, the old stands beside the new in one file: when it has expired, nothing fails. */
function superseded(draft: RowDraft): RowDraft {
  if (draft.row.state !== "expired" || draft.row.kind !== "ca") return draft;
  return {
    ...draft,
    row: { ...draft.row, state: "leftover", detail: say("its successor is in the same file") },
  };
}

/** The rows, each with the CA of the same report that it chains to by key id, else by name. Linear, in steps. */
export function* linkAuthorities(drafts: readonly RowDraft[]): Steps<readonly ReportRow[]> {
  const authorities = new Map<string, RowDraft[]>();
  for (const draft of drafts) {
    if (draft.row.kind !== "ca" || draft.row.state === "leftover" || draft.certificate === undefined)
      continue;
    const key = toHex(draft.certificate.subject.der);
    const others = authorities.get(key);
    if (others === undefined) authorities.set(key, [draft]);
    else if (others.length < CANDIDATES) others.push(draft);
  }
  const rows: ReportRow[] = [];
  for (const draft of drafts) {
    const ca = authorityOf(draft, authorities);
    rows.push(ca === undefined ? draft.row : { ...draft.row, ca: ca.row.id });
    yield;
  }
  return rows;
}

/** How many CAs of one name are looked at for each leaf: every cluster has a `kubernetes`. */
const CANDIDATES = 200;

function authorityOf(
  { row, certificate }: RowDraft,
  authorities: ReadonlyMap<string, readonly RowDraft[]>,
): RowDraft | undefined {
  if (certificate === undefined) return undefined;
  // A leaf with the name of its CA looks as if it had signed itself.
  if (isSelfIssued(certificate) && certificate.basicConstraints?.ca === true) return undefined;
  const candidates = authorities.get(toHex(certificate.issuer.der)) ?? [];
  let byName: RowDraft | undefined;
  for (const candidate of candidates) {
    if (candidate.row.id === row.id || candidate.certificate === undefined) continue;
    const relation = issuedBy(certificate, candidate.certificate);
    if (relation === "by-key-id") return candidate;
    if (relation === "by-name") byName ??= candidate;
  }
  return byName;
}
