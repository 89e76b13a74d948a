import { equalBytes, toHex } from "../../bytes/bytes.ts";
import type { Result } from "../../result.ts";
import { decodeCertificate } from "../certificate.ts";
import { Extension, Name, X509CertificateGenerator } from "../peculiar.ts";
import type { Certificate, CertificateExtension } from "../types.ts";
import { failure } from "./failure.ts";
import { signingScheme } from "./keys.ts";
import type { Validity } from "./lifetime.ts";
import type { SigningKey } from "./signing-key.ts";
import { type MintWorld, unshared } from "./world.ts";

/** What a certificate shall say. Names are DER. */
export interface CertificateTemplate {
  readonly subject: Uint8Array;
  readonly issuer: Uint8Array;
  readonly spki: Uint8Array;
  readonly validity: Pick<Validity, "notBefore" | "notAfter">;
  readonly extensions: readonly CertificateExtension[];
}

/**
 * Sign a version 3 certificate with a random serial number of 127 bits, and read it again: what comes back says what
 * was asked for and has no problems. Code of a failure: `not-as-asked`.
 */
export async function issue(
  template: CertificateTemplate,
  signer: Pick<SigningKey, "key" | "algorithm">,
  { crypto }: MintWorld,
): Promise<Result<Certificate>> {
  const { subject, issuer, spki, validity, extensions } = template;
  const scheme = signingScheme(signer.algorithm);
  if (scheme === undefined) {
    return failure("key-unsupported", "The CA's key is of a kind that cannot sign here.");
  }
  const made = await X509CertificateGenerator.create(
    {
      serialNumber: toHex(randomSerial(crypto)),
      subject: new Name(unshared(subject)),
      issuer: new Name(unshared(issuer)),
      notBefore: new Date(validity.notBefore),
      notAfter: new Date(validity.notAfter),
      publicKey: unshared(spki),
      signingKey: signer.key,
      signingAlgorithm: scheme.signing,
      extensions: extensions.map(({ oid, critical, value }) => new Extension(oid, critical, unshared(value))),
    },
    crypto,
  );
  const certificate = decodeCertificate(new Uint8Array(made.rawData));
  return certificate.ok && isAsAsked(certificate.value, template)
    ? certificate
    : failure("not-as-asked", "The certificate that came out is not the one asked for, so nothing was made.");
}

/** Positive, never shorter than 16 octets: the first bit is 0 and the second 1 (RFC 5280 4.1.2.2). */
function randomSerial(crypto: Crypto): Uint8Array {
  const serial = crypto.getRandomValues(new Uint8Array(16));
  serial[0] = ((serial[0] ?? 0) & 0x7f) | 0x40;
  return serial;
}

function isAsAsked(certificate: Certificate, template: CertificateTemplate): boolean {
  const { subject, issuer, publicKey, notBefore, notAfter, extensions, problems } = certificate;
  return (
    problems.length === 0 &&
    equalBytes(subject.der, template.subject) &&
    equalBytes(issuer.der, template.issuer) &&
    equalBytes(publicKey.spki, template.spki) &&
    notBefore === template.validity.notBefore &&
    notAfter === template.validity.notAfter &&
    extensions.length === template.extensions.length &&
    template.extensions.every(({ oid, critical, value }, i) => {
      const made = extensions[i];
      return made?.oid === oid && made.critical === critical && equalBytes(made.value, value);
    })
  );
}
