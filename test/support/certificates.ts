import "@abraham/reflection";
import * as x509 from "@peculiar/x509";
import {
  importPrivate,
  importPublic,
  type KeyMaterial,
  type KeyType,
  makeKey,
  signingAlgorithm,
} from "./keys.ts";

export { type KeyMaterial, type KeyType, makeKey, sharedKey } from "./keys.ts";

x509.cryptoProvider.set(crypto);

export type ExtendedUsage = "clientAuth" | "serverAuth" | "codeSigning" | "any" | `${number}.${string}`;

/** A certificate with its key. */
export interface Issued extends KeyMaterial {
  readonly certificate: x509.X509Certificate;
  readonly pem: string;
  readonly der: Uint8Array;
}

export interface SubjectOptions {
  readonly cn?: string;
  /** All in one RelativeDistinguishedName, before the CN, as Go's pkix.Name writes them. */
  readonly orgs?: readonly string[];
  /** The whole name instead of `cn` and `orgs`; keys are short names or dotted OIDs. */
  readonly subject?: x509.JsonName;
}

export interface RequestOptions extends SubjectOptions {
  /** Default `p256`, the fastest to make. */
  readonly keyType?: KeyType;
  /** Use this key rather than a new one. */
  readonly key?: KeyMaterial;
  /** Derive the key from this text: the same every time. Elliptic curves and Ed25519 only. */
  readonly seed?: string;
  readonly san?: readonly x509.JsonGeneralName[];
}

export interface CertificateOptions extends RequestOptions {
  /** Default 2026-01-01T00:00:00Z. Certificates count whole seconds. */
  readonly notBefore?: Date;
  /** Default 2027-01-01T00:00:00Z. */
  readonly notAfter?: Date;
  /** Hexadecimal; default `01`. */
  readonly serial?: string;
  /** Absent means no such extension. */
  readonly eku?: readonly ExtendedUsage[];
  /** Default: digitalSignature and keyEncipherment; for a CA also keyCertSign. */
  readonly keyUsage?: x509.KeyUsageFlags;
  /** Who signs; the certificate signs itself where absent. */
  readonly issuer?: Issued;
  readonly ca?: boolean;
  readonly pathLength?: number;
  /** The hash of the signature; that of the key's kind where absent. */
  readonly hash?: "SHA-1";
  /** Added as they are, after the usual ones. */
  readonly extensions?: readonly x509.Extension[];
}

/** A self-signed CA like kubeadm's: 2026 to 2036, keyCertSign; `issuer` makes it an intermediate. */
export async function makeCa(options: CertificateOptions = {}): Promise<Issued> {
  return makeCertificate({
    cn: "kubernetes",
    notAfter: new Date("2036-01-01T00:00:00Z"),
    ca: true,
    ...options,
  });
}

/**
 * A certificate and its key. Ed25519 keys with a `seed` give the same bytes every time; with other keys
 * the signature is random.
 */
export async function makeCertificate(options: CertificateOptions = {}): Promise<Issued> {
  const key = await keyFor(options);
  const issuer = options.issuer;
  const subject = new x509.Name(nameOf(options));
  const publicKey = await importPublic(key);
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: options.serial ?? "01",
    subject: subject,
    issuer: issuer === undefined ? subject : issuer.certificate.subjectName,
    notBefore: options.notBefore ?? new Date("2026-01-01T00:00:00Z"),
    notAfter: options.notAfter ?? new Date("2027-01-01T00:00:00Z"),
    publicKey,
    signingKey: await importPrivate(issuer ?? key),
    signingAlgorithm: {
      ...signingAlgorithm((issuer ?? key).keyType),
      ...(options.hash && { hash: options.hash }),
    },
    extensions: await extensionsFor(options, publicKey),
  });
  const pem = `${certificate.toString("pem")}\n`;
  return { ...key, certificate, pem, der: new Uint8Array(certificate.rawData) };
}

/** A PKCS#10 certificate signing request and its key. */
export async function makeRequest(
  options: RequestOptions = {},
): Promise<KeyMaterial & { readonly pem: string }> {
  const key = await keyFor(options);
  const request = await x509.Pkcs10CertificateRequestGenerator.create({
    name: new x509.Name(nameOf(options)),
    keys: { privateKey: await importPrivate(key), publicKey: await importPublic(key) },
    signingAlgorithm: signingAlgorithm(key.keyType),
    extensions: options.san === undefined ? [] : [new x509.SubjectAlternativeNameExtension([...options.san])],
  });
  return { ...key, pem: `${request.toString("pem")}\n` };
}

/** Base64 of a text on one line, as the `-data` fields of a kubeconfig carry PEM. */
export function base64(text: string): string {
  return Buffer.from(text, "utf8").toString("base64");
}

async function keyFor(options: RequestOptions): Promise<KeyMaterial> {
  return options.key ?? makeKey(options.keyType, options.seed);
}

function nameOf(options: SubjectOptions): x509.JsonName {
  if (options.subject !== undefined) return options.subject;
  const organizations =
    options.orgs === undefined || options.orgs.length === 0 ? [] : [{ O: [...options.orgs] }];
  const commonName = options.cn === undefined ? [] : [{ CN: [options.cn] }];
  return [...organizations, ...commonName];
}

const USAGE_OIDS: Readonly<Record<string, string>> = {
  serverAuth: "1.3.6.1.5.5.7.3.1",
  clientAuth: "1.3.6.1.5.5.7.3.2",
  codeSigning: "1.3.6.1.5.5.7.3.3",
  any: "2.5.29.37.0",
};

async function extensionsFor(options: CertificateOptions, publicKey: CryptoKey): Promise<x509.Extension[]> {
  const ca = options.ca === true;
  const flags = x509.KeyUsageFlags;
  const usual = flags.digitalSignature | flags.keyEncipherment | (ca ? flags.keyCertSign : 0);
  const extensions: x509.Extension[] = [
    new x509.KeyUsagesExtension(options.keyUsage ?? usual, true),
    new x509.BasicConstraintsExtension(ca, options.pathLength, true),
  ];
  if (options.eku !== undefined) {
    const usages = options.eku.map(usage => USAGE_OIDS[usage] ?? usage);
    extensions.push(new x509.ExtendedKeyUsageExtension(usages, false));
  }
  if (ca) extensions.push(await x509.SubjectKeyIdentifierExtension.create(publicKey));
  if (options.issuer !== undefined) {
    extensions.push(await x509.AuthorityKeyIdentifierExtension.create(options.issuer.certificate.publicKey));
  }
  if (options.san !== undefined) extensions.push(new x509.SubjectAlternativeNameExtension([...options.san]));
  return [...extensions, ...(options.extensions ?? [])];
}
