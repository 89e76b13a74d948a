import { strict as assert } from "node:assert";
import { createPrivateKey } from "node:crypto";
import "@abraham/reflection";
import { KeyUsageFlags } from "@peculiar/x509";
import { formatName } from "../../../../src/core/x509/name.ts";
import { loadSigningCa } from "../../../../src/core/x509/signing.ts";
import {
  type CertificateOptions,
  type Issued,
  makeCa,
  makeCertificate,
  sharedKey,
} from "../../../support/certificates.ts";

const NOW = Date.parse("2026-06-01T00:00:00Z");
const world = { now: NOW, crypto: globalThis.crypto };

describe("a CA to sign with", () => {
  it("is refused with a reason", async () => {
    const refusedCas: readonly (readonly [code: string, CertificateOptions])[] = [
      ["not-a-ca", { ca: false }],
      ["ca-may-not-sign", { keyUsage: KeyUsageFlags.digitalSignature }],
      ["ca-expired", { notAfter: new Date("2026-05-31T23:59:59Z") }],
      ["ca-not-yet-valid", { notBefore: new Date("2026-06-01T00:00:01Z") }],
    ];
    const codes = await Promise.all(refusedCas.map(async ([, options]) => codeOf(await makeCa(options))));
    assert.deepEqual(
      codes,
      refusedCas.map(([code]) => code),
    );
  });

  it("needs its own key and whole files", async () => {
    const [ca, other] = [await makeCa({ seed: "ca" }), await makeCa({ seed: "other" })];
    const cases: readonly (readonly [code: string, certificate: string, key: string])[] = [
      ["ca-key-mismatch", ca.pem, other.keyPem],
      ["ca-no-certificate", ca.keyPem, ca.keyPem],
      ["ca-no-certificate", "", ca.keyPem],
      ["key-no-pem", ca.pem, ca.pem],
      ["key-no-pem", ca.pem, ""],
      ["ca-unreadable", ca.pem.replace(/\n.{64}\n/, "\n"), ca.keyPem],
      ["key-damaged", ca.pem, "-----BEGIN PRIVATE KEY-----\nMAA=\n-----END PRIVATE KEY-----\n"],
    ];
    const codes = await Promise.all(
      cases.map(async ([, certificate, key]) => {
        const loaded = await loadSigningCa({ certificate, key }, world);
        return loaded.ok ? "" : loaded.code;
      }),
    );
    assert.deepEqual(
      codes,
      cases.map(([code]) => code),
    );
  });

  it("is loaded with every kind of key in every form", async () => {
    const seen: unknown[] = [];
    for (const keyType of ["rsa-2048", "p256", "p384", "p521", "ed25519"] as const) {
      const ca = await makeCa({ key: await sharedKey(keyType) });
      for (const key of [ca.keyPem, ca.traditionalKeyPem]) {
        const loaded = await loadSigningCa({ certificate: ca.pem, key }, world);
        seen.push(loaded.ok);
      }
    }
    assert.deepEqual(seen, Array(10).fill(true));
  });

  it("is found among those above it, in any order, and knows what to send", async () => {
    const root = await makeCa({ cn: "root", seed: "root" });
    const upper = await makeCa({ cn: "upper", seed: "upper", issuer: root });
    const lower = await makeCa({ cn: "lower", seed: "lower", issuer: upper });
    const stranger = await makeCa({ cn: "stranger", seed: "stranger" });
    const certificate = [stranger, root, lower, upper].map(each => each.pem).join("");
    const loaded = await loadSigningCa({ certificate, key: lower.keyPem }, world);
    assert(loaded.ok);
    const { intermediates, chain } = loaded.value;
    assert.deepEqual(
      [chain, intermediates].map(list => list.map(each => formatName(each.subject))),
      [
        ["CN=lower", "CN=upper", "CN=root"],
        ["CN=lower", "CN=upper"],
      ],
    );
  });

  it("is the certificate that lasts longest, where several have its name and key", async () => {
    const root = await makeCa({ cn: "root", seed: "root" });
    const gone = { notAfter: new Date("2026-05-01T00:00:00Z") };
    const oldRoot = await makeCa({ cn: "root", seed: "root", ...gone });
    const lower = await makeCa({ cn: "lower", seed: "lower", issuer: root });
    const oldLower = await makeCa({ cn: "lower", seed: "lower", issuer: root, ...gone });
    const certificate = [oldLower, oldRoot, lower, root].map(each => each.pem).join("");
    const loaded = await loadSigningCa({ certificate, key: lower.keyPem }, world);
    assert.deepEqual(loaded.ok ? loaded.value.chain.map(({ notAfter }) => notAfter) : loaded.code, [
      Date.parse("2036-01-01T00:00:00Z"),
      Date.parse("2036-01-01T00:00:00Z"),
    ]);
  });

  it("is not cut short by a CA that signed it across, be that over, about to be, or unknown", async () => {
    const until = (date: string) => ({ notAfter: new Date(`${date}T00:00:00Z`) });
    const own = await makeCa({ cn: "new", seed: "new", ...until("2036-01-01") });
    for (const [end, known] of [
      ["2026-12-01", true],
      ["2026-05-01", true],
      ["2026-12-01", false],
    ] as const) {
      const old = await makeCa({ cn: "old", seed: "old", ...until(end) });
      const across = await makeCa({ cn: "new", seed: "new", issuer: old, ...until("2038-01-01") });
      const lower = await makeCa({ cn: "lower", seed: "lower", issuer: own, ...until("2035-01-01") });
      const above = [across, ...(known ? [old] : []), own].map(each => each.pem).join("");
      for (const [signer, names] of [
        [own, ["CN=new"]],
        [lower, ["CN=lower", "CN=new"]],
      ] as const) {
        const certificate = signer === own ? above : above + lower.pem;
        const loaded = await loadSigningCa({ certificate, key: signer.keyPem }, world);
        assert(loaded.ok);
        const { chain } = loaded.value;
        assert.deepEqual(
          chain.map(({ subject, notAfter = 0 }) => [formatName(subject), notAfter > Date.UTC(2034)]),
          names.map(name => [name, true]),
        );
        assert.deepEqual(chain.at(-1)?.issuer.der, chain.at(-1)?.subject.der);
      }
    }
  });

  it("is refused where one above it has expired", async () => {
    const root = await makeCa({ cn: "root", seed: "root", notAfter: new Date("2026-05-01T00:00:00Z") });
    const lower = await makeCa({ cn: "lower", seed: "lower", issuer: root });
    const loaded = await loadSigningCa({ certificate: root.pem + lower.pem, key: lower.keyPem }, world);
    assert.equal(loaded.ok ? "" : loaded.code, "ca-expired");
  });

  it("is refused where Go takes no chain that leads through it", async () => {
    const root = await makeCa({ cn: "root", seed: "root" });
    const narrow = await makeCa({ cn: "narrow", seed: "narrow", pathLength: 0 });
    const middle = await makeCa({ cn: "middle", seed: "middle", issuer: root, pathLength: 0 });
    const cases: readonly (readonly [code: string, above: readonly Issued[], options: CertificateOptions])[] =
      [
        ["ca-path-length", [narrow], { issuer: narrow }],
        ["ca-path-length", [middle, root], { issuer: middle }],
        ["", [root], { issuer: root, pathLength: 0 }],
        ["ca-signature-weak", [root], { issuer: root, hash: "SHA-1" }],
        ["ca-signature-weak", [], { issuer: root, hash: "SHA-1" }],
        ["", [], { hash: "SHA-1" }],
      ];
    const codes: string[] = [];
    for (const [, above, options] of cases) {
      const lower = await makeCa({ cn: "lower", seed: "lower", ...options });
      const certificate = [lower, ...above].map(each => each.pem).join("");
      const loaded = await loadSigningCa({ certificate, key: lower.keyPem }, world);
      codes.push(loaded.ok ? "" : loaded.code);
    }
    assert.deepEqual(
      codes,
      cases.map(([code]) => code),
    );
  });

  it("asks for the passphrase of its key, and tells a wrong one from a damaged file", async () => {
    const ca = await makeCa({ seed: "ca" });
    const encrypt = (cipher: string, type: "pkcs8" | "sec1", passphrase: string) =>
      String(createPrivateKey(ca.keyPem).export({ format: "pem", type, cipher, passphrase }));
    const modern = encrypt("aes-256-cbc", "pkcs8", "pässphrase");
    const legacy = encrypt("aes-128-cbc", "sec1", "pässphrase");
    const cut = (pem: string) => pem.replace(/\n.{64}\n(?!.*\n.{64}\n)/, "\n");
    const cases: readonly (readonly [code: string, key: string, passphrase?: string])[] = [
      ["", modern, "pässphrase"],
      ["", legacy, "pässphrase"],
      ["passphrase-needed", modern],
      ["passphrase-needed", legacy],
      ["wrong-passphrase", modern, "passphrase"],
      ["wrong-passphrase", legacy, "passphrase"],
      ["wrong-passphrase", modern, ""],
      ["key-damaged", cut(modern), "pässphrase"],
      ["key-damaged", legacy.replace(/DEK-Info: AES-128-CBC,.*/, "DEK-Info: AES-128-CBC,00"), "pässphrase"],
      ["key-unsupported", legacy.replace("AES-128-CBC", "BF-CBC"), "pässphrase"],
    ];
    const codes: string[] = [];
    for (const [, key, passphrase] of cases) {
      const material = { certificate: ca.pem, key, ...(passphrase !== undefined && { passphrase }) };
      const loaded = await loadSigningCa(material, world);
      codes.push(loaded.ok ? "" : loaded.code);
    }
    assert.deepEqual(
      codes,
      cases.map(([code]) => code),
    );
  });

  async function codeOf(ca: Issued): Promise<string> {
    const loaded = await loadSigningCa({ certificate: ca.pem, key: ca.keyPem }, world);
    return loaded.ok ? "" : loaded.code;
  }

  it("is not any certificate with a key", async () => {
    const leaf = await makeCertificate({ cn: "jane", seed: "jane" });
    assert.equal(await codeOf(leaf), "not-a-ca");
  });
});
