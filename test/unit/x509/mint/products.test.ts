import { strict as assert } from "node:assert";
import { KEY_TYPES, lasting, parseServerNames } from "../../../../src/core/x509/assess.ts";
import { decodeCertificates } from "../../../../src/core/x509/certificates.ts";
import { readPrivateKey } from "../../../../src/core/x509/key.ts";
import { checkKeyPair } from "../../../../src/core/x509/key-pair.ts";
import { formatName } from "../../../../src/core/x509/name.ts";
import { Extension } from "../../../../src/core/x509/peculiar.ts";
import {
  createCa,
  createIntermediateCa,
  loadSigningCa,
  type Minted,
  mintClientCertificate,
  mintFrontProxyClient,
  mintServingCertificate,
  renewCertificate,
} from "../../../../src/core/x509/signing.ts";
import type { Certificate } from "../../../../src/core/x509/types.ts";
import { makeCa, makeCertificate } from "../../../support/certificates.ts";
import { checkedVerdict } from "../../../support/client-auth.ts";
import { made, signingCa, thriftyCrypto } from "../../../support/minting.ts";
import { longRsaKey } from "../../../support/rsa.ts";

const NOW = Date.parse("2026-06-01T12:00:00Z");
const world = { now: NOW, crypto: thriftyCrypto(longRsaKey) };

describe("what is minted", function () {
  this.timeout(60_000);

  it("for a client is what was asked for", async () => {
    const ca = await signingCa(world);
    const identity = { user: "jane", groups: ["ops", "dev", "ops"], uid: "u-1" };
    const jane = made(await mintClientCertificate({ ...identity, lifetime: lasting(1, "w") }, ca, world));
    assert.deepEqual(describe_(jane), {
      subject: "CN=jane,O=ops+O=dev,1.3.6.1.4.1.57683.2=#1303752d31",
      version: 3,
      validity: ["2026-06-01T11:55:00.000Z", "2026-06-08T12:00:00.000Z"],
      signature: "ECDSA-SHA256",
      keyUsage: ["digitalSignature"],
      extKeyUsage: ["clientAuth"],
      ca: { ca: false },
      sans: [],
      critical: ["2.5.29.15", "2.5.29.19"],
      problems: [],
    });
    const { certificate } = jane;
    assert.equal(certificate.authorityKeyId, ca.certificate.subjectKeyId);
    assert.match(certificate.subjectKeyId ?? "", /^[0-9a-f]{40}$/);
    assert.equal((await verdict(jane, [ca.certificate])).ok, true);
  });

  it("carries its key in the form that Go takes, whatever the type", async () => {
    const ca = await signingCa(world, "ecdsa-p384");
    const seen: unknown[] = [];
    for (const keyType of KEY_TYPES) {
      const request = { user: "jane", groups: [], lifetime: lasting(1, "h"), keyType };
      const { certificate, certificatePem, keyPem } = made(await mintClientCertificate(request, ca, world));
      const { format } = made(readPrivateKey(keyPem, { exact: true }));
      const pair = checkKeyPair(certificatePem, keyPem, { exact: true });
      seen.push([keyType, format, certificate.keyUsage?.join(), pair.ok]);
    }
    const [plain, enciphering] = ["digitalSignature", "digitalSignature,keyEncipherment"];
    assert.deepEqual(seen, [
      ["ecdsa-p256", "SEC1", plain, true],
      ["ecdsa-p384", "SEC1", plain, true],
      ["ecdsa-p521", "SEC1", plain, true],
      ["rsa-2048", "PKCS#1", enciphering, true],
      ["rsa-3072", "PKCS#1", enciphering, true],
      ["rsa-4096", "PKCS#1", enciphering, true],
      ["ed25519", "PKCS#8", plain, true],
    ]);
  });

  it("has serial numbers of 127 bits that do not repeat", async () => {
    const ca = await signingCa(world);
    const request = { user: "jane", groups: [], lifetime: lasting(1, "h") };
    const serials = await Promise.all(
      Array.from(
        { length: 40 },
        async () => made(await mintClientCertificate(request, ca, world)).certificate.serial,
      ),
    );
    assert.deepEqual(
      [new Set(serials).size, serials.filter(serial => !/^[4-7][0-9a-f]{31}$/.test(serial))],
      [40, []],
    );
  });

  it("as a CA is like kubeadm's", async () => {
    const [ca, rsa] = await Promise.all([
      createCa({ commonName: "kubernetes", lifetime: lasting(10, "y") }, world),
      createCa(
        { commonName: "My CA", lifetime: lasting(40, "y"), keyType: "rsa-2048", pathLength: 1 },
        world,
      ),
    ]);
    const common = { version: 3, critical: ["2.5.29.15", "2.5.29.19"], problems: [] };
    assert.deepEqual(
      [describe_(made(ca)), describe_(made(rsa))],
      [
        {
          ...common,
          subject: "CN=kubernetes",
          validity: ["2026-06-01T11:55:00.000Z", "2036-05-29T12:00:00.000Z"],
          signature: "ECDSA-SHA256",
          keyUsage: ["digitalSignature", "keyCertSign"],
          extKeyUsage: undefined,
          ca: { ca: true },
          sans: ["dns:kubernetes"],
        },
        {
          ...common,
          subject: "CN=My CA",
          validity: ["2026-06-01T11:55:00.000Z", "2066-05-22T12:00:00.000Z"],
          signature: "SHA256-RSA",
          keyUsage: ["digitalSignature", "keyCertSign"],
          extKeyUsage: undefined,
          ca: { ca: true, maxPathLen: 1 },
          sans: [],
        },
      ],
    );
  });

  it("below an intermediate CA comes with it, and verifies up to the root", async () => {
    const root = await signingCa(world, "rsa-2048");
    const request = { commonName: "people", lifetime: lasting(1, "y"), pathLength: 0 };
    const middle = made(await createIntermediateCa(request, root, { ...world, crypto: globalThis.crypto }));
    const ca = made(await loadSigningCa({ certificate: middle.certificatePem, key: middle.keyPem }, world));
    const client = { user: "jane", groups: ["dev"], lifetime: lasting(9, "y") };
    const jane = made(await mintClientCertificate(client, ca, world));
    const below = await createIntermediateCa({ commonName: "x", lifetime: lasting(1, "d") }, ca, world);
    assert.deepEqual(
      {
        sent: decodeCertificates(jane.certificatePem).entries.map(
          ({ certificate }) => certificate.ok && formatName(certificate.value.subject),
        ),
        verdict: (await verdict(jane, [root.certificate])).ok,
        capped: jane.certificate.notAfter === middle.certificate.notAfter,
        notes: jane.notes.length,
        below: below.ok ? "" : below.code,
      },
      { sent: ["CN=jane,O=dev", "CN=people"], verdict: true, capped: true, notes: 1, below: "path-length" },
    );
  });

  it("for a server and a front proxy is what make-ca-cert.sh and kubeadm made", async () => {
    const ca = await signingCa(world);
    const names = made(parseServerNames("IP:10.0.0.1,DNS:kubernetes"));
    const lifetime = lasting(1, "y");
    const server = { commonName: "kube-apiserver", names, lifetime, client: true };
    const serving = describe_(made(await mintServingCertificate(server, ca, world)));
    const proxy = describe_(made(await mintFrontProxyClient({ lifetime }, ca, world)));
    assert.deepEqual(
      [
        serving.subject,
        serving.sans,
        serving.extKeyUsage,
        serving.problems,
        proxy.subject,
        proxy.extKeyUsage,
      ],
      [
        "CN=kube-apiserver",
        ["ip:10.0.0.1", "dns:kubernetes"],
        ["serverAuth", "clientAuth"],
        [],
        "CN=front-proxy-client",
        ["clientAuth"],
      ],
    );
  });

  it("is refused rather than useless", async () => {
    const ca = await signingCa(world);
    const issued = await makeCa({ seed: "ca", eku: ["serverAuth"] });
    const servers = made(await loadSigningCa({ certificate: issued.pem, key: issued.keyPem }, world));
    const lifetime = lasting(1, "h");
    const constraints = Buffer.from(`3011a00f300d820b${Buffer.from("example.com").toString("hex")}`, "hex");
    const bound = await makeCa({
      seed: "bound",
      extensions: [new Extension("2.5.29.30", true, constraints)],
    });
    const narrow = made(await loadSigningCa({ certificate: bound.pem, key: bound.keyPem }, world));
    const serving = (...names: readonly string[]) => ({
      commonName: "x",
      names: names.map(value => ({ type: "dns", value }) as const),
      lifetime,
    });
    const results = await Promise.all([
      mintServingCertificate(serving("a.example.com", "b.example.org"), narrow, world),
      mintServingCertificate(serving("a.example.com"), narrow, world),
      mintClientCertificate({ user: "jane", groups: [], lifetime }, narrow, world),
      mintClientCertificate({ user: "", groups: [], lifetime }, ca, world),
      mintClientCertificate({ user: "u".repeat(65), groups: [], lifetime }, ca, world),
      mintClientCertificate({ user: "jane", groups: [""], lifetime }, ca, world),
      mintClientCertificate({ user: "jane", groups: [], lifetime: lasting(0, "h") }, ca, world),
      mintClientCertificate({ user: "jane", groups: [], lifetime }, servers, world),
      mintServingCertificate({ commonName: "x", names: [], lifetime }, ca, world),
      createCa({ commonName: "x", lifetime, pathLength: 200 }, world),
    ]);
    assert.deepEqual(
      results.map(result => (result.ok ? "" : result.code)),
      [
        "ca-name-constraints",
        "",
        "",
        "user-empty",
        "name-too-long",
        "group-empty",
        "lifetime-over",
        "ca-no-client-auth",
        "server-name",
        "path-length",
      ],
    );
  });

  it("renews a certificate with all that it says", async () => {
    const ca = await signingCa(world);
    const old = await makeCertificate({
      subject: [
        { O: ["b", "a"], C: ["DE"] },
        { CN: ["Jörg"] },
        { O: ["z"] },
        { "1.3.6.1.4.1.57683.2": ["7"] },
      ],
      keyType: "p384",
      eku: ["clientAuth", "serverAuth"],
      san: [
        { type: "dns", value: "a.example" },
        { type: "ip", value: "10.1.2.3" },
      ],
    });
    const [before] = certificatesOf(old.pem);
    assert(before);
    const renewed = made(await renewCertificate(before, { lifetime: lasting(1, "y") }, ca, world));
    const { certificate, notes } = renewed;
    assert.deepEqual(
      {
        subject: Buffer.from(certificate.subject.der).equals(before.subject.der),
        sans: certificate.subjectAltNames,
        usages: [certificate.keyUsage, certificate.extKeyUsage],
        key: certificate.publicKey.algorithm,
        fresh: checkKeyPair(old.pem, renewed.keyPem).ok,
        notes: notes.map(note => note.args[0]),
      },
      {
        subject: true,
        sans: before.subjectAltNames,
        usages: [["digitalSignature"], ["clientAuth", "serverAuth"]],
        key: { type: "ECDSA", curve: "P-384" },
        fresh: false,
        notes: [formatName(before.issuer)],
      },
    );
    const again = await renewCertificate(ca.certificate, { lifetime: lasting(1, "y") }, ca, world);
    assert.equal(again.ok ? "" : again.code, "renew-ca");
  });
});

function certificatesOf(pem: string): readonly Certificate[] {
  return decodeCertificates(pem).entries.flatMap(({ certificate }) =>
    certificate.ok ? [certificate.value] : [],
  );
}

function verdict(minted: Minted, roots: readonly Certificate[]): ReturnType<typeof checkedVerdict> {
  const [leaf, ...intermediates] = certificatesOf(minted.certificatePem);
  assert(leaf);
  return checkedVerdict({ leaf, intermediates, roots, now: NOW });
}

function describe_({ certificate }: Minted) {
  const { version, signatureAlgorithm, keyUsage, extKeyUsage, basicConstraints, problems } = certificate;
  return {
    subject: formatName(certificate.subject),
    version,
    validity: [certificate.notBefore, certificate.notAfter].map(time => new Date(time ?? 0).toISOString()),
    signature: signatureAlgorithm,
    keyUsage,
    extKeyUsage,
    ca: basicConstraints,
    sans: certificate.subjectAltNames.map(name =>
      name.type === "other" ? "" : `${name.type}:${name.value}`,
    ),
    critical: certificate.extensions.filter(each => each.critical).map(each => each.oid),
    problems,
  };
}
