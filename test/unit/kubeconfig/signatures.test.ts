import { strict as assert } from "node:assert";
import { analyze } from "../../../src/core/analyze.ts";
import { gatherFolder, gatherKubeconfigs } from "../../../src/core/gather.ts";
import { createAnalysisCache } from "../../../src/core/kubeconfig/cache.ts";
import { verifySignatures } from "../../../src/core/kubeconfig/signatures.ts";
import { noFiles } from "../../../src/core/ports.ts";
import { type Issued, makeCa, makeCertificate } from "../../support/certificates.ts";
import { memoryWorld } from "../../support/memory-folder.ts";
import { kubeconfig, OPTIONS } from "../pki/support.ts";

/** Names and key ids can be had by anybody: only the signature tells. */
describe("a signature that does not hold", () => {
  let ca: Issued;
  /** Signs with a key of its own, and otherwise like the CA. */
  let impostor: Issued;
  before(async () => {
    ca = await makeCa({ cn: "kubernetes" });
    impostor = {
      ...(await makeCa({ cn: "kubernetes" })),
      publicKeyPem: ca.publicKeyPem,
      subject: ca.subject,
    };
  });

  async function codes(text: string): Promise<readonly string[]> {
    const source = { id: "/c", path: "/c", text };
    const { findings } = await gatherKubeconfigs([source], memoryWorld({}), OPTIONS);
    return findings.map(({ code, severity }) => `${code} ${severity}`);
  }

  const leaf = (issuer: Issued, cn = "jane") =>
    makeCertificate({ issuer, cn, eku: ["clientAuth"], notAfter: new Date("2027-10-01T00:00:00Z") });

  it("is a finding on a kubeconfig, whatever the key ids say", async () => {
    assert.deepEqual(await codes(kubeconfig(ca, await leaf(ca))), []);
    assert.deepEqual(await codes(kubeconfig(ca, await leaf(impostor))), ["not-signed-by-cluster-ca warning"]);
  });

  it("is one for a certificate with the name of its CA, too", async () => {
    assert.deepEqual(await codes(kubeconfig(ca, await leaf(ca, "kubernetes"))), []);
    assert.deepEqual(await codes(kubeconfig(ca, await leaf(impostor, "kubernetes"))), [
      "not-signed-by-cluster-ca warning",
    ]);
  });

  it("is one in a folder of certificates", async () => {
    const found = async (issuer: Issued, cn: string) => {
      const entries = { "/f/ca.crt": ca.pem, "/f/jane.crt": (await leaf(issuer, cn)).pem };
      return (await gatherFolder("/f", memoryWorld(entries), OPTIONS)).findings.map(({ code }) => code);
    };
    for (const cn of ["jane", "kubernetes"]) {
      assert.deepEqual(await found(ca, cn), []);
      assert.deepEqual(await found(impostor, cn), ["pki-not-signed-by-ca"]);
    }
  });

  it("is judged anew only where it is a surprise, and checked once", async () => {
    const cache = createAnalysisCache();
    const options = {
      ...OPTIONS,
      files: noFiles,
      style: "posix",
      cache,
      signatures: cache.signatures,
    } as const;
    const analyzed = (text: string) => analyze([{ id: "c", text }], options);
    const honest = analyzed(kubeconfig(ca, await leaf(ca)));
    await verifySignatures(honest, cache.signatures);
    assert.equal(cache.signatures.surprises, 0);
    const forged = kubeconfig(ca, await leaf(impostor));
    const relation = () => analyzed(forged).contexts[0]?.issuedByClusterCa?.kind;
    assert.equal(relation(), "by-key-id");
    await verifySignatures(analyzed(forged), cache.signatures);
    assert.equal(cache.signatures.surprises, 1);
    assert.equal(relation(), "no");
    await verifySignatures(analyzed(forged), cache.signatures);
    assert.equal(cache.signatures.surprises, 1);
  });
});
