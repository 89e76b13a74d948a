import { type IssuedRecord, isValidAt } from "../ledger/record.ts";
import { csvText } from "./csv.ts";
import { rfc3339 } from "./kubeadm-info.ts";

/** The columns of a ledger that programs read: names that stay, dates in RFC 3339. */
const columns: readonly (readonly [string, (record: IssuedRecord, now: number) => string])[] = [
  ["issued", ({ issued }) => rfc3339(issued)],
  ["issuance", ({ issuance = "" }) => issuance],
  ["user", ({ user }) => user],
  ["groups", ({ groups }) => groups.join(";")],
  ["uid", ({ uid = "" }) => uid],
  ["subject", ({ subject }) => subject],
  ["usages", ({ usages }) => usages.join(";")],
  ["not_before", ({ notBefore }) => rfc3339(notBefore)],
  ["not_after", ({ notAfter }) => rfc3339(notAfter)],
  ["valid", (record, now) => (isValidAt(record, now) ? "yes" : "no")],
  ["certificate_authority", ({ ca }) => ca.name],
  ["ca_sha256", ({ ca }) => ca.fingerprint],
  ["serial", ({ serial }) => serial],
  ["sha256", ({ fingerprint }) => fingerprint],
  ["file", ({ file }) => file],
  ["kubeconfig_user", ({ entry = "" }) => entry],
];

/** What was issued, as comma-separated values like those of the report. @param now milliseconds since the epoch */
export function issuedCsv(records: readonly IssuedRecord[], now: number): string {
  return csvText(
    columns.map(([name]) => name),
    records.map(record => columns.map(([, cell]) => cell(record, now))),
  );
}
