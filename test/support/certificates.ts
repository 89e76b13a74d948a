import "@abraham/reflection";
import { createHash, createPublicKey, sign } from "node:crypto";
import * as x509 from "@peculiar/x509";
import { bitString, contentsOf, der, integer, sequence, time } from "./der.ts";
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
  /** The Name, in DER. */
  readonly subject: Uint8Array;
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
 * the signature is random. Put together here, as hundreds are made and a library takes milliseconds for each.
 */
export async function makeCertificate(options: CertificateOptions = {}): Promise<Issued> {
  const key = await keyFor(options);
  const signer = options.issuer ?? key;
  const subject = new Uint8Array(new x509.Name(nameOf(options)).toArrayBuffer());
  const [hash, algorithm] = signatureOf(signer.keyType, options.hash);
  const tbs = sequence(
    der(0xa0, integer("02")),
    integer(options.serial ?? "01"),
    algorithm,
    options.issuer?.subject ?? subject,
    sequence(
      time(options.notBefore ?? new Date("2026-01-01T00:00:00Z")),
      time(options.notAfter ?? new Date("2027-01-01T00:00:00Z")),
    ),
    subject,
    spkiOf(key),
    der(0xa3, sequence(...extensionsFor(options, key).map(({ rawData }) => new Uint8Array(rawData)))),
  );
  const bytes = sequence(tbs, algorithm, bitString(sign(hash, tbs, signer.privateKey)));
  const lines = bytes.toString("base64").match(/.{1,64}/g) ?? [];
  const pem = `-----BEGIN CERTIFICATE-----\n${lines.join("\n")}\n-----END CERTIFICATE-----\n`;
  return { ...key, subject, pem, der: new Uint8Array(bytes) };
}

/** Hashes as node:crypto calls them, and AlgorithmIdentifiers in hexadecimal: RFC 5758, 8017, 8410. */
const SIGNATURES: Readonly<Record<string, readonly [hash: string | null, identifier: string]>> = {
  p256: ["sha256", "300a06082a8648ce3d040302"],
  "p256 SHA-1": ["sha1", "300906072a8648ce3d0401"],
  p384: ["sha384", "300a06082a8648ce3d040303"],
  p521: ["sha512", "300a06082a8648ce3d040304"],
  ed25519: [null, "300506032b6570"],
  rsa: ["sha256", "300d06092a864886f70d01010b0500"],
  "rsa SHA-1": ["sha1", "300d06092a864886f70d0101050500"],
};

/** @throws RangeError for a hash that such keys do not sign with here */
function signatureOf(keyType: KeyType, hash?: string): readonly [hash: string | null, algorithm: Buffer] {
  const name = [keyType.replace(/-.*/, ""), ...(hash === undefined ? [] : [hash])].join(" ");
  const found = SIGNATURES[name];
  if (found === undefined) throw new RangeError(`There is no ${name}`);
  return [found[0], Buffer.from(found[1], "hex")];
}

function spkiOf({ publicKeyPem }: KeyMaterial): Buffer {
  return Buffer.from(publicKeyPem.replace(/-----.*-----/g, ""), "base64");
}

/** The SHA-1 of a public key's bits, in hexadecimal: RFC 5280 4.2.1.2, method 1. */
export function keyIdOf(key: KeyMaterial): string {
  const [, bits] = contentsOf(contentsOf(spkiOf(key))[0] ?? Buffer.of());
  return createHash("sha1")
    .update(bits?.subarray(1) ?? Buffer.of())
    .digest("hex");
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
/** The public key alone: `sa.pub` of kubeadm. */
export function publicPem({ privateKey }: Pick<Issued, "privateKey">): string {
  return createPublicKey(privateKey).export({ type: "spki", format: "pem" }).toString();
}

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

function extensionsFor(options: CertificateOptions, key: KeyMaterial): readonly x509.Extension[] {
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
  if (ca) extensions.push(new x509.SubjectKeyIdentifierExtension(keyIdOf(key)));
  if (options.issuer !== undefined) {
    extensions.push(new x509.AuthorityKeyIdentifierExtension(keyIdOf(options.issuer)));
  }
  if (options.san !== undefined) extensions.push(new x509.SubjectAlternativeNameExtension([...options.san]));
  return [...extensions, ...(options.extensions ?? [])];
}
