import { strict as assert } from "node:assert";
import { manifestHoverOf } from "../../../src/core/features/manifest.ts";
import { NOW, THRESHOLDS } from "../../support/analyze.ts";
import { base64, type Issued, makeCa, makeCertificate, makeRequest } from "../../support/certificates.ts";
import { cursor } from "../../support/cursor.ts";
import { shownHover } from "../../support/editor.ts";

function at(marked: string) {
  const { text, offset } = cursor(marked);
  return shownHover(text, manifestHoverOf(text, offset, { now: NOW, thresholds: THRESHOLDS }));
}

describe("hover in other manifests", () => {
  let ca: Issued;
  let server: Issued;

  before(async () => {
    ca = await makeCa({ keyType: "ed25519", seed: "ca" });
    server = await makeCertificate({
      cn: "shop",
      issuer: ca,
      eku: ["serverAuth"],
      san: [{ type: "dns", value: "shop" }],
    });
  });

  const secret = (line: string) => `kind: Secret\nmetadata: {name: x}\ndata:\n  ${line}\n`;

  it("reads the certificate of a Secret", () => {
    const found = at(secret(`tls│.crt: ${base64(server.pem)}`));
    assert.deepEqual([found?.over, found?.says[0]], ["tls.crt", "# Certificate"]);
    assert.deepEqual(Object.entries(found?.says[1] ?? {}).slice(0, 5), [
      ["Subject", "CN=shop"],
      ["Valid until", "expires in 40d, 2027-01-01 00:00 UTC"],
      ["Valid from", "2026-01-01 00:00 UTC"],
      ["Issuer", "CN=kubernetes"],
      ["Names (SAN)", "shop"],
    ]);
  });

  it("tells the kind of a Secret's key and nothing of the key", () => {
    assert.deepEqual(at(secret(`tls.key: │${base64(server.keyPem)}`))?.says, [
      "# Private key",
      { Key: "ECDSA P-256", Format: "PKCS#8" },
    ]);
  });

  it("says nothing of the API server where YAML broke off", async () => {
    const { pem } = await makeRequest({ cn: "jane" });
    const lines = base64(pem).replaceAll(/.{76}/g, "$&\n    ");
    const broken = `kind: CertificateSigningRequest\nspec:\n  req│uest: @|\n    ${lines}\n  usages: [client auth]\n`;
    const said = JSON.stringify(at(broken)?.says);
    assert.match(said, /jane/);
    assert.doesNotMatch(said, /refuses/);
  });

  it("says in words what system:masters may do, and who refuses to sign for it", async () => {
    const { pem } = await makeRequest({ cn: "jane", orgs: ["system:masters"] });
    const said = (spec: string) =>
      at(
        `apiVersion: certificates.k8s.io/v1\nkind: CertificateSigningRequest\nspec:\n  request: │${base64(pem)}\n${spec}`,
      )?.says;
    for (const spec of [
      "",
      "  signerName: example.com/x\n",
      "  signerName: kubernetes.io/kube-apiserver-client\n",
    ]) {
      const notes =
        said(spec)
          ?.filter(each => typeof each === "string")
          .join("\n") ?? "";
      assert.match(
        notes,
        /system:masters, which may do everything.*kubernetes\.io\/kube-apiserver-client refuses/,
      );
      assert.equal(notes.match(/CertificateSubjectRestriction/g)?.length, 1);
    }
  });

  it("reads the request of a CertificateSigningRequest", async () => {
    const { pem } = await makeRequest({ cn: "jane", orgs: ["dev"] });
    assert.deepEqual(at(`kind: CertificateSigningRequest\nspec:\n  request: │${base64(pem)}\n`)?.says, [
      "# Certificate signing request",
      {
        "User (CN)": "jane",
        "Groups (O)": "dev",
        Subject: "CN=jane,O=dev",
        Key: "ECDSA P-256",
        Signature: "ECDSA-SHA256",
      },
    ]);
  });

  it("reads a caBundle wherever it stands, in the document of the cursor", () => {
    const webhook = `kind: X\nwebhooks:\n- clientConfig:\n    caBundle: │${base64(ca.pem)}\n`;
    const found = at(`a: [\n---\n${secret("b: c")}---\n${webhook}---\n}`);
    assert.deepEqual([found?.over, found?.says[0]], [base64(ca.pem), "# Certificate authority"]);
  });

  it("reads PEM as it stands in a ConfigMap and in stringData", () => {
    const block = ca.pem.trimEnd().replaceAll("\n", "\n    ");
    const found = ["ConfigMap\ndata", "Secret\nstringData"].map(
      head => at(`kind: ${head}:\n  ca│.crt: |\n    ${block}\n`)?.says[0],
    );
    assert.deepEqual(found, ["# Certificate authority", "# Certificate authority"]);
  });

  it("says where base64 goes wrong", () => {
    const found = at(secret(`tls.crt: │${base64(ca.pem)}!`));
    assert.deepEqual(found?.says, [`illegal base64 data at input byte ${base64(ca.pem).length} (bad)`]);
  });

  it("is silent on anything else", () => {
    const certificate = base64(ca.pem);
    assert.deepEqual(
      [
        at(`kind: Secret\ndata: {x: │aGVsbG8=}\n# ${certificate}`),
        at(`kind: Pod\nspec: {request: │${certificate}}\n`),
        at(`kind: Secret\nda│ta: {x: ${certificate}}\n`),
        at("kind: Se│cret\n"),
      ],
      [undefined, undefined, undefined, undefined],
    );
  });
});
