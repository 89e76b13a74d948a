import { toHex } from "../../bytes/bytes.ts";
import { type BitString, contextTag, DerReader, integerValue, isNegative, Tag } from "../der.ts";
import { readAltNames } from "../san.ts";
import type { Certificate, CertificateExtension, KeyUsage, SubjectAltName } from "../types.ts";
import {
  checkAuthorityInfoAccess,
  checkCrlDistributionPoints,
  checkInhibitAnyPolicy,
  checkNameConstraints,
  checkPolicies,
  checkPolicyConstraints,
  checkPolicyMappings,
  type ExtensionVerdict,
} from "./checks.ts";

/** What extensions say of a certificate, filled in one by one. */
export interface ExtensionFacts {
  keyUsage?: NonNullable<Certificate["keyUsage"]>;
  extKeyUsage?: NonNullable<Certificate["extKeyUsage"]>;
  basicConstraints?: NonNullable<Certificate["basicConstraints"]>;
  subjectKeyId?: string;
  authorityKeyId?: string;
  subjectAltNames?: readonly SubjectAltName[];
}

type ReadExtension = (extension: CertificateExtension, facts: ExtensionFacts) => ExtensionVerdict;

const FINE: ExtensionVerdict = {};
const AUTHORITY_INFO_ACCESS = "1.3.6.1.5.5.7.1.1";

/** One reader for each extension that Go's x509 knows (crypto/x509 processExtensions). */
const READERS: ReadonlyMap<string, ReadExtension> = new Map<string, ReadExtension>([
  ["2.5.29.14", readSubjectKeyId],
  ["2.5.29.15", readKeyUsage],
  ["2.5.29.17", readSubjectAltName],
  ["2.5.29.19", readBasicConstraints],
  ["2.5.29.30", checkNameConstraints],
  ["2.5.29.31", checkCrlDistributionPoints],
  ["2.5.29.32", checkPolicies],
  ["2.5.29.33", checkPolicyMappings],
  ["2.5.29.35", readAuthorityKeyId],
  ["2.5.29.36", checkPolicyConstraints],
  ["2.5.29.37", readExtKeyUsage],
  ["2.5.29.54", checkInhibitAnyPolicy],
  [AUTHORITY_INFO_ACCESS, checkAuthorityInfoAccess],
]);

/** Read one extension into `facts` and judge it as Go does. */
export function readExtension(extension: CertificateExtension, facts: ExtensionFacts): ExtensionVerdict {
  return READERS.get(extension.oid)?.(extension, facts) ?? { unhandled: true };
}

/** The bits of KeyUsage (RFC 5280 4.2.1.3), most significant first. */
export const KEY_USAGES: readonly KeyUsage[] = [
  "digitalSignature",
  "nonRepudiation",
  "keyEncipherment",
  "dataEncipherment",
  "keyAgreement",
  "keyCertSign",
  "cRLSign",
  "encipherOnly",
  "decipherOnly",
];

function readKeyUsage({ value }: CertificateExtension, facts: ExtensionFacts): ExtensionVerdict {
  const bits = new DerReader(value).bitString();
  if (bits === undefined) {
    return { error: "x509: invalid key usage" };
  }
  facts.keyUsage = KEY_USAGES.filter((_, i) => hasBit(bits, i));
  return FINE;
}

function hasBit({ bytes, unused }: BitString, i: number): boolean {
  return i < bytes.length * 8 - unused && (((bytes[i >> 3] ?? 0) >> (7 - (i & 7))) & 1) === 1;
}

/** Names as Go prints them (crypto/x509 ExtKeyUsage.String), with `any` for anyExtendedKeyUsage. */
const EXT_KEY_USAGES: ReadonlyMap<string, string> = new Map([
  ["2.5.29.37.0", "any"],
  ["1.3.6.1.5.5.7.3.1", "serverAuth"],
  ["1.3.6.1.5.5.7.3.2", "clientAuth"],
  ["1.3.6.1.5.5.7.3.3", "codeSigning"],
  ["1.3.6.1.5.5.7.3.4", "emailProtection"],
  ["1.3.6.1.5.5.7.3.5", "ipsecEndSystem"],
  ["1.3.6.1.5.5.7.3.6", "ipsecTunnel"],
  ["1.3.6.1.5.5.7.3.7", "ipsecUser"],
  ["1.3.6.1.5.5.7.3.8", "timeStamping"],
  ["1.3.6.1.5.5.7.3.9", "OCSPSigning"],
  ["1.3.6.1.4.1.311.10.3.3", "msSGC"],
  ["2.16.840.1.113730.4.1", "nsSGC"],
  ["1.3.6.1.4.1.311.2.1.22", "msCodeCom"],
  ["1.3.6.1.4.1.311.61.1.1", "msKernelCode"],
]);

function readExtKeyUsage({ value }: CertificateExtension, facts: ExtensionFacts): ExtensionVerdict {
  const error = "x509: invalid extended key usages";
  const sequence = new DerReader(value).enter(Tag.sequence);
  if (sequence === undefined) {
    return { error };
  }
  const usages: string[] = [];
  while (!sequence.empty) {
    const oid = sequence.oid();
    if (oid === undefined) {
      return { error };
    }
    usages.push(EXT_KEY_USAGES.get(oid) ?? oid);
  }
  facts.extKeyUsage = usages;
  return FINE;
}

function readBasicConstraints({ value }: CertificateExtension, facts: ExtensionFacts): ExtensionVerdict {
  const error = "x509: invalid basic constraints";
  const sequence = new DerReader(value).enter(Tag.sequence);
  if (sequence === undefined) {
    return { error };
  }
  const ca = sequence.peek() === Tag.boolean ? sequence.boolean() : false;
  if (ca === undefined) {
    return { error };
  }
  if (sequence.peek() !== Tag.integer) {
    facts.basicConstraints = { ca };
    return FINE;
  }
  const length = sequence.integer();
  if (length === undefined || isNegative(length) || integerValue(length) >= 2n ** 63n) {
    return { error };
  }
  facts.basicConstraints = { ca, maxPathLen: Number(integerValue(length)) };
  return FINE;
}

function readSubjectKeyId(
  { value, critical }: CertificateExtension,
  facts: ExtensionFacts,
): ExtensionVerdict {
  if (critical) {
    return { error: "x509: subject key identifier incorrectly marked critical" };
  }
  const id = new DerReader(value).content(Tag.octetString);
  if (id === undefined) {
    return { error: "x509: invalid subject key identifier" };
  }
  facts.subjectKeyId = toHex(id);
  return FINE;
}

function readAuthorityKeyId(
  { value, critical }: CertificateExtension,
  facts: ExtensionFacts,
): ExtensionVerdict {
  if (critical) {
    return { error: "x509: authority key identifier incorrectly marked critical" };
  }
  const error = "x509: invalid authority key identifier";
  const sequence = new DerReader(value).enter(Tag.sequence);
  if (sequence === undefined) {
    return { error };
  }
  const idTag = contextTag(0, false);
  if (sequence.peek() !== idTag) {
    return FINE;
  }
  const id = sequence.content(idTag);
  if (id === undefined) {
    return { error };
  }
  facts.authorityKeyId = toHex(id);
  return FINE;
}

function readSubjectAltName({ value }: CertificateExtension, facts: ExtensionFacts): ExtensionVerdict {
  const { names, error } = readAltNames(value);
  facts.subjectAltNames = names;
  return error === undefined ? { unhandled: names.every(name => name.type === "other") } : { error };
}
