import { certificate, tlv } from "./der.ts";
import { fill, numbered, type Shape } from "./shape.ts";

const shape = (name: string, make: (size: number) => string): Shape => ({ name, entry: "bytes", make });
const token = (name: string, make: (size: number) => string): Shape => ({ name, entry: "token", make });

const BEGIN = "-----BEGIN CERTIFICATE-----\n";
const END = "-----END CERTIFICATE-----\n";
const armoured = (der: Uint8Array, label = "CERTIFICATE") =>
  `-----BEGIN ${label}-----\n${Buffer.from(der).toString("base64")}\n-----END ${label}-----\n`;
const jwt = (claims: string) =>
  [`{"alg":"RS256"}`, claims, "signature"].map(part => Buffer.from(part).toString("base64url")).join(".");

/** What a certificate file, a key file or a `-data` field holds. */
export const byteShapes: readonly Shape[] = [
  shape("PEM blocks of one certificate", size => fill(armoured(certificate({})), size)),
  shape("PEM blocks of certificates that differ", size =>
    numbered(
      i => armoured(certificate({ serial: Uint8Array.of(1, (i >> 16) & 255, (i >> 8) & 255, i & 255) })),
      size,
    ),
  ),
  shape("empty PEM blocks", size => fill(BEGIN + END, size)),
  shape("PEM blocks of zeros", size => fill(armoured(Buffer.alloc(30)), size)),
  shape("PEM blocks of other labels", size => fill(armoured(Buffer.alloc(30), "X509 CRL"), size)),
  shape("PEM blocks of keys", size => fill(armoured(tlv(0x30, Buffer.alloc(30)), "PRIVATE KEY"), size)),
  shape("PEM blocks with labels that differ", size => fill(`${BEGIN}AAAA\n-----END OTHER-----\n`, size)),
  shape("PEM blocks that are no base64", size => fill(`${BEGIN}****\n${END}`, size)),
  shape("PEM without an END", size => fill(BEGIN, size)),
  shape("PEM without a BEGIN", size => fill(END, size)),
  shape("PEM with its BEGIN glued to a text", size => fill(`x${BEGIN}AAAA\n${END}`, size)),
  shape("PEM with one END for many BEGINs", size => fill(BEGIN, size) + END),
  shape("PEM with one BEGIN for many ENDs", size => BEGIN + fill(END, size)),
  shape("one PEM block of many lines", size => `${BEGIN}${fill("QUJD\n", size)}${END}`),
  shape("one PEM block of blanks", size => `${BEGIN}${fill(" \t", size)}\n${END}`),
  shape("PEM headers", size => `${BEGIN}${numbered(i => `h${i}: v\n`, size)}\n${END}`),
  shape("PEM headers in each block", size => fill(`${BEGIN}a: b\n\nAAAA\n${END}`, size)),
  shape("a PEM label of many characters", size => `-----BEGIN ${fill("x", size)}-----\n`),
  shape("PEM labels of many characters", size =>
    fill(`-----BEGIN ${"x".repeat(1000)}-----\n-----END ${"x".repeat(999)}-----\n`, size),
  ),
  shape("dashes", size => fill("-", size)),
  shape("dashes and BEGIN without an end of the line", size => fill("-----BEGIN ", size)),
  shape("END without dashes", size => BEGIN + fill("\n-----END ", size)),
  shape("escaped line breaks", size => fill("-----BEGIN CERTIFICATE-----\\nAAAA\\n", size)),
  shape("base64 of PEM", size => Buffer.from(fill(BEGIN, (size * 3) / 4)).toString("base64")),
  shape("white space", size => fill("\n \t", size)),
  shape("an RSA key of many bits", size =>
    armoured(
      tlv(
        0x30,
        tlv(2, Uint8Array.of(0)),
        ...Array.from({ length: 8 }, () => tlv(2, Buffer.alloc(size / 12, 0x7d))),
      ),
      "RSA PRIVATE KEY",
    ),
  ),
  shape("an EC key of many bits", size =>
    armoured(
      tlv(
        0x30,
        tlv(2, Uint8Array.of(1)),
        tlv(4, Buffer.alloc((size * 3) / 4, 1)),
        tlv(0xa0, tlv(6, Uint8Array.of(0x2a, 0x86, 0x48, 0xce, 0x3d, 3, 1, 7))),
      ),
      "EC PRIVATE KEY",
    ),
  ),
];

export const tokenShapes: readonly Shape[] = [
  token("dots", size => fill(".", size)),
  token("letters", size => fill("a", size)),
  token("a claim of many characters", size => jwt(`{"sub":"${fill("s", size / 2)}"}`)),
  token("many claims", size => jwt(`{${numbered(i => `"c${i}":1,`, size / 2)}"sub":"s"}`)),
  token("many groups", size =>
    jwt(`{"iss":"i","sub":"s","aud":["a"],"email":"e","groups":[${numbered(i => `"g${i}",`, size / 2)}"g"]}`),
  ),
  token("lists inside each other", size => jwt(`{"a":${"[".repeat(size / 4)}${"]".repeat(size / 4)}}`)),
  token("objects inside each other", size => jwt(`${'{"a":'.repeat(size / 10)}1${"}".repeat(size / 10)}`)),
  token("a service account with colons", size =>
    jwt(`{"sub":"system:serviceaccount:${fill("a:", size / 2)}"}`),
  ),
  token("numbers of many digits", size => jwt(`{"exp":${fill("9", size / 2)}}`)),
  token("escapes", size => jwt(`{"sub":"${fill("\\u0041", size / 2)}"}`)),
];
