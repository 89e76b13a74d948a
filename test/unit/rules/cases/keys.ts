import { makeCertificate, makeRequest } from "../../../support/certificates.ts";
import { config, type RuleCase } from "./case.ts";
import { changed, cluster, encrypted, of, type Pki, rsaKey, user } from "./pki.ts";

/** Client keys, and what else may stand where a key or a certificate belongs, at 2026-11-22. */
export async function keyCases({ ca, issue, healthy, expired }: Pki): Promise<readonly RuleCase[]> {
  return [
    {
      name: "an RSA key of 1024 bits",
      text: config({ user: of(await issue({ key: rsaKey(1024) })) }),
      expected: [
        {
          severity: "warning",
          code: "weak-key",
          text: "LS0tLS1CRUdJTiBDRVJU…",
          message:
            'The certificate of user "jane" has an RSA key of 1024 bits. kubectl accepts it, but it is too short to be safe: issue one with at least 2048.',
        },
      ],
    },
    {
      name: "an RSA key of 768 bits",
      text: config({ user: of(await issue({ key: rsaKey(768) })) }),
      expected: [
        {
          severity: "error",
          code: "weak-key",
          text: "LS0tLS1CRUdJTiBDRVJU…",
          message:
            'The certificate of user "jane" has an RSA key of 768 bits. kubectl refuses to use keys under 1024 bits, and this can be broken: issue one with at least 2048.',
        },
      ],
    },
    {
      name: "a key of another certificate",
      text: config({ user: user(healthy.pem, expired.keyPem) }),
      expected: [
        {
          severity: "error",
          code: "key-mismatch",
          text: "LS0tLS1CRUdJTiBQUklW…",
          message:
            'The client-key-data of user "jane" does not belong to its client-certificate-data. kubectl stops with "private key does not match public key" or its like: put the key there that the certificate was issued for.',
        },
      ],
    },
    {
      name: "a key of another kind",
      text: config({ user: user(healthy.pem, (await makeCertificate({ keyType: "ed25519" })).keyPem) }),
      expected: [
        {
          severity: "error",
          code: "key-mismatch",
          text: "LS0tLS1CRUdJTiBQUklW…",
          message:
            'The client-key-data of user "jane" does not belong to its client-certificate-data. kubectl stops with "private key does not match public key" or its like: put the key there that the certificate was issued for.',
        },
      ],
    },
    {
      name: "the certificate is not the first",
      text: config({ user: user(ca.pem + healthy.pem, healthy.keyPem) }),
      expected: [
        {
          severity: "error",
          code: "key-mismatch",
          text: "LS0tLS1CRUdJTiBQUklW…",
          message:
            'The client-key-data of user "jane" belongs to certificate 2 in client-certificate-data, and kubectl pairs it with the first: it stops with "private key does not match public key". Put that certificate first, then its issuers.',
        },
      ],
    },
    {
      name: "certificate and key switched",
      text: config({ user: user(healthy.keyPem, healthy.pem) }),
      expected: [
        {
          severity: "error",
          code: "wrong-pem-kind",
          text: "LS0tLS1CRUdJTiBQUklW…",
          message:
            'The client-certificate-data and the client-key-data of user "jane" are switched: the key stands where the certificate belongs. kubectl stops with "PEM inputs may have been switched": exchange the two.',
        },
      ],
    },
    {
      name: "a certificate for a key",
      text: config({ user: user(healthy.pem, healthy.pem) }),
      expected: [
        {
          severity: "error",
          code: "wrong-pem-kind",
          text: "LS0tLS1CRUdJTiBDRVJU…",
          message:
            'The client-key-data of user "jane" holds no private key. kubectl stops with "tls: found a certificate rather than a key in the PEM for the private key": put the key of the client certificate here.',
        },
      ],
    },
    {
      name: "a request for a certificate",
      text: config({ user: user((await makeRequest({ cn: "jane" })).pem, healthy.keyPem) }),
      expected: [
        {
          severity: "error",
          code: "wrong-pem-kind",
          text: "LS0tLS1CRUdJTiBDRVJU…",
          message:
            'The client-certificate-data of user "jane" holds "CERTIFICATE REQUEST" where a certificate belongs. kubectl stops with "failed to find certificate PEM data" or its like: put the client certificate here.',
        },
      ],
    },
    {
      name: "a key behind a passphrase",
      text: config({ user: user(healthy.pem, encrypted(healthy)) }),
      expected: [
        {
          severity: "error",
          code: "key-encrypted",
          text: "LS0tLS1CRUdJTiBFTkNS…",
          message:
            'The client-key-data of user "jane" is encrypted with a passphrase, which kubectl cannot ask for. It stops with "failed to parse private key": decrypt it with openssl pkey.',
        },
      ],
    },
    {
      name: "a damaged key",
      text: config({
        user: user(healthy.pem, "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"),
      }),
      expected: [
        {
          severity: "error",
          code: "key-malformed",
          text: "LS0tLS1CRUdJTiBQUklW…",
          message:
            'The client-key-data of user "jane" cannot be read as a private key. kubectl stops with "tls: failed to parse private key": put the key of the client certificate here, RSA, ECDSA or Ed25519.',
        },
      ],
    },
    {
      name: "no PEM",
      text: config({ user: user("nothing", "nothing") }),
      expected: [
        {
          severity: "error",
          code: "bad-pem",
          text: "bm90aGluZw==",
          message:
            'The client-certificate-data of user "jane" holds no PEM: no line begins with -----BEGIN. kubectl stops with "failed to find any PEM data in certificate input": it must hold -----BEGIN CERTIFICATE-----, at the start of a line, with its END.',
        },
        {
          severity: "error",
          code: "bad-pem",
          text: "bm90aGluZw==",
          message:
            'The client-key-data of user "jane" holds no PEM: no line begins with -----BEGIN. kubectl stops with "failed to find any PEM data in key input": it must hold a PRIVATE KEY block, its BEGIN at the start of a line, with its END.',
        },
      ],
    },
    {
      name: "data and file",
      text: config({
        cluster: cluster(ca.pem, ", certificate-authority: ca"),
        user: `${of(healthy)}, client-certificate: c, client-key: k`,
      }),
      expected: [
        {
          severity: "error",
          code: "data-and-file",
          text: "ca",
          message:
            'The cluster "prod" has both certificate-authority and certificate-authority-data. kubectl stops with "are both specified", though it adds that the data will override: remove one of them.',
        },
        {
          severity: "error",
          code: "data-and-file",
          text: "c",
          message:
            'The user "jane" has both client-certificate and client-certificate-data. kubectl stops with "are both specified", though it adds that the data will override: remove one of them.',
        },
        {
          severity: "error",
          code: "data-and-file",
          text: "k",
          message:
            'The user "jane" has both client-key and client-key-data. kubectl stops with "are both specified", though it adds that the data will override: remove one of them.',
        },
      ],
    },
    {
      name: "a certificate for a kind of key that Go does not know",
      text: config({
        user: user(
          changed(await issue({ keyType: "ed25519" }), "300506032b6570", "300506032b6571"),
          healthy.keyPem,
        ),
      }),
      expected: [
        {
          severity: "error",
          code: "key-unsupported",
          text: "LS0tLS1CRUdJTiBDRVJU…",
          message:
            'The client-certificate-data of user "jane" is for a kind of key that kubectl cannot use. It stops with "unknown public key algorithm": have one issued for an RSA, ECDSA or Ed25519 key.',
        },
      ],
    },
  ];
}
