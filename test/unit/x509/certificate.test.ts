import { strict as assert } from "node:assert";
import fc from "fast-check";
import { render } from "../../../src/core/message.ts";
import { decodeCertificate, isAccepted, refusalOf } from "../../../src/core/x509/certificate.ts";
import { decodeCertificates, readCaBundle } from "../../../src/core/x509/certificates.ts";
import { DerReader, Tag } from "../../../src/core/x509/der.ts";
import { fingerprintOf, formatFingerprint } from "../../../src/core/x509/fingerprint.ts";
import { element, sequence } from "../../../src/core/x509/mint/der.ts";
import { commonName, formatName, organizations, uidOf } from "../../../src/core/x509/name.ts";
import type { Certificate, DistinguishedName } from "../../../src/core/x509/types.ts";
import { type Issued, makeCa, makeCertificate } from "../../support/certificates.ts";
import { anyCharacter } from "../../support/characters.ts";
import { mutateBytes, mutateDer, randomNumbers } from "../../support/mutate.ts";

function decode(der: Uint8Array): Certificate {
  const decoded = decodeCertificate(der);
  assert(decoded.ok);
  return decoded.value;
}

/** The bytes with the first run of `from` replaced by `to`, which is as long. */
function patched(der: Uint8Array, from: string | Buffer, to: string | Buffer): Uint8Array {
  const out = Buffer.from(der);
  const at = out.indexOf(from);
  assert(at >= 0 && Buffer.from(from).length === Buffer.from(to).length);
  out.set(Buffer.from(to), at);
  return out;
}

function withVersion(der: Uint8Array, integer: Uint8Array): Uint8Array {
  const outer = new DerReader(der).enter(Tag.sequence);
  const tbs = outer?.enter(Tag.sequence);
  tbs?.enterAny();
  assert(outer && tbs);
  const version = element(0xa0, element(Tag.integer, integer));
  return sequence(sequence(version, tbs.remainder()), outer.remainder());
}

function named(...attributes: readonly (readonly [oid: string, value: string])[]): DistinguishedName {
  return { attributes: attributes.map(([oid, value], rdn) => ({ oid, value, rdn })), der: new Uint8Array(0) };
}

describe("decodeCertificate", () => {
  let ca: Issued;
  let leaf: Issued;

  before(async () => {
    ca = await makeCa({ cn: "kubernetes" });
    leaf = await makeCertificate({
      cn: "jane",
      orgs: ["dev", "ops"],
      serial: "0f",
      issuer: ca,
      eku: ["clientAuth", "1.2.3.4"],
      san: [
        { type: "dns", value: "a.example.com" },
        { type: "ip", value: "2001:db8::1" },
      ],
    });
  });

  it("reads what the tree and the hover show", () => {
    const { der, extensions, tbs, signature, ...facts } = decode(leaf.der);
    const { subject, issuer, publicKey, subjectKeyId, authorityKeyId, ...rest } = facts;
    assert.deepEqual(
      { subject: formatName(subject), issuer: formatName(issuer), key: publicKey.algorithm, ...rest },
      {
        subject: "CN=jane,O=dev+O=ops",
        issuer: "CN=kubernetes",
        key: { type: "ECDSA", curve: "P-256" },
        version: 3,
        serial: "f",
        signatureAlgorithm: "ECDSA-SHA256",
        notBefore: Date.UTC(2026, 0, 1),
        notAfter: Date.UTC(2027, 0, 1),
        keyUsage: ["digitalSignature", "keyEncipherment"],
        basicConstraints: { ca: false },
        extKeyUsage: ["clientAuth", "1.2.3.4"],
        subjectAltNames: [
          { type: "dns", value: "a.example.com" },
          { type: "ip", value: "2001:db8::1" },
        ],
        unhandledCritical: [],
        problems: [],
      },
    );
    assert.deepEqual(
      [authorityKeyId, subjectKeyId, extensions.length, tbs.length < der.length, signature.length > 60],
      [decode(ca.der).subjectKeyId, undefined, 5, true, true],
    );
  });

  it("reads a fingerprint as openssl prints it", () => {
    const fingerprint = fingerprintOf(decode(leaf.der));
    assert.match(formatFingerprint(fingerprint), /^([0-9A-F]{2}:){31}[0-9A-F]{2}$/);
  });

  it("refuses what Go refuses, and reads the rest", () => {
    const cases: readonly (readonly [
      what: string,
      der: Uint8Array,
      error: string | undefined,
      subject: string,
    ])[] = [
      ["trailing data", Buffer.concat([leaf.der, Buffer.of(0)]), "x509: trailing data", "jane"],
      ["day 40", patched(leaf.der, "260101000000Z", "260140000000Z"), "x509: malformed UTCTime", "jane"],
      [
        "an offset of zero",
        patched(leaf.der, "260101000000Z", "2601010000+00"),
        "x509: malformed UTCTime",
        "jane",
      ],
      [
        "a negative serial",
        patched(leaf.der, Buffer.of(2, 1, 0x0f), Buffer.of(2, 1, 0x80)),
        "x509: negative serial number",
        "jane",
      ],
      [
        "a SAN beyond ASCII",
        patched(leaf.der, "a.example", "\u00e9example"),
        "x509: SAN dNSName is malformed",
        "jane",
      ],
      [
        "two key usages",
        patched(leaf.der, Buffer.of(0x55, 0x1d, 0x13), Buffer.of(0x55, 0x1d, 0x0f)),
        'x509: certificate contains duplicate extension with OID "2.5.29.15"',
        "jane",
      ],
      [
        "an unknown critical extension",
        patched(leaf.der, Buffer.of(0x55, 0x1d, 0x13), Buffer.of(0x55, 0x1d, 0x7f)),
        undefined,
        "jane",
      ],
    ];
    assert.deepEqual(
      cases.map(([what, der]) => [what, refusalOf(decode(der)), commonName(decode(der).subject)]),
      cases.map(([what, , error, subject]) => [what, error, subject]),
    );
  });

  it("keeps the other extensions when one is malformed", () => {
    const certificate = decode(patched(leaf.der, "a.example", "\u00e9example"));
    assert.deepEqual(
      [certificate.extKeyUsage, certificate.subjectAltNames, isAccepted(certificate)],
      [["clientAuth", "1.2.3.4"], [{ type: "ip", value: "2001:db8::1" }], false],
    );
  });

  it("shows a negative serial with its sign", () => {
    const certificate = decode(patched(leaf.der, Buffer.of(2, 1, 0x0f), Buffer.of(2, 1, 0xfe)));
    assert.equal(certificate.serial, "-2");
  });

  it("mentions what Go accepts and RFC 5280 does not", () => {
    const swapped = patched(leaf.der, "270101000000Z", "250101000000Z");
    const zero = patched(leaf.der, Buffer.of(2, 1, 0x0f), Buffer.of(2, 1, 0));
    assert.deepEqual(
      [swapped, zero].map(der =>
        decode(der).problems.map(({ refused, message }) => [refused, render(message)]),
      ),
      [
        [[false, "The validity period ends before it begins"]],
        [[false, "The serial number is zero, which RFC 5280 does not allow"]],
      ],
    );
  });

  it("counts versions as Go does, whose largest wraps around", () => {
    const numbers = ["00", "01", "02", "03", "0100", "7fffffffffffffff", "008000000000000000", "ff"];
    assert.deepEqual(
      numbers.map(hex => {
        const certificate = decode(withVersion(leaf.der, Buffer.from(hex, "hex")));
        return refusalOf(certificate) ?? [certificate.version, certificate.extensions.length > 0];
      }),
      [
        [1, false],
        [2, false],
        [3, true],
        "x509: invalid version",
        "x509: invalid version",
        [-(2 ** 63), false],
        "x509: malformed version",
        "x509: malformed version",
      ],
    );
  });

  it("fails where there is no certificate", () => {
    const failures = [new Uint8Array(0), Uint8Array.of(0x30, 0), Buffer.from("hello")].map(decodeCertificate);
    assert.deepEqual(
      failures.map(failure => !failure.ok && render(failure.message)),
      ["x509: malformed certificate", "x509: malformed tbs certificate", "x509: malformed certificate"],
    );
  });

  it("never throws on damaged bytes", () => {
    const random = randomNumbers(7);
    for (let i = 0; i < 2000; i++) {
      const der = i % 2 === 0 ? mutateBytes(leaf.der, random) : mutateDer(leaf.der, random);
      const decoded = decodeCertificate(der);
      assert.equal(
        decoded.ok ? formatName(decoded.value.subject).length >= 0 : decoded.code === "certificate",
        true,
      );
    }
  });

  it("takes little time for thousands of names", async () => {
    const dnsName = (name: string): Buffer =>
      Buffer.concat([Buffer.of(0x82, name.length), Buffer.from(name)]);
    const names = Buffer.concat(
      Array.from({ length: 5000 }, (_, i) => dnsName(`host-${String(i).padStart(4, "0")}.example.com`)),
    );
    // Made with one long name, which is as long as they are and much faster to make.
    const long = "x".repeat(names.length - 5);
    const one = await makeCertificate({ cn: "many", san: [{ type: "dns", value: long }] });
    const header = Buffer.of(0x82, 0x83, long.length >> 16, (long.length >> 8) & 0xff, long.length & 0xff);
    const many = patched(one.der, Buffer.concat([header, Buffer.from(long)]), names);
    const start = process.threadCpuUsage();
    assert.equal(decode(many).subjectAltNames.length, 5000);
    const { user, system } = process.threadCpuUsage(start);
    assert.equal(user + system < 100_000, true);
  });
});

describe("decodeCertificates and readCaBundle", () => {
  it("keep the order and report other blocks", async () => {
    const [first, second] = [await makeCa({ cn: "one" }), await makeCertificate({ cn: "two" })];
    const { entries, skipped } = decodeCertificates(first.pem + first.keyPem + second.pem);
    const names = entries.map(({ certificate }) => certificate.ok && commonName(certificate.value.subject));
    assert.deepEqual([names, skipped.map(block => block.label)], [["one", "two"], ["PRIVATE KEY"]]);
  });

  it("trust what client-go trusts", async () => {
    const ca = await makeCa({ cn: "kubernetes" });
    const broken = "-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n";
    const verdicts = [ca.pem, broken + ca.pem, broken, ca.keyPem, `${ca.keyPem}\n`, "hello"].map(text => {
      const bundle = readCaBundle(text);
      return bundle.ok ? bundle.value.length : render(bundle.message);
    });
    assert.deepEqual(verdicts, [
      1,
      1,
      "failed to parse certificate: x509: malformed tbs certificate",
      "no valid certificate authority data seen",
      "unable to parse bytes as PEM block",
      "unable to parse bytes as PEM block",
    ]);
  });
});

describe("names", () => {
  it("print as Go prints them", () => {
    const name = named(
      ["2.5.4.6", "DE"],
      ["2.5.4.10", "a, b"],
      ["2.5.4.3", "first"],
      ["2.5.4.3", " #last "],
      ["2.5.4.10", "#c"],
      ["1.2.3", "x"],
      ["1.2.4", "\u00e9*"],
    );
    assert.equal(formatName(name), "CN=\\ #last\\ ,O=a\\, b+O=\\#c,C=DE,1.2.4=#0c03c3a92a,1.2.3=#130178");
  });

  it("give user and groups as the API server takes them", () => {
    const name = named(["2.5.4.3", "old"], ["2.5.4.10", "b"], ["2.5.4.10", "a"], ["2.5.4.3", "new"]);
    assert.deepEqual([commonName(name), organizations(name)], ["new", ["b", "a"]]);
  });

  it("give the UID where there is exactly one", () => {
    const uid = "1.3.6.1.4.1.57683.2";
    const results = [named(), named([uid, "u"]), named([uid, "u"], [uid, "v"]), named([uid, ""])].map(
      name => {
        const result = uidOf(name);
        return result.ok ? result.value : render(result.message);
      },
    );
    assert.deepEqual(results, [
      undefined,
      "u",
      "expected 1 UID, but found multiple: [u v]",
      "UID cannot be an empty string",
    ]);
  });

  it("never throw while printing", () => {
    const attribute = fc.tuple(
      fc.constantFrom("2.5.4.3", "2.5.4.10", "1.2.3"),
      fc.string({ unit: anyCharacter }),
    );
    fc.assert(fc.property(fc.array(attribute), attributes => formatName(named(...attributes)).length >= 0));
  });
});
