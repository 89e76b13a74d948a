import { strict as assert } from "node:assert";
import { hover, verifiedHover } from "../../../src/core/features/hover/index.ts";
import { fingerprintOf } from "../../../src/core/x509/fingerprint.ts";
import { encodePem } from "../../../src/core/x509/pem.ts";
import { THRESHOLDS } from "../../support/analyze.ts";
import { base64, type Issued, keyIdOf, makeCa, makeCertificate } from "../../support/certificates.ts";
import { cursor } from "../../support/cursor.ts";
import { analysisOf, config, hoverAt, shownHover } from "../../support/editor.ts";
import { makeJwt } from "../../support/tokens.ts";

describe("hover over certificates and keys", () => {
  let ca: Issued;
  let jane: Issued;

  before(async () => {
    ca = await makeCa({ seed: "ca" });
    jane = await makeCertificate({
      cn: "jane",
      orgs: ["dev", "ops"],
      issuer: ca,
      eku: ["clientAuth"],
      notAfter: new Date("2026-12-04T10:00:00Z"),
      san: [{ type: "dns", value: "jane.example.com" }],
      seed: "jane",
    });
  });

  it("sets a client certificate as a table", () => {
    const trust = `server: https://10.0.0.1:6443\n    certificate-authority-data: ${base64(ca.pem)}`;
    const key = `client-key-data: ${base64(jane.keyPem)}`;
    const text = config(`client-certificate│-data: ${base64(jane.pem)}\n    ${key}`, trust);
    assert.deepEqual(hoverAt(text), {
      over: "client-certificate-data",
      says: [
        "# Client certificate",
        {
          Subject: "CN=jane,O=dev+O=ops",
          "User (CN)": "jane",
          "Groups (O)": "dev, ops",
          Issuer: "CN=kubernetes, the CA of east",
          "Valid from": "2026-01-01 00:00 UTC",
          "Valid until": "expires in 12d, 2026-12-04 10:00 UTC (warning)",
          "Names (SAN)": "jane.example.com",
          Key: "ECDSA P-256",
          Signature: "ECDSA-SHA256",
          "Key usage": "digital signature, key encipherment",
          "Extended usage": "client authentication",
          Serial: "1",
          "SHA-256": fingerprintOf(jane),
          "Issuer key id": keyIdOf(ca),
        },
        "! certificate-expiring",
        "The client certificate: PEM in base64. Its common name is the user, its organizations are the groups.",
      ],
    });
  });

  it("says that another CA signed it", async () => {
    const other = await makeCa({ cn: "other" });
    const trust = `server: https://10.0.0.1:6443\n    certificate-authority-data: ${base64(other.pem)}`;
    const says = hoverAt(config(`client-certificate-data: │${base64(jane.pem)}`, trust))?.says[1];
    assert.ok(typeof says === "object" && says !== null && "Issuer" in says);
    assert.equal(says.Issuer, "CN=kubernetes, not the CA of east (warning)");
  });

  it("warns of no other CA that comes with the certificate, as k3s has it", async () => {
    const other = await makeCa({ cn: "k3s-server-ca" });
    const trust = `server: https://10.0.0.1:6443\n    certificate-authority-data: ${base64(other.pem)}`;
    const chain = base64(jane.pem + ca.pem);
    const says = hoverAt(config(`client-certificate-data: │${chain}`, trust))?.says[1];
    assert.ok(typeof says === "object" && says !== null && "Issuer" in says);
    assert.equal(says.Issuer, "CN=kubernetes, not the CA of east");
  });

  it("says whether the signature holds once it is checked", async () => {
    const forged = Buffer.from(jane.der);
    forged.writeUInt8(forged.readUInt8(forged.length - 1) ^ 1, forged.length - 1);
    const trust = `server: https://east\n    certificate-authority-data: ${base64(ca.pem)}`;
    const issuers = await Promise.all(
      [jane.pem, encodePem("CERTIFICATE", forged)].map(async pem => {
        const { text, offset } = cursor(config(`client-certificate-data: │${base64(pem)}`, trust));
        const found = await verifiedHover(analysisOf(text), "config", offset, THRESHOLDS);
        const says = shownHover(text, found)?.says[1];
        return typeof says === "object" && says !== null && "Issuer" in says && says.Issuer;
      }),
    );
    assert.deepEqual(issuers, [
      "CN=kubernetes, signed by the CA of east",
      "CN=kubernetes, not the CA of east (warning)",
    ]);
  });

  it("shows the chain to the CA, checked or not", async () => {
    const middle = await makeCa({ cn: "middle", issuer: ca });
    const joe = await makeCertificate({ cn: "joe", issuer: middle });
    const trust = `server: https://east\n    certificate-authority-data: ${base64(ca.pem)}`;
    const { text, offset } = cursor(
      config(`client-certificate-data: │${base64(joe.pem + middle.pem)}`, trust),
    );
    const analysis = analysisOf(text);
    const found = [
      hover(analysis, "config", offset, THRESHOLDS),
      await verifiedHover(analysis, "config", offset, THRESHOLDS),
    ];
    const rows = found.map(each => {
      const says = shownHover(text, each)?.says[1];
      return typeof says === "object" && says !== null && "Chain" in says && "Issuer" in says
        ? [says.Issuer, says.Chain]
        : says;
    });
    assert.deepEqual(rows, [
      ["CN=middle", "joe → middle → kubernetes, the CA of east"],
      ["CN=middle", "joe → middle → kubernetes, signed by the CA of east"],
    ]);
  });

  it("lists the other certificates of a bundle", async () => {
    const bundle = base64(ca.pem + jane.pem);
    const found = hoverAt(config("token: x", `certificate-authority-data: │${bundle}`));
    assert.deepEqual(found?.says.slice(2, 4), [
      "# Also in this field",
      { "Certificate 2": "CN=jane,O=dev+O=ops, expires in 12d (warning)" },
    ]);
  });

  it("tells the kind of a key and whose it is", () => {
    const text = config(`client-certificate: jane.crt\n    client-key: jane.key│`);
    const files = { "/home/jane/.kube/jane.crt": jane.pem, "/home/jane/.kube/jane.key": jane.keyPem };
    assert.deepEqual(hoverAt(text, { files })?.says.slice(0, 2), [
      "# Private key /home/jane/.kube/jane.key",
      { Key: "ECDSA P-256", Format: "PKCS#8", Certificate: "belongs to it (good)" },
    ]);
  });

  it("says what is wrong with a field", () => {
    assert.deepEqual(hoverAt(config("client-certificate│-data: '!'"))?.says, [
      "# Client certificate",
      "! key-missing",
      "! bad-base64",
      "The client certificate: PEM in base64. Its common name is the user, its organizations are the groups.",
    ]);
  });
});

describe("hover over tokens", () => {
  it("tells whom a service account token stands for", () => {
    const token = makeJwt({
      iss: "https://issuer",
      sub: "system:serviceaccount:web:deployer",
      aud: ["https://kubernetes"],
      iat: Date.UTC(2026, 10, 1) / 1000,
      exp: Date.UTC(2026, 10, 23) / 1000,
      "kubernetes.io": {
        namespace: "web",
        serviceaccount: { name: "deployer", uid: "u-1" },
        pod: { name: "runner", uid: "u-2" },
      },
    });
    assert.deepEqual(hoverAt(config(`token: │${token}`))?.says, [
      "# Service account token",
      {
        User: "system:serviceaccount:web:deployer",
        Groups: "system:serviceaccounts, system:serviceaccounts:web",
        UID: "u-1",
        "Bound to": "pod runner",
        Issuer: "https://issuer",
        Audience: "https://kubernetes",
        Issued: "2026-11-01 00:00 UTC",
        "Valid until": "expires in 24h, 2026-11-23 00:00 UTC (bad)",
        Signature: "RS256",
      },
      "! token-expiring",
      "The bearer token, sent as it stands. Secret.",
    ]);
  });

  it("tells the public half of a bootstrap token", () => {
    const files = { "/home/jane/.kube/token": "abcdef.0123456789abcdef\n" };
    assert.deepEqual(hoverAt(config("tokenFile: tok│en"), { files })?.says.slice(0, 2), [
      "# Bootstrap token",
      { Id: "abcdef", User: "system:bootstrap:abcdef", Groups: "system:bootstrappers" },
    ]);
  });

  it("has nothing to tell of an opaque token", () => {
    assert.deepEqual(hoverAt(config("token: hun│ter2"))?.says, [
      "# Opaque token",
      "Only the API server knows whom it stands for and until when.",
      "The bearer token, sent as it stands. Secret.",
    ]);
  });
});
