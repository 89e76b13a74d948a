import { toHex } from "../bytes/bytes.ts";
import type { Timing } from "../features/time.ts";
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
