import { strict as assert } from "node:assert";
import { type Detail, decodeBytes, decodeText } from "../../../../src/core/features/details/decode.ts";
import { english, type Message, render } from "../../../../src/core/message.ts";
import { base64, type Issued, makeCa, makeCertificate, makeRequest } from "../../../support/certificates.ts";
import { makeJwt } from "../../../support/tokens.ts";

const now = Date.parse("2026-06-01T00:00:00Z");
const timing = { now, thresholds: { warning: 30 * 86_400_000, critical: 7 * 86_400_000 } };

/** What a detail says: its kind and title, then a line for each heading, row and note. */
function said({ kind, title, blocks }: Detail): readonly string[] {
  const text = (value: Message | string) => (typeof value === "string" ? value : render(value, english));
  return [
    `${kind} ${text(title)}`,
    ...blocks.flatMap(block => {
      if (block.kind === "table") {
        return block.rows.map(({ label, value }) => `${text(label)}: ${value.map(text).join(", ")}`);
      }
      return block.kind === "heading" || block.kind === "note" ? [`${block.kind} ${text(block.text)}`] : [];
    }),
  ];
}

/** What is found in a text: kinds and titles alone. */
function found(text: string): readonly string[] {
  return decodeText(text, timing).map(detail => said(detail)[0] ?? "");
}

describe("a certificate in full", () => {
  let issued: Issued;

  before(async () => {
    const issuer = await makeCa({ cn: "root", seed: "root" });
    issued = await makeCertificate({
      cn: "jane",
      orgs: ["dev"],
      issuer,
      eku: ["clientAuth"],
      serial: "0a1b",
      seed: "jane",
      san: [{ type: "dns", value: "jane.example" }],
    });
  });

  it("says who and until when, then everything in the order of openssl", () => {
    const [detail, ...more] = decodeBytes(new TextEncoder().encode(issued.pem), timing);
    assert.ok(detail);
    assert.deepEqual(more, []);
    assert.deepEqual(
      said(detail).map(line => line.replace(/(: )[0-9a-f]{2}(:[0-9a-f]{2}){18,}$/i, "$1…")),
      [
        "certificate jane",
        "Valid until: expires in 214d, 2027-01-01 00:00 UTC",
        "User (CN): jane",
        "Groups (O): dev",
        "heading Data",
        "Version: 3 (0x2)",
        "Serial number: 0a:1b",
        "Signature algorithm: ECDSA-SHA256",
        "Issuer: CN=root",
        "Not before: Jan \u20071 00:00:00 2026 GMT",
        "Not after: Jan \u20071 00:00:00 2027 GMT",
        "Subject: O=dev, CN=jane",
        "heading Public key",
        "Public key algorithm: ECDSA P-256",
        "Public key: …",
        "heading X509v3 extensions",
        "X509v3 Key Usage: critical: digital signature, key encipherment",
        "X509v3 Basic Constraints: critical: CA:FALSE",
        "X509v3 Extended Key Usage: client authentication",
        "X509v3 Authority Key Identifier: …",
        "X509v3 Subject Alternative Name: jane.example",
        "heading Signature",
        "Signature algorithm: ECDSA-SHA256",
        "Signature value: …",
        "heading Fingerprint",
        "SHA-256: …",
      ],
    );
  });

  it("is found in whatever a person selects", () => {
    const { pem, der } = issued;
    const encoded = base64(pem);
    const texts = [
      pem,
      pem.replaceAll("\n", "\r\n"),
      pem.replace(/^/gm, "      "),
      JSON.stringify(pem),
      encoded,
      `    client-certificate-data: ${encoded}`,
      `"${encoded}",`,
      encoded.replace(/.{76}/g, "$&\n  "),
      Buffer.from(der).toString("base64"),
      Buffer.from(der).toString("base64url"),
    ];
    assert.deepEqual(
      texts.map(found),
      texts.map(() => ["certificate jane"]),
    );
  });

  it("stands beside what else the text holds, and of a key only its kind is told", () => {
    const details = decodeText(`${issued.pem}${issued.traditionalKeyPem}`, timing);
    assert.deepEqual(details.flatMap(said).slice(-4), [
      "key Private key",
      "Key: ECDSA P-256",
      "Format: SEC1",
      "note Nothing else of a private key is shown.",
    ]);
    const secret = issued.traditionalKeyPem.split("\n")[2] ?? "";
    assert.ok(secret.length > 20 && !JSON.stringify(details).includes(secret));
  });

  it("is looked for in time linear in the text", () => {
    const start = process.threadCpuUsage();
    assert.deepEqual(found(`a:${" ".repeat(200_000)}x`), []);
    const { user, system } = process.threadCpuUsage(start);
    assert.equal(user + system < 1_000_000, true);
  });

  it("is found behind a key and the mark of a block", () => {
    const lines = issued.pem.trim().split("\n");
    const texts = ["ca: ", "ca: |", "ca: >-\n", '"ca.crt":  '].map(key => `${key}${lines.join("\n  ")}`);
    assert.deepEqual(
      texts.map(found),
      texts.map(() => ["certificate jane"]),
    );
  });

  it("is not seen in anything else", () => {
    assert.deepEqual(["", "hello", "aGVsbG8=", "MIIB", "-----BEGIN CERTIFICATE-----", "a.b.c"].map(found), [
      [],
      [],
      [],
      [],
      [],
      [],
    ]);
  });
});

describe("a request and a token in full", () => {
  it("tell whom a request is for", async () => {
    const { pem } = await makeRequest({ cn: "new-user", orgs: ["team"], seed: "request" });
    const [detail] = decodeText(pem, timing);
    assert.deepEqual(detail && said(detail).slice(0, 5), [
      "request new-user",
      "User (CN): new-user",
      "Groups (O): team",
      "heading Data",
      "Subject: O=team, CN=new-user",
    ]);
  });

  it("tell of a request in whatever form openssl reads", async () => {
    const { pem } = await makeRequest({ cn: "new-user", seed: "request" });
    const der = Buffer.from(pem.replace(/-.*-|\s/g, ""), "base64");
    for (const form of [Buffer.from(`\ufeff${pem}`), Buffer.concat([der, Buffer.of(0)])])
      assert.deepEqual(
        decodeBytes(form, timing).map(({ title }) => title),
        ["new-user"],
      );
  });

  it("tell what a token says, and never its signature", () => {
    const token = makeJwt({ iss: "https://issuer", sub: "jane", aud: ["k8s"], exp: 1_800_000_000 });
    const details = decodeText(`Bearer ${token}`, timing);
    const signature = token.split(".")[2] ?? "";
    assert.deepEqual(
      [details.map(({ kind }) => kind), signature.length > 0, JSON.stringify(details).includes(signature)],
      [["token"], true, false],
    );
  });
});
