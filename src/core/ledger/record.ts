import { type ClientIdentity, identityOf } from "../x509/assess.ts";
import { fingerprintOf } from "../x509/fingerprint.ts";
import { commonName, formatName } from "../x509/name.ts";
import type { Certificate } from "../x509/types.ts";

/** How a certificate came about: for a new key, in the place of another one, for a request, or as a CA. */
export const ISSUANCES = ["minted", "renewed", "signed", "ca"] as const;
export type Issuance = (typeof ISSUANCES)[number];

/** A certificate that a CA issued here. Times are milliseconds since the epoch. Holds public facts only, and no key. */
export interface IssuedRecord extends ClientIdentity {
  readonly issued: number;
  readonly issuance?: Issuance;
  /** As `Certificate.serial` has it. */
  readonly serial: string;
  /** SHA-256 over the DER, lower-case hexadecimal. */
  readonly fingerprint: string;
  /** RFC 2253. */
  readonly subject: string;
  /** Names as `Certificate.extKeyUsage` has them; none for a CA. */
  readonly usages: readonly string[];
  readonly notBefore: number;
  readonly notAfter: number;
  readonly ca: IssuingCa;
  /** The path of the file that it went into; an address where that is on no disk of this machine. */
  readonly file: string;
  /** The user of a kubeconfig that it belongs to. */
  readonly entry?: string;
}

export interface IssuingCa {
  /** The common name, else the whole subject. */
  readonly name: string;
  readonly fingerprint: string;
}

/** What is known of an issuance beside the certificate. */
export interface IssuedWhere extends Pick<IssuedRecord, "issued" | "issuance" | "file" | "entry"> {
  readonly ca: Certificate;
}

/** The record of a certificate; none where its validity is malformed, which no CA here issues. */
export function recordOf(certificate: Certificate, where: IssuedWhere): IssuedRecord | undefined {
  const { notBefore, notAfter, serial, subject, extKeyUsage = [] } = certificate;
  if (notBefore === undefined || notAfter === undefined) return undefined;
  const { ca, ...rest } = where;
  return {
    ...rest,
    serial,
    fingerprint: fingerprintOf(certificate),
    subject: formatName(subject),
    ...identityOf(subject),
    usages: extKeyUsage,
    notBefore,
    notAfter,
    ca: { name: commonName(ca.subject) || formatName(ca.subject), fingerprint: fingerprintOf(ca) },
  };
}

/** Whether the API server may take it at a moment: its period has begun and is not over. */
export function isValidAt({ notBefore, notAfter }: IssuedRecord, now: number): boolean {
  return notBefore <= now && now <= notAfter;
}

/** To sort by: what is not over, the soonest end first; then what is over, the last end first. */
export function compareEnds(a: IssuedRecord, b: IssuedRecord, now: number): number {
  const isOver = a.notAfter < now;
  if (isOver !== b.notAfter < now) return isOver ? 1 : -1;
  return isOver ? b.notAfter - a.notAfter : a.notAfter - b.notAfter;
}

/** Whether it says who a client is. */
export function isOfClient({ usages }: IssuedRecord): boolean {
  return usages.includes("clientAuth");
}
