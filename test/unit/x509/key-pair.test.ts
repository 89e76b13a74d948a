import { strict as assert } from "node:assert";
import { createCipheriv, generateKeyPairSync, type KeyObject } from "node:crypto";
import { render } from "../../../src/core/message.ts";
import { readPrivateKey } from "../../../src/core/x509/key.ts";
import { checkKeyPair } from "../../../src/core/x509/key-pair.ts";
import { encodePem, readPem } from "../../../src/core/x509/pem.ts";
import { type Issued, type KeyType, makeCertificate, sharedKey } from "../../support/certificates.ts";
import { mutateDer, randomNumbers } from "../../support/mutate.ts";

const KEY_TYPES: readonly KeyType[] = ["p256", "p384", "p521", "ed25519", "rsa-2048"];

function verdict(certificate: string, key: string, exact = false): string {
  const result = checkKeyPair(certificate, key, { exact });
  return result.ok ? "ok" : `${result.code}: ${render(result.message)}`;
}

function pkcs8(key: KeyObject): string {
  return String(key.export({ type: "pkcs8", format: "pem" }));
}

describe("checkKeyPair", () => {
  let issued: ReadonlyMap<KeyType, Issued>;
  let jane: Issued;
  let joe: Issued;

  before(async function () {
    this.timeout(20_000);
    issued = new Map(
      await Promise.all(
        KEY_TYPES.map(
          async keyType => [keyType, await makeCertificate({ key: await sharedKey(keyType) })] as const,
        ),
      ),
    );
    [jane, joe] = [await makeCertificate({ cn: "jane" }), await makeCertificate({ cn: "joe" })];
  });

  it("knows each kind of key in each of its forms, believing or computing the public key", () => {
    const verdicts = [...issued.values()].flatMap(({ pem, keyPem, traditionalKeyPem }) =>
      [keyPem, traditionalKeyPem].flatMap(key => [verdict(pem, key), verdict(pem, key, true)]),
    );
    assert.deepEqual(
      verdicts,
      verdicts.map(() => "ok"),
    );
    assert.equal(verdicts.length, 20);
  });

  it("names the curve or kind of a key that Go does not know", () => {
    const ec = (namedCurve: string, paramEncoding: "named" | "explicit" = "named") =>
      generateKeyPairSync("ec", { namedCurve, paramEncoding }).privateKey;
    const why = (key: KeyObject, type: "pkcs8" | "sec1" = "pkcs8") => {
      const read = readPrivateKey(String(key.export({ type, format: "pem" })));
      return read.ok ? "ok" : /: it is (.*), which/.exec(render(read.message))?.[1];
    };
    const named = ["secp256k1", "secp112r1", "brainpoolP384t1", "sect283k1", "prime239v1", "SM2"];
    for (const curve of named) {
      assert.deepEqual([why(ec(curve)), why(ec(curve), "sec1")], Array(2).fill(`on the curve ${curve}`));
    }
    assert.deepEqual(
      [
        why(ec("prime192v1")),
        why(ec("P-256", "explicit")),
        why(generateKeyPairSync("ed448").privateKey),
        why(generateKeyPairSync("rsa-pss", { modulusLength: 1024 }).privateKey),
        why(generateKeyPairSync("dsa", { modulusLength: 1024, divisorLength: 160 }).privateKey),
        why(ec("P-224")),
      ],
      [
        "on the curve P-192",
        "on the curve given by explicit parameters",
        "on the curve Ed448",
        "a key of RSA-PSS",
        "a key of DSA",
        "ok",
      ],
    );
  });

  it("tells public facts of a key and nothing else", () => {
    const read = [...issued.values()].map(({ traditionalKeyPem }) => {
      const info = readPrivateKey(traditionalKeyPem);
      return info.ok && [info.value.format, info.value.algorithm, Object.keys(info.value).toSorted()];
    });
    const fields = ["algorithm", "computed", "format", "publicPart"];
    assert.deepEqual(read, [
      ["SEC1", { type: "ECDSA", curve: "P-256" }, fields],
      ["SEC1", { type: "ECDSA", curve: "P-384" }, fields],
      ["SEC1", { type: "ECDSA", curve: "P-521" }, fields],
      ["PKCS#8", { type: "Ed25519" }, fields],
      ["PKCS#1", { type: "RSA", bits: 2048, exponent: "65537" }, fields],
    ]);
  });

  it("answers in the words of tls.X509KeyPair", () => {
    const encrypted = encodePem("ENCRYPTED PRIVATE KEY", Uint8Array.of(0x30, 0));
    const x25519 = pkcs8(generateKeyPairSync("x25519").privateKey);
    const ed448 = pkcs8(generateKeyPairSync("ed448").privateKey);
    const rsa = issued.get("rsa-2048")?.keyPem ?? "";
    const other = encodePem("PUBLIC KEY", Uint8Array.of(1));
    const broken = encodePem("CERTIFICATE", Uint8Array.of(0x30, 0));
    const cases: readonly (readonly [certificate: string, key: string, verdict: string])[] = [
      [jane.pem, jane.keyPem, "ok"],
      [jane.pem + joe.pem, jane.keyPem, "ok"],
      [`${jane.keyPem}${jane.pem}`, `text\n${jane.pem}${jane.keyPem}`, "ok"],
      [joe.pem + jane.pem, jane.keyPem, "key-mismatch: tls: private key does not match public key"],
      [jane.pem, joe.traditionalKeyPem, "key-mismatch: tls: private key does not match public key"],
      [jane.pem, rsa, "key-type-mismatch: tls: private key type does not match public key type"],
      [jane.pem, "", "key-no-pem: tls: failed to find any PEM data in key input"],
      ["x", jane.keyPem, "certificate-no-pem: tls: failed to find any PEM data in certificate input"],
      [
        jane.keyPem,
        jane.pem,
        "certificate-is-key: tls: failed to find certificate PEM data in certificate input, but did find a private key; PEM inputs may have been switched",
      ],
      [
        other + other,
        jane.keyPem,
        'certificate-wrong-label: tls: failed to find "CERTIFICATE" PEM block in certificate input after skipping PEM blocks of the following types: [PUBLIC KEY PUBLIC KEY]',
      ],
      [
        jane.pem,
        jane.pem,
        "key-is-certificate: tls: found a certificate rather than a key in the PEM for the private key",
      ],
      [
        jane.pem,
        other,
        'key-wrong-label: tls: failed to find PEM block with type ending in "PRIVATE KEY" in key input after skipping PEM blocks of the following types: [PUBLIC KEY]',
      ],
      [jane.pem, encrypted, "key-encrypted: tls: failed to parse private key"],
      [jane.pem, ed448, "key-unparsable: tls: failed to parse private key"],
      [jane.pem, x25519, "key-unsupported: tls: found unknown private key type in PKCS#8 wrapping"],
      [broken, jane.keyPem, "certificate-refused: x509: malformed tbs certificate"],
      [broken, "", "key-no-pem: tls: failed to find any PEM data in key input"],
    ];
    assert.deepEqual(
      cases.map(([certificate, key]) => verdict(certificate, key)),
      cases.map(([, , expected]) => expected),
    );
  });

  it("tells an encrypted key from a broken one", () => {
    const cipher = createCipheriv("aes-128-cbc", Buffer.alloc(16, 1), Buffer.alloc(16, 2));
    const [block] = readPem(jane.traditionalKeyPem);
    assert(block);
    const body = Buffer.concat([cipher.update(block.der), cipher.final()]);
    const legacy = encodePem("EC PRIVATE KEY", body).replace(
      "KEY-----\n",
      "KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,02020202020202020202020202020202\n\n",
    );
    const info = readPrivateKey(legacy);
    assert.deepEqual(info, { ok: true, value: { format: "SEC1", computed: false, encrypted: "legacy" } });
  });

  it("computes the public key before it says that a key does not match", () => {
    const [block] = readPem(jane.traditionalKeyPem);
    const [strange] = readPem(joe.traditionalKeyPem);
    assert(block && strange);
    const mixed = Buffer.from(block.der);
    mixed.set(strange.der.subarray(-64), mixed.length - 64);
    const key = encodePem("EC PRIVATE KEY", mixed);
    assert.deepEqual(
      [verdict(jane.pem, key), verdict(joe.pem, key), verdict(joe.pem, key, true)],
      ["ok", "ok", "key-mismatch: tls: private key does not match public key"],
    );
  });

  it("never throws on damaged keys", () => {
    const random = randomNumbers(11);
    for (const { pem, traditionalKeyPem } of issued.values()) {
      const [block] = readPem(traditionalKeyPem);
      assert(block);
      for (let i = 0; i < 100; i++) {
        const key = encodePem(block.label, mutateDer(block.der, random));
        assert.equal(typeof checkKeyPair(pem, key).ok, "boolean");
      }
    }
  });
});
