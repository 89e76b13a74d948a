import { equalBytes } from "../../bytes/bytes.ts";
import type { BundleItem, CertificateBundle, CertificateUse } from "../../kubeconfig/facts-model.ts";
import { type Message, say } from "../../message.ts";
import { fingerprintOf } from "../../x509/fingerprint.ts";
import { lostMessage } from "../../x509/lost-blocks.ts";
import { commonName, formatName, organizations, uidOf } from "../../x509/name.ts";
import type { Certificate } from "../../x509/types.ts";
import { moment, standing, type Timing, urgency } from "../time.ts";
import { algorithmName, altName, extendedUsageName, keyUsageName } from "../wording.ts";
import {
  type Block,
  codeRow,
  heading,
  type NoteTone,
  note,
  type Row,
  row,
  type Text,
  table,
} from "./blocks.ts";

/** How many values a list shows before it says how many more there are. */
const SHOWN = 12;

export type CertificateRole = CertificateUse["role"];

/** What to say of the issuer beside its name. */
export interface IssuerNote {
  readonly texts: readonly Text[];
  readonly tone?: NoteTone;
  /** Over which certificates it leads to which CA, where that is not its issuer. */
  readonly chains: readonly Row[];
}

const NO_NOTE: IssuerNote = { texts: [], chains: [] };

/** Every certificate of a field: the first in full, the others in a line each. */
export function bundleBlocks(
  bundle: CertificateBundle,
  role: CertificateRole,
  timing: Timing,
  issuer: IssuerNote = NO_NOTE,
): Block[] {
  const [first, ...others] = bundle.certificates;
  const blocks: Block[] = [];
  if (first !== undefined) blocks.push(...itemBlocks(first, role, timing, issuer));
  if (others.length > 0) blocks.push(...otherBlocks(others, timing));
  for (const each of bundle.lost) blocks.push(note(lostMessage(each), "warning"));
  const skipped = [...new Set(bundle.skipped)].filter(label => label !== "EC PARAMETERS");
  if (skipped.length > 0) blocks.push(note(say("Skipped by kubectl: {0}.", bounded(skipped).join(", "))));
  return blocks;
}

function itemBlocks(
  item: BundleItem,
  role: CertificateRole,
  timing: Timing,
  issuer: IssuerNote,
): readonly Block[] {
  return item.ok
    ? certificateBlocks(item.certificate, role, timing, issuer)
    : [note(item.failure.message, "bad")];
}

/** One certificate in full, with every defect that keeps Go, and so kubectl, from taking it. */
export function certificateBlocks(
  certificate: Certificate,
  role: CertificateRole,
  timing: Timing,
  issuer: IssuerNote = NO_NOTE,
): Block[] {
  const rows = [
    ...(role === "client" ? identityRows(certificate) : [subjectRow(certificate)]),
    ...validityRows(certificate, timing),
    issuerRow(certificate, issuer),
    ...issuer.chains,
    ...usageRows(certificate),
    ...(role === "client" ? [subjectRow(certificate)] : []),
    ...numberRows(certificate),
  ];
  const problems = certificate.problems.map(problem =>
    note(problem.message, problem.refused ? "bad" : "warning"),
  );
  return [...table(rows), ...problems];
}

/** Who the API server takes it for comes first: it is what people look for. */
export function* identityRows({ subject }: Pick<Certificate, "subject">): Iterable<Row> {
  yield row(say("User (CN)"), commonName(subject) || say("none: the API server takes no user from it"));
  const groups = organizations(subject);
  yield row(say("Groups (O)"), groups.length > 0 ? bounded(groups) : say("none"));
  const uid = uidOf(subject);
  if (!uid.ok) yield row(say("UID"), uid.message, "bad");
  else if (uid.value !== undefined) yield row(say("UID"), uid.value);
}

export function subjectRow({ subject }: Pick<Certificate, "subject">): Row {
  return row(say("Subject"), formatName(subject) || say("empty"));
}

function issuerRow({ subject, issuer }: Certificate, { texts, tone }: IssuerNote): Row {
  const name = equalBytes(subject.der, issuer.der) ? say("itself") : formatName(issuer) || say("empty");
  return row(say("Issuer"), [name, ...texts], tone);
}

function* validityRows({ notBefore, notAfter }: Certificate, timing: Timing): Iterable<Row> {
  if (notAfter !== undefined) {
    const end: readonly Text[] = [standing(timing.now, { notBefore, notAfter }), moment(notAfter)];
    yield row(say("Valid until"), end, toneOfEnd(timing, notAfter, notBefore));
  }
  if (notBefore !== undefined) {
    const early = timing.now < notBefore;
    const start: readonly Text[] = early ? [say("not yet valid"), moment(notBefore)] : [moment(notBefore)];
    yield row(say("Valid from"), start, early ? "warning" : undefined);
  }
}

/** Bad once over or critical. @param from when it began, where that is known */
export function toneOfEnd(timing: Timing, until: number, from?: number): NoteTone | undefined {
  const soon = urgency(timing, until, from);
  if (soon === "fine") return undefined;
  return soon === "warning" ? "warning" : "bad";
}

/** What of it a request has as well. */
type Usages = Pick<
  Certificate,
  "subjectAltNames" | "publicKey" | "signatureAlgorithm" | "keyUsage" | "extKeyUsage" | "basicConstraints"
>;

export function* usageRows(certificate: Usages): Iterable<Row> {
  const { subjectAltNames, keyUsage, extKeyUsage, basicConstraints } = certificate;
  if (subjectAltNames.length > 0) yield row(say("Names (SAN)"), bounded(subjectAltNames.map(altName)));
  yield row(say("Key"), algorithmName(certificate.publicKey.algorithm));
  if (keyUsage !== undefined && keyUsage.length > 0) yield row(say("Key usage"), keyUsage.map(keyUsageName));
  if (extKeyUsage !== undefined && extKeyUsage.length > 0) {
    yield row(say("Extended usage"), bounded(extKeyUsage.map(extendedUsageName)));
  }
  if (basicConstraints?.ca === true) yield row(say("CA"), caText(basicConstraints.maxPathLen));
  yield row(say("Signature"), certificate.signatureAlgorithm);
}

function caText(maxPathLen: number | undefined): Message {
  return maxPathLen === undefined ? say("yes") : say("yes, path length {0}", maxPathLen);
}

function* numberRows(certificate: Certificate): Iterable<Row> {
  yield codeRow(say("Serial"), certificate.serial);
  yield codeRow(say("SHA-256"), fingerprintOf(certificate));
  if (certificate.subjectKeyId !== undefined) yield codeRow(say("Key id"), certificate.subjectKeyId);
  if (certificate.authorityKeyId !== undefined && certificate.authorityKeyId !== certificate.subjectKeyId) {
    yield codeRow(say("Issuer key id"), certificate.authorityKeyId);
  }
}

function otherBlocks(others: readonly BundleItem[], timing: Timing): readonly Block[] {
  const shown = others.slice(0, SHOWN).map((item, index) => otherRow(item, index + 2, timing));
  const more = others.length - shown.length;
  return [
    heading(say("Also in this field")),
    ...table(shown),
    ...(more > 0 ? [note(say("and {0} more", more))] : []),
  ];
}

function otherRow(item: BundleItem, position: number, timing: Timing): Row {
  const label = say("Certificate {0}", position);
  if (!item.ok) return row(label, item.failure.message, "bad");
  const { subject, notBefore, notAfter } = item.certificate;
  const name = formatName(subject) || say("empty");
  if (notAfter === undefined) return row(label, name);
  return row(
    label,
    [name, standing(timing.now, { notBefore, notAfter })],
    toneOfEnd(timing, notAfter, notBefore),
  );
}

/** The first values, and how many more there are. */
export function bounded<T>(values: readonly T[]): readonly (T | Message)[] {
  const more = values.length - SHOWN;
  return more > 0 ? [...values.slice(0, SHOWN), say("and {0} more", more)] : values;
}
