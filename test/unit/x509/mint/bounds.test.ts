import { strict as assert } from "node:assert";
import { loadSigningCa } from "../../../../src/core/x509/signing.ts";
import { makeCa } from "../../../support/certificates.ts";
import { der, integer, sequence } from "../../../support/der.ts";

const OIDS = {
  pbes2: "06092a864886f70d01050d",
  pbkdf2: "06092a864886f70d01050c",
  scrypt: "06092b06010401da47040b",
  tripleDes: "06082a864886f70d0307",
};
const world = { now: Date.parse("2026-06-01T00:00:00Z"), crypto: globalThis.crypto };

/** An `ENCRYPTED PRIVATE KEY` whose passphrase is open to guess at. */
function encryptedKey(derivation: Buffer, length = 64): string {
  const cipher = sequence(Buffer.from(OIDS.tripleDes, "hex"), der(4, Buffer.alloc(8)));
  const scheme = sequence(Buffer.from(OIDS.pbes2, "hex"), sequence(derivation, cipher));
  return pem("ENCRYPTED PRIVATE KEY", sequence(scheme, der(4, Buffer.alloc(length, 7))).toString("base64"));
}

function pem(label: string, body: string): string {
  return `-----BEGIN ${label}-----\n${body}\n-----END ${label}-----\n`;
}

function pbkdf2(rounds: number): Buffer {
  const parameters = sequence(der(4, Buffer.alloc(8)), integer(rounds.toString(16)));
  return sequence(Buffer.from(OIDS.pbkdf2, "hex"), parameters);
}

function scrypt(...factors: readonly number[]): Buffer {
  const parameters = sequence(der(4, Buffer.alloc(8)), ...factors.map(each => integer(each.toString(16))));
  return sequence(Buffer.from(OIDS.scrypt, "hex"), parameters);
}

describe("the work that an encrypted key may ask for", () => {
  const legacy = (length: number) =>
    pem(
      "RSA PRIVATE KEY",
      `Proc-Type: 4,ENCRYPTED\nDEK-Info: DES-EDE3-CBC,0011223344556677\n\n${Buffer.alloc(length, 7).toString("base64")}`,
    );
  const cases: Readonly<Record<string, readonly [code: string, key: string]>> = {
    "some rounds of PBKDF2": ["wrong-passphrase", encryptedKey(pbkdf2(2048))],
    "ten million rounds of PBKDF2": ["key-unsupported", encryptedKey(pbkdf2(10_000_000))],
    "scrypt as openssl asks for it": ["wrong-passphrase", encryptedKey(scrypt(2 ** 14, 8, 1))],
    "much memory of scrypt": ["key-unsupported", encryptedKey(scrypt(2 ** 20, 8, 1))],
    "much work of scrypt": ["key-unsupported", encryptedKey(scrypt(2 ** 14, 8, 64))],
    "scrypt of a million lanes": ["key-unsupported", encryptedKey(scrypt(2, 1, 2 ** 20))],
    "the longest ciphertext of a key": ["wrong-passphrase", encryptedKey(pbkdf2(1), 16_384)],
    "100 kB of ciphertext": ["key-damaged", encryptedKey(pbkdf2(1), 100_000)],
    "the longest ciphertext of an old key": ["wrong-passphrase", legacy(16_384)],
    "100 kB of an old key": ["key-damaged", legacy(100_000)],
  };
  for (const [name, [code, key]] of Object.entries(cases)) {
    it(name, async () => {
      const { pem: certificate } = await makeCa({ seed: "ca" });
      const loaded = await loadSigningCa({ certificate, key, passphrase: "x" }, world);
      assert.equal(loaded.ok ? "" : loaded.code, code);
    });
  }
});
