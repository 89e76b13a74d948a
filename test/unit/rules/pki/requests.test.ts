import { strict as assert } from "node:assert";
import { render } from "../../../../src/core/message.ts";
import { readPkiFolder } from "../../../../src/core/pki/walk.ts";
import { checkPki } from "../../../../src/core/rules/pki/check.ts";
import { encodePem } from "../../../../src/core/x509/pem.ts";
import { makeCa, makeRequest } from "../../../support/certificates.ts";
import { memoryWorld } from "../../../support/memory-folder.ts";
import { NOW } from "../../pki/support.ts";

describe("checks of request files", () => {
  let pem: string;
  let keyPem: string;
  let der: Buffer;
  before(async () => {
    ({ pem, keyPem } = await makeRequest({ cn: "jane", orgs: ["dev"] }));
    der = Buffer.from(pem.replace(/-----.*-----|\s/g, ""), "base64");
  });

  async function said(text: string | Uint8Array, name = "jane.csr"): Promise<readonly string[]> {
    const folder = await readPkiFolder("/x", memoryWorld({ [`/x/${name}`]: text }));
    const found = await checkPki(folder, [], { now: NOW, warning: 30 * 86_400_000 });
    return found.map(({ code, severity, message }) => `${severity} ${code} ${render(message)}`);
  }

  it("are silent about what the API server takes", async () => {
    const text = `Certificate Request:\n    Data:\n${pem}`;
    for (const form of [pem, text, pem.replaceAll("\n", "\r\n")]) assert.deepEqual(await said(form), []);
    for (const keyType of ["rsa-2048", "p384", "p521", "ed25519"] as const)
      assert.deepEqual(await said((await makeRequest({ cn: "jane", keyType })).pem), []);
    assert.deepEqual(await said((await makeCa()).pem, "ca.crt"), []);
  });

  it("name the form that openssl reads and the API server does not", async () => {
    assert.deepEqual(await said(pem.replaceAll("CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST")), [
      "information csr-refused The API server does not take this request as it is: its block is a NEW CERTIFICATE REQUEST, which openssl reads and the API server does not: drop NEW from its BEGIN and END lines.",
    ]);
    assert.deepEqual(await said(keyPem + pem), [
      "information csr-refused The API server does not take this request as it is: PRIVATE KEY stands before it, and the API server looks at the first block alone.",
    ]);
    const [inDer = ""] = await said(der);
    assert.match(inDer, /^information pki-not-pem This is a request in DER/);
    assert.deepEqual(await said(Buffer.from(pem).toString("base64")), [
      "information csr-refused The API server does not take this request as it is: it is base64 of PEM, which base64 -d makes of it.",
    ]);
    const marked =
      "information csr-refused The API server does not take this request as it is: a byte order mark (U+FEFF), which nobody sees, stands before -----BEGIN and must go.";
    assert.deepEqual(await said(`\ufeff${pem}`), [marked]);
    assert.ok((await said(`\ufeff${pem}${(await makeCa()).pem}`)).includes(marked));
    assert.deepEqual(await said("nothing"), [
      "error pki-unreadable there is no PEM block in the file: no line begins with -----BEGIN",
    ]);
  });

  it("find a request that is not signed with its own key, in PEM and in DER", async () => {
    const changed = Buffer.from(der).fill("root", der.indexOf("jane"), der.indexOf("jane") + 4);
    const refused =
      'error csr-refused The API server refuses this request: it is not signed with its own key ("x509: ECDSA verification failure"): it was changed, or its key is someone else\'s.';
    assert.deepEqual(await said(encodePem("CERTIFICATE REQUEST", changed)), [refused]);
    assert.ok((await said(new Uint8Array(changed))).includes(refused));
    assert.ok((await said(`\ufeff${encodePem("CERTIFICATE REQUEST", changed)}`)).includes(refused));
  });

  it("say that a file called a request holds something else, or one that is cut off", async () => {
    assert.deepEqual(await said((await makeCa()).pem), [
      "warning csr-refused This file is called a request, and is none: it holds CERTIFICATE instead of a CERTIFICATE REQUEST.",
    ]);
    assert.deepEqual(await said(encodePem("CERTIFICATE REQUEST", der.subarray(0, 60))), [
      "error csr-refused This request cannot be read: The certificate request is not well-formed.",
    ]);
  });

  it("warn of the group system:masters", async () => {
    const masters = await makeRequest({ cn: "jane", orgs: ["system:masters"] });
    const [warning = ""] = await said(masters.pem);
    assert.match(warning, /^warning csr-refused This request asks for the group system:masters/);
    const [, marked = ""] = await said(`\ufeff${masters.pem}`);
    assert.match(marked, /^warning csr-refused This request asks for the group system:masters/);
  });
});
