import { strict as assert } from "node:assert";
import { decodeCertificate } from "../../../src/core/x509/certificate.ts";
import { isSelfIssued, issuedBy, seemsSigned, verifySignature } from "../../../src/core/x509/chain.ts";
import { clientAuthVerdict } from "../../../src/core/x509/client-auth.ts";
import type { Certificate } from "../../../src/core/x509/types.ts";
import {
  type CertificateOptions,
  type Issued,
  type KeyType,
  makeCa,
  makeCertificate,
  sharedKey,
} from "../../support/certificates.ts";
import { checkedVerdict } from "../../support/client-auth.ts";

const NOW = Date.UTC(2026, 5, 1);

function decode({ der }: Issued): Certificate {
  const decoded = decodeCertificate(der);
  assert(decoded.ok);
  return decoded.value;
}

describe("issuedBy and verifySignature", () => {
  it("tell a CA from others of its name", async () => {
    const [ca, namesake, stranger] = [
      await makeCa({ cn: "ca" }),
      await makeCa({ cn: "ca" }),
      await makeCa({ cn: "x" }),
    ];
    const leaf = decode(await makeCertificate({ cn: "jane", issuer: ca }));
    const bare = decode(await makeCertificate({ cn: "ca" }));
    const issuers = [decode(ca), decode(namesake), decode(stranger), bare];
    assert.deepEqual(
      [
        issuers.map(issuer => issuedBy(leaf, issuer)),
        await Promise.all(issuers.map(issuer => verifySignature(leaf, issuer))),
        [leaf, decode(ca)].map(isSelfIssued),
      ],
      [
        ["by-key-id", "no-key-id", "no-name", "by-name"],
        [true, false, false, false],
        [false, true],
      ],
    );
  });

  it("verify signatures of every kind of key", async function () {
    this.timeout(20_000);
    const keyTypes: readonly KeyType[] = ["p256", "p384", "p521", "ed25519", "rsa-2048"];
    const verdicts = await Promise.all(
      keyTypes.map(async keyType => {
        const ca = decode(await makeCa({ key: await sharedKey(keyType) }));
        const signature = ca.signature.map((byte, i) => (i === ca.signature.length - 1 ? byte ^ 1 : byte));
        return [await verifySignature(ca, ca), await verifySignature({ ...ca, signature }, ca)];
      }),
    );
    assert.deepEqual(
      verdicts,
      keyTypes.map(() => [true, false]),
    );
  });

  it("cannot tell for algorithms that WebCrypto does not know", async () => {
    const ca = decode(await makeCa());
    assert.equal(await verifySignature({ ...ca, signatureAlgorithm: "MD5-RSA" }, ca), undefined);
  });
});

describe("clientAuthVerdict", () => {
  it("takes what an API server takes", async () => {
    const root = await makeCa({ cn: "root" });
    const namesake = await makeCa({ cn: "root" });
    const middle = await makeCa({ cn: "middle", issuer: root, pathLength: 0 });
    const below = await makeCa({ cn: "below", issuer: middle });
    const make = async (options: CertificateOptions) =>
      decode(await makeCertificate({ eku: ["clientAuth"], ...options }));
    const byRoot = await make({ issuer: root });
    const byMiddle = await make({ issuer: middle });
    const byBelow = await make({ issuer: below });
    const serverOnly = await make({ issuer: root, eku: ["serverAuth"] });
    const [r, n, m, b] = [root, namesake, middle, below].map(decode) as [
      Certificate,
      Certificate,
      Certificate,
      Certificate,
    ];
    const cases: readonly (readonly [string, Certificate, Certificate[], Certificate[], number])[] = [
      ["ok", byRoot, [], [r], NOW],
      ["ok", byRoot, [], [n, r], NOW],
      ["ok", byMiddle, [m], [r], NOW],
      ["unknown-authority", byMiddle, [], [r], NOW],
      ["unknown-authority", byRoot, [], [n], NOW],
      ["path-length", byBelow, [b, m], [r], NOW],
      ["key-usage", serverOnly, [], [r], NOW],
      ["expired", byRoot, [], [r], Date.UTC(2030, 0, 1)],
      ["not-yet-valid", byRoot, [], [r], Date.UTC(2020, 0, 1)],
      ["ok", byRoot, [], [byRoot], NOW],
    ];
    const verdicts = cases.map(async ([, leaf, intermediates, roots, now]) => {
      const chain = { leaf, intermediates, roots, now };
      const [verdict, byNames] = [await checkedVerdict(chain), clientAuthVerdict(chain, seemsSigned)];
      return [verdict.ok ? "ok" : verdict.code, byNames.ok ? "ok" : byNames.code];
    });
    assert.deepEqual(
      await Promise.all(verdicts),
      cases.map(([expected]) => [expected, expected]),
    );
  });

  it("ends in a cycle of CAs that sign one another", async () => {
    const first = await makeCa({ cn: "a" });
    const second = await makeCa({ cn: "b", issuer: first });
    const crossed = await makeCa({ cn: "a", key: first, issuer: second });
    const leaf = decode(await makeCertificate({ cn: "jane", issuer: second }));
    const intermediates = [second, crossed, second, crossed].map(decode);
    const verdict = clientAuthVerdict({ leaf, intermediates, roots: [], now: NOW }, seemsSigned);
    assert.equal(!verdict.ok && verdict.code, "unknown-authority");
  });
});
