import { strict as assert } from "node:assert";
import { rmSync } from "node:fs";
import fc from "fast-check";
import {
  KEY_TYPES,
  type KeyType,
  type Lifetime,
  lasting,
  parseServerNames,
} from "../../src/core/x509/assess.ts";
import { checkKeyPair } from "../../src/core/x509/key-pair.ts";
import { encodePem } from "../../src/core/x509/pem.ts";
import {
  createCa,
  createCsr,
  createIntermediateCa,
  loadSigningCa,
  type Minted,
  mintClientCertificate,
  mintServingCertificate,
  renewCertificate,
  type SigningCa,
} from "../../src/core/x509/signing.ts";
import { made, thriftyCrypto } from "../support/minting.ts";
import { type AskMint, goMint, type Openssl, openssl } from "./support/mint.ts";

const world = { now: Date.now(), crypto: thriftyCrypto() };
const LIFETIMES: readonly Lifetime[] = [
  lasting(1, "h"),
  lasting(1, "d"),
  lasting(1, "w"),
  lasting(30, "d"),
  lasting(1, "y"),
  // Past 2049, in GeneralizedTime, and past the CA's own end.
  lasting(30, "y"),
  lasting(50, "y"),
];

describe("minted certificates", function () {
  this.timeout(600_000);
  let tool: Openssl;
  let ask: AskMint;

  before(function () {
    const [found, go] = [openssl(), goMint()];
    if (found !== undefined) tool = found;
    if (found === undefined || !go.ok) {
      console.log(`      skipped: ${go.ok ? "openssl is not installed" : go.reason}`);
      return this.skip();
    }
    ask = go.ask;
  });

  after(() => {
    if (tool !== undefined) rmSync(tool.folder, { recursive: true });
  });

  for (const caType of KEY_TYPES) {
    it(`of every key type and lifetime below a CA of ${caType} pass openssl, Go and zlint`, async () => {
      const root = made(
        await createCa({ commonName: "kubernetes", lifetime: lasting(40, "y"), keyType: caType }, world),
      );
      const ca = made(await loadSigningCa({ certificate: root.certificatePem, key: root.keyPem }, world));
      const all: Minted[] = [];
      for (const keyType of KEY_TYPES) {
        for (const lifetime of LIFETIMES) {
          const request = { user: "jane", groups: ["ops", "dev"], uid: "u-1", lifetime, keyType };
          all.push(made(await mintClientCertificate(request, ca, world)));
        }
      }
      const rootFile = tool.write("root.pem", root.certificatePem);
      const files = all.map((each, i) => tool.write(`${i}.pem`, each.certificatePem));
      const verified = tool.run(
        "verify",
        "-x509_strict",
        "-purpose",
        "sslclient",
        "-CAfile",
        rootFile,
        ...files,
      );
      assert.deepEqual(
        verified.trim().split("\n"),
        files.map(file => `${file}: OK`),
      );
      assert.deepEqual(textsOf(all), all.map(expectedText));
      const questions = all.flatMap(({ certificatePem, keyPem }) => [
        { kind: "client" as const, certificate: certificatePem, key: keyPem, roots: root.certificatePem },
        { kind: "lint" as const, certificate: certificatePem },
      ]);
      const seen = { commonName: "jane", organizations: ["ops", "dev"], uid: "u-1" };
      assert.deepEqual(ask([{ kind: "lint", certificate: root.certificatePem }, ...questions]), [
        {},
        ...all.flatMap(each => [seen, lintsOf(each)]),
      ]);
    });
  }

  it("below an intermediate CA of another kind are sent whole, and verify up to the root", async () => {
    for (const [rootType, middleType, keyType] of CHAINS) {
      const root = made(
        await createCa({ commonName: "root", lifetime: lasting(9, "y"), keyType: rootType }, world),
      );
      const middle = made(
        await createIntermediateCa(
          { commonName: "people", lifetime: lasting(1, "y"), keyType: middleType },
          made(await loadSigningCa({ certificate: root.certificatePem, key: root.keyPem }, world)),
          // The root's key must not serve the intermediate too.
          { ...world, crypto: globalThis.crypto },
        ),
      );
      const ca = made(await loadSigningCa({ certificate: middle.certificatePem, key: middle.keyPem }, world));
      const jane = made(
        await mintClientCertificate(
          { user: "jane", groups: [], lifetime: lasting(1, "w"), keyType },
          ca,
          world,
        ),
      );
      const [rootFile, chainFile] = [
        tool.write("root.pem", root.certificatePem),
        tool.write("chain.pem", jane.certificatePem),
      ];
      const verified = tool.run(
        "verify",
        "-x509_strict",
        "-CAfile",
        rootFile,
        "-untrusted",
        chainFile,
        chainFile,
      );
      const [client, ...lints] = ask([
        { kind: "client", certificate: jane.certificatePem, key: jane.keyPem, roots: root.certificatePem },
        { kind: "lint", certificate: middle.certificatePem },
        { kind: "lint", certificate: jane.certificatePem },
      ]);
      assert.deepEqual(
        [verified.trim(), client, lints],
        [`${chainFile}: OK`, { commonName: "jane" }, [{}, lintsOf(jane)]],
      );
    }
  });

  it("name anyone as Go reads it", async () => {
    const { root, ca } = await authority();
    const name = fc.oneof(
      fc.constantFrom(
        " lead",
        "trail ",
        "a, b",
        'say "hi"',
        "#hash",
        "a/b\\c",
        "x=y+z;<>",
        "日本",
        "🎉",
        "*&",
        "oidc:x@y.z",
      ),
      fc
        .string({ unit: "grapheme", minLength: 1, maxLength: 20 })
        .filter(text => !/\p{Cc}|\p{Cs}/u.test(text)),
    );
    const identity = fc.record({
      user: name,
      groups: fc.uniqueArray(name, { minLength: 1, maxLength: 3 }),
      uid: name,
    });
    const identities = fc.sample(identity, 60);
    const questions = await Promise.all(
      identities.map(async each => {
        const minted = made(await mintClientCertificate({ ...each, lifetime: lasting(1, "d") }, ca, world));
        const renewed = made(
          await renewCertificate(minted.certificate, { lifetime: lasting(2, "d") }, ca, world),
        );
        return {
          kind: "client" as const,
          certificate: renewed.certificatePem,
          key: renewed.keyPem,
          roots: root.certificatePem,
        };
      }),
    );
    assert.deepEqual(
      ask(questions),
      identities.map(({ user, groups, uid }) => ({ commonName: user, organizations: groups, uid })),
    );
  });

  it("for servers answer to each of their names", async () => {
    const { root, ca } = await authority();
    const names = made(
      parseServerNames("IP:127.0.0.1,IP:2001:db8::1,DNS:kubernetes.default.svc,DNS:*.apps.example.com"),
    );
    const asked = [
      "127.0.0.1",
      "2001:db8::1",
      "kubernetes.default.svc",
      "x.apps.example.com",
      "apps.example.com",
    ];
    for (const keyType of KEY_TYPES) {
      const request = { commonName: "kube-apiserver", names, lifetime: lasting(1, "y"), keyType };
      const { certificatePem, keyPem } = made(await mintServingCertificate(request, ca, world));
      const file = tool.write("server.pem", certificatePem);
      tool.run(
        "verify",
        "-x509_strict",
        "-purpose",
        "sslserver",
        "-CAfile",
        tool.write("root.pem", root.certificatePem),
        file,
      );
      const shared = { certificate: certificatePem, key: keyPem, roots: root.certificatePem };
      const answers = ask([
        ...asked.map(each => ({ ...shared, kind: "server" as const, name: each })),
        { ...shared, kind: "lint" },
      ]);
      assert.deepEqual(
        answers.map(each => each.error !== undefined || each.lints !== undefined),
        [false, false, false, false, true, false],
      );
    }
  });

  it("can be asked for: requests verify in openssl and Go", async () => {
    for (const keyType of KEY_TYPES) {
      const names = made(parseServerNames("node 10.0.0.1"));
      const request = { user: "jane", groups: ["dev"], names, keyType };
      const { requestPem, keyPem } = made(await createCsr(request, world));
      const file = tool.write("request.pem", requestPem);
      tool.run("req", "-in", file, "-noout", "-verify");
      const [answer] = ask([{ kind: "request", certificate: requestPem }]);
      const keys = [
        tool.run("req", "-in", file, "-noout", "-pubkey"),
        tool.run("pkey", "-pubout", "-in", tool.write("key.pem", keyPem)),
      ];
      assert.deepEqual(
        [answer, keys[0] === keys[1]],
        [{ commonName: "jane", organizations: ["dev"], names: ["node", "10.0.0.1"] }, true],
      );
    }
  });

  async function authority(): Promise<{ root: Minted; ca: SigningCa }> {
    const root = made(await createCa({ commonName: "kubernetes", lifetime: lasting(40, "y") }, world));
    return {
      root,
      ca: made(await loadSigningCa({ certificate: root.certificatePem, key: root.keyPem }, world)),
    };
  }

  /** What openssl prints of the first certificate of each, with the parts that are random left out. */
  function textsOf(all: readonly Minted[]): readonly object[] {
    const leaves = all.map(({ certificate }) => encodePem("CERTIFICATE", certificate.der)).join("");
    const text = tool.run("storeutl", "-noout", "-text", "-certs", tool.write("all.pem", leaves));
    return text
      .split(/^\d+: Certificate$/m)
      .slice(1)
      .map(part => {
        const one = (pattern: RegExp) => pattern.exec(part)?.[1]?.trim() ?? "";
        return {
          // How names are joined depends on the version.
          subject: one(/Subject: (.*)/)
            .replaceAll(" = ", "=")
            .replaceAll("/", ", "),
          from: Date.parse(one(/Not Before: (.*)/)),
          to: Date.parse(one(/Not After : (.*)/)),
          usage: one(/X509v3 Key Usage: critical\n(.*)/),
          extended: one(/X509v3 Extended Key Usage: \n(.*)/),
          constraints: one(/X509v3 Basic Constraints: critical\n(.*)/),
        };
      });
  }
});

const CHAINS: readonly (readonly [root: KeyType, middle: KeyType, leaf: KeyType])[] = [
  ["ecdsa-p256", "rsa-2048", "ecdsa-p384"],
  ["rsa-2048", "ecdsa-p521", "ed25519"],
  ["ed25519", "ecdsa-p256", "rsa-2048"],
];

/**
 * kubeadm and Kubernetes put keyEncipherment beside clientAuth for RSA keys, and so do we: RFC 5280 4.2.1.12 names
 * digitalSignature and keyAgreement only, which zlint takes for the whole list.
 */
function lintsOf({ certificate }: Minted): object {
  return certificate.publicKey.algorithm.type === "RSA"
    ? { lints: ["error e_key_usage_and_extended_key_usage_inconsistent"] }
    : {};
}

function expectedText({ certificate, certificatePem, keyPem }: Minted): object {
  assert.deepEqual(checkKeyPair(certificatePem, keyPem, { exact: true }), { ok: true });
  const enciphers = certificate.publicKey.algorithm.type === "RSA";
  return {
    subject: "O=ops, O=dev, CN=jane, 1.3.6.1.4.1.57683.2=u-1",
    from: certificate.notBefore,
    to: certificate.notAfter,
    usage: enciphers ? "Digital Signature, Key Encipherment" : "Digital Signature",
    extended: "TLS Web Client Authentication",
    constraints: "CA:FALSE",
  };
}
