import type { Message } from "../message.ts";

/** One block of a PEM text as Go's encoding/pem reads it. Offsets are into the decoded PEM text. */
export interface PemBlock {
  readonly label: string;
  readonly headers: ReadonlyMap<string, string>;
  readonly der: Uint8Array;
  readonly start: number;
  readonly end: number;
}

/** One AttributeTypeAndValue of a name, in the order of the encoding. */
export interface NameAttribute {
  /** Dotted decimal. */
  readonly oid: string;
  readonly value: string;
  /** The index of the RelativeDistinguishedName it stands in: equal for a multi-valued RDN. */
  readonly rdn: number;
}

export interface DistinguishedName {
  readonly attributes: readonly NameAttribute[];
  /** The DER of the whole name, to compare issuer with subject as Go does: byte for byte. */
  readonly der: Uint8Array;
}

export type KeyAlgorithm =
  | { readonly type: "RSA"; readonly bits: number; readonly exponent: string }
  | { readonly type: "ECDSA"; readonly curve: "P-224" | "P-256" | "P-384" | "P-521" }
  | { readonly type: "Ed25519" }
  | { readonly type: "other"; readonly oid: string; readonly name?: string };

export type KeyUsage =
  | "digitalSignature"
  | "nonRepudiation"
  | "keyEncipherment"
  | "dataEncipherment"
  | "keyAgreement"
  | "keyCertSign"
  | "cRLSign"
  | "encipherOnly"
  | "decipherOnly";

export type SubjectAltName =
  | { readonly type: "dns" | "email" | "uri" | "ip"; readonly value: string }
  | { readonly type: "other"; readonly tag: number };

export interface CertificateExtension {
  readonly oid: string;
  readonly critical: boolean;
  readonly value: Uint8Array;
}

/**
 * What the tree, the lens and the rules need of a certificate. Decoding never throws: what could not be
 * read is absent and stands in `problems`. Times are milliseconds since the epoch, absent when malformed.
 */
export interface Certificate {
  readonly der: Uint8Array;
  /** 1, 2 or 3. */
  readonly version: number;
  /** Lower-case hexadecimal without leading zeros, with a minus sign where the INTEGER is negative. */
  readonly serial: string;
  readonly subject: DistinguishedName;
  readonly issuer: DistinguishedName;
  readonly notBefore?: number;
  readonly notAfter?: number;
  readonly publicKey: PublicKey;
  /** The name Go prints (`ECDSA-SHA256`), or the dotted OID. */
  readonly signatureAlgorithm: string;
  readonly keyUsage?: readonly KeyUsage[];
  /** Names as Go corpus verdicts spell them (`clientAuth`, `serverAuth`, `any`), else the dotted OID. */
  readonly extKeyUsage?: readonly string[];
  readonly basicConstraints?: { readonly ca: boolean; readonly maxPathLen?: number };
  /** Lower-case hexadecimal. */
  readonly subjectKeyId?: string;
  readonly authorityKeyId?: string;
  readonly subjectAltNames: readonly SubjectAltName[];
  readonly extensions: readonly CertificateExtension[];
  /** Critical extensions that Go does not know: a chain with this certificate does not verify. Dotted OIDs. */
  readonly unhandledCritical: readonly string[];
  /** The signed part and the signature, for a check of the signature. */
  readonly tbs: Uint8Array;
  readonly signature: Uint8Array;
  /** Anything that makes Go's crypto/x509 refuse the certificate (`refused: true`), or a smaller defect. */
  readonly problems: readonly CertificateProblem[];
}

export interface CertificateProblem {
  /** What is affected: `validity`, `serial`, `san`, `extension`, `key`, `signature-algorithm`, `name`, `structure`, … */
  readonly part: string;
  /** True when Go's x509.ParseCertificate refuses the certificate because of this, so kubectl does too. */
  readonly refused: boolean;
  readonly message: Message;
  /** Go's own words where it refuses (`x509: malformed UTCTime`), as kubectl prints them. Never translated. */
  readonly error?: string;
}

export interface PublicKey {
  readonly algorithm: KeyAlgorithm;
  /** The SubjectPublicKeyInfo, whole. */
  readonly spki: Uint8Array;
}
