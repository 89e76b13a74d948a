import "@abraham/reflection";
import { generateKeyPairSync } from "node:crypto";
import * as x509 from "@peculiar/x509";
import {
  base64,
  type CertificateOptions,
  type Issued,
  type KeyMaterial,
  makeCa,
  makeCertificate,
} from "../../../support/certificates.ts";

export const date = (text: string) => new Date(`${text}T00:00:00Z`);

export function user(certificate: string, key: string, more = ""): string {
  return `client-certificate-data: ${base64(certificate)}, client-key-data: ${base64(key)}${more}`;
}

export function cluster(ca: string, more = ""): string {
  return `server: "https://h", certificate-authority-data: ${base64(ca)}${more}`;
}

export function of(issued: Issued): string {
  return user(issued.pem, issued.keyPem);
}

/** PEM of a certificate with some bytes of its DER exchanged for as many others. */
export function changed({ der }: Issued, from: string, to: string): string {
  const hex = Buffer.from(der).toString("hex");
  if (!hex.includes(from)) throw new Error("Nothing to change");
  const body = Buffer.from(hex.replaceAll(from, to), "hex")
    .toString("base64")
    .replace(/.{1,64}/g, "$&\n");
  return `-----BEGIN CERTIFICATE-----\n${body}-----END CERTIFICATE-----\n`;
}

/** With a negative serial number, which Go refuses. `issued` has the serial number 7f. */
export function malformed(issued: Issued): string {
  return changed(issued, "a00302010202017f", "a003020102020180");
}

export const SHA256_WITH_RSA = "2a864886f70d01010b";
export const SHA1_WITH_RSA = "2a864886f70d010105";

export function rsaKey(bits: number): KeyMaterial {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: bits });
  const keyPem = String(privateKey.export({ type: "pkcs8", format: "pem" }));
  const publicKeyPem = String(publicKey.export({ type: "spki", format: "pem" }));
  return { keyType: "rsa-2048", privateKey, keyPem, traditionalKeyPem: keyPem, publicKeyPem };
}

export function encrypted({ privateKey }: Issued): string {
  const options = { type: "pkcs8", format: "pem", cipher: "aes-256-cbc", passphrase: "planted" } as const;
  return String(privateKey.export(options));
}

export const CLIENT = ["clientAuth"] as const;

/** What most cases about certificates start from. All is well with each on 2026-11-22 unless it says otherwise. */
export interface Pki {
  readonly ca: Issued;
  /** A client certificate of `ca` for jane of devs, to 2027-06-01. */
  readonly issue: (options?: CertificateOptions) => Promise<Issued>;
  readonly healthy: Issued;
  readonly bySelf: Issued;
  /** On 2026-11-20. */
  readonly expired: Issued;
  /** On 2026-11-01. */
  readonly expiredCa: Issued;
}

export async function makePki(): Promise<Pki> {
  const ca = await makeCa();
  const issue = (options: CertificateOptions = {}) =>
    makeCertificate({
      cn: "jane",
      orgs: ["devs"],
      eku: CLIENT,
      issuer: ca,
      notAfter: date("2027-06-01"),
      ...options,
    });
  return {
    ca,
    issue,
    healthy: await issue(),
    bySelf: await makeCertificate({ cn: "jane", eku: CLIENT, notAfter: date("2027-06-01") }),
    expired: await issue({ notAfter: date("2026-11-20") }),
    expiredCa: await makeCa({ notAfter: date("2026-11-01") }),
  };
}

/** A critical extension that nobody knows. */
export function strangeExtension(): x509.Extension {
  return new x509.Extension("1.2.3.4", true, new Uint8Array([5, 0]));
}

/** Name constraints that permit example.com and what is under it. */
export function onlyExampleCom(): x509.Extension {
  const name = Buffer.from("example.com");
  return new x509.Extension("2.5.29.30", true, Buffer.concat([Buffer.from("3011a00f300d820b", "hex"), name]));
}

export const MAY_NOT_SIGN = x509.KeyUsageFlags.digitalSignature;
