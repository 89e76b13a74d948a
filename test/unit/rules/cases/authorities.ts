import { makeCa } from "../../../support/certificates.ts";
import { config, type RuleCase } from "./case.ts";
import { cluster, date, MAY_NOT_SIGN, malformed, type Pki, rsaKey, strangeExtension } from "./pki.ts";

const HEADERS = "lines with a colon stand below its BEGIN line, and must go";
const withHeaders = (pem: string) => pem.replace("\n", "\nfriendlyName: ca\n\n");
const blockOf = (body: string) => `-----BEGIN CERTIFICATE-----\n${body}\n-----END CERTIFICATE-----\n`;
/** The line after a text. */
const lines = (text: string) => text.split("\n").length;

/** CAs of clusters, at 2026-11-22. */
export async function authorityCases({ ca, bySelf, expiredCa }: Pki): Promise<readonly RuleCase[]> {
  const never = await makeCa({ notBefore: date("2028-01-01"), notAfter: date("2027-01-01") });
  return [
    {
      name: "a CA with an RSA key of 1024 bits",
      text: config({ cluster: cluster((await makeCa({ key: rsaKey(1024) })).pem) }),
      expected: [
        {
          severity: "warning",
          code: "weak-key",
          text: "LS0tLS1CRUdJTiBDRVJU…",
          message:
            'The certificate of cluster "prod" has an RSA key of 1024 bits. kubectl accepts it, but it is too short to be safe: issue one with at least 2048.',
        },
      ],
    },
    {
      name: "a CA without PEM",
      text: config({ cluster: cluster("nothing") }),
      expected: [
        {
          severity: "error",
          code: "bad-pem",
          text: "bm90aGluZw==",
          message:
            'The certificate-authority-data of cluster "prod" holds no PEM: no line begins with -----BEGIN. kubectl stops with "unable to parse bytes as PEM block": it must hold -----BEGIN CERTIFICATE-----, at the start of a line, with its END.',
        },
      ],
    },
    {
      name: "a key for a CA",
      text: config({ cluster: cluster(ca.keyPem) }),
      expected: [
        {
          severity: "error",
          code: "wrong-pem-kind",
          text: "LS0tLS1CRUdJTiBQUklW…",
          message:
            'The certificate-authority-data of cluster "prod" holds "PRIVATE KEY" where a certificate belongs. kubectl stops with "no valid certificate authority data seen": put the CA certificate here.',
        },
      ],
    },
    {
      name: "a CA with its key",
      text: config({ cluster: cluster(ca.pem + ca.keyPem) }),
      expected: [
        {
          severity: "warning",
          code: "key-in-ca",
          text: "LS0tLS1CRUdJTiBDRVJU…",
          message:
            'The certificate-authority-data of cluster "prod" holds a private key. kubectl skips it, but if it is the CA\'s, whoever reads it can become any user of the cluster: remove it, and renew the CA if the file was shared.',
        },
      ],
    },
    {
      name: "a CA that is none",
      text: config({ cluster: cluster(bySelf.pem) }),
      expected: [
        {
          severity: "warning",
          code: "ca-not-a-ca",
          text: "LS0tLS1CRUdJTiBDRVJU…",
          message:
            'The certificate given as CA of cluster "prod" is not a CA. kubectl then trusts the server only while it presents this very certificate: put the CA that signed it here.',
        },
      ],
    },
    {
      name: "a CA that may not sign",
      text: config({
        cluster: cluster((await makeCa({ keyUsage: MAY_NOT_SIGN })).pem),
      }),
      expected: [
        {
          severity: "warning",
          code: "ca-not-a-ca",
          text: "LS0tLS1CRUdJTiBDRVJU…",
          message:
            'The certificate given as CA of cluster "prod" is not a CA. kubectl then trusts the server only while it presents this very certificate: put the CA that signed it here.',
        },
      ],
    },
    {
      name: "an expired CA",
      text: config({ cluster: cluster(expiredCa.pem) }),
      expected: [
        {
          severity: "error",
          code: "ca-expired",
          text: "LS0tLS1CRUdJTiBDRVJU…",
          message:
            'The CA of cluster "prod" expired on 2026-11-01, 21d ago. kubectl refuses the server with "certificate signed by unknown authority": put the cluster\'s current CA here.',
        },
      ],
    },
    {
      name: "an expired CA beside a healthy one",
      text: config({ cluster: cluster(expiredCa.pem + ca.pem) }),
      expected: [
        {
          severity: "warning",
          code: "ca-expired",
          text: "LS0tLS1CRUdJTiBDRVJU…",
          message:
            'One of the CAs of cluster "prod" expired on 2026-11-01. kubectl still trusts servers through the others: remove the expired one.',
        },
      ],
    },
    {
      name: "an expiring CA",
      text: config({ cluster: cluster((await makeCa({ notAfter: date("2026-12-01") })).pem) }),
      expected: [
        {
          severity: "warning",
          code: "ca-expiring",
          text: "LS0tLS1CRUdJTiBDRVJU…",
          message:
            'The CA of cluster "prod" expires on 2026-12-01, in 9d. From then on kubectl refuses the server with "certificate signed by unknown authority": plan its renewal.',
        },
      ],
    },
    {
      name: "an expiring CA beside a lasting one",
      text: config({ cluster: cluster((await makeCa({ notAfter: date("2026-12-01") })).pem + ca.pem) }),
      expected: [],
    },
    {
      name: "a CA that is never valid",
      text: config({ cluster: cluster(never.pem) }),
      expected: [
        {
          severity: "error",
          code: "certificate-never-valid",
          text: "LS0tLS1CRUdJTiBDRVJU…",
          message:
            'The CA of cluster "prod" ends on 2027-01-01, before it begins on 2028-01-01: it is never valid, and kubectl trusts nothing that it signed ("certificate has expired or is not yet valid"). Put the cluster\'s CA here.',
        },
      ],
    },
    {
      name: "a CA that is never valid beside a healthy one",
      text: config({ cluster: cluster(ca.pem + never.pem) }),
      expected: [
        {
          severity: "warning",
          code: "certificate-never-valid",
          text: "LS0tLS1CRUdJTiBDRVJU…",
          message:
            'One of the CAs of cluster "prod" ends on 2027-01-01, before it begins on 2028-01-01: it is never valid. kubectl still trusts servers through the others: remove it.',
        },
      ],
    },
    {
      name: "a CA not yet valid",
      text: config({ cluster: cluster((await makeCa({ notBefore: date("2027-01-01") })).pem) }),
      expected: [
        {
          severity: "error",
          code: "ca-not-yet-valid",
          text: "LS0tLS1CRUdJTiBDRVJU…",
          message:
            'The CA of cluster "prod" is valid only from 2027-01-01, in 40d. Until then kubectl refuses the server with "certificate signed by unknown authority": wait, or check the clocks.',
        },
      ],
    },
    {
      name: "a malformed CA",
      text: config({ cluster: cluster(malformed(await makeCa({ serial: "7f" }))) }),
      expected: [
        {
          severity: "error",
          code: "certificate-malformed",
          text: "LS0tLS1CRUdJTiBDRVJU…",
          message:
            'The CA of cluster "prod" is malformed. kubectl stops with "unable to load root certificates" (x509: negative serial number): put the CA of the cluster here again.',
        },
      ],
    },
    {
      name: "several malformed CAs beside a healthy one",
      text: config({
        cluster: cluster(malformed(await makeCa({ serial: "7f" })) + ca.pem + blockOf("QUJD")),
      }),
      expected: [
        {
          severity: "warning",
          code: "certificate-malformed",
          text: "LS0tLS1CRUdJTiBDRVJU…",
          message:
            'Certificate 1 in certificate-authority-data of cluster "prod" is malformed (x509: negative serial number). kubectl skips it and trusts the others: replace or remove it.',
        },
        {
          severity: "warning",
          code: "certificate-malformed",
          text: "LS0tLS1CRUdJTiBDRVJU…",
          message:
            'Certificate 3 in certificate-authority-data of cluster "prod" is malformed (x509: malformed certificate). kubectl skips it and trusts the others: replace or remove it.',
        },
      ],
    },
    {
      name: "a CA with headers, and one with another label, beside a healthy one",
      text: config({
        cluster: cluster(
          `${ca.pem}${withHeaders(ca.pem)}${ca.pem.replaceAll(" CERTIFICATE-", " TRUSTED CERTIFICATE-")}`,
        ),
      }),
      expected: [HEADERS, "its label is TRUSTED CERTIFICATE, and only CERTIFICATE is read"].map(why => ({
        severity: "warning" as const,
        code: "bad-pem" as const,
        text: "LS0tLS1CRUdJTiBDRVJU…",
        message: `What begins in line ${why === HEADERS ? lines(ca.pem) : 2 * lines(ca.pem) + 1} of the certificate-authority-data of cluster "prod" is no certificate to kubectl, which passes over it without a word: ${why}. A server that this CA vouches for is refused.`,
      })),
    },
    {
      name: "a CA with headers alone",
      text: config({ cluster: cluster(withHeaders(ca.pem)) }),
      expected: [
        {
          severity: "error",
          code: "wrong-pem-kind",
          text: "LS0tLS1CRUdJTiBDRVJU…",
          message:
            'The certificate-authority-data of cluster "prod" holds "CERTIFICATE with headers" where a certificate belongs. kubectl stops with "no valid certificate authority data seen": put the CA certificate here.',
        },
      ],
    },
    {
      name: "a malformed CA beside a healthy one",
      text: config({ cluster: cluster(ca.pem + malformed(await makeCa({ serial: "7f" }))) }),
      expected: [
        {
          severity: "warning",
          code: "certificate-malformed",
          text: "LS0tLS1CRUdJTiBDRVJU…",
          message:
            'Certificate 2 in certificate-authority-data of cluster "prod" is malformed (x509: negative serial number). kubectl skips it and trusts the others: replace or remove it.',
        },
      ],
    },
    {
      name: "a CA with a critical extension that Go does not know",
      text: config({
        cluster: cluster((await makeCa({ extensions: [strangeExtension()] })).pem),
      }),
      expected: [
        {
          severity: "error",
          code: "unknown-critical-extension",
          text: "LS0tLS1CRUdJTiBDRVJU…",
          message:
            'A CA of cluster "prod" has a critical extension that Go does not know (1.2.3.4). kubectl refuses every server certificate under it: use a CA without it.',
        },
      ],
    },
  ];
}
