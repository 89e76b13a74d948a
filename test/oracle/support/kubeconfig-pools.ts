import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { base64, makeCa, makeCertificate } from "../../support/certificates.ts";
import type { Pools } from "./kubeconfig-cases.ts";

/** Certificates and keys of every kind, and a folder of files, for generated kubeconfigs. */
export async function makePools(): Promise<Pools & { readonly folder: string }> {
  const folder = mkdtempSync(join(tmpdir(), "kubeconfigs-"));
  const ca = await makeCa();
  const ec = await makeCertificate({ issuer: ca, cn: "ec" });
  const rsa = await makeCertificate({ issuer: ca, cn: "rsa", keyType: "rsa-2048" });
  const ed = await makeCertificate({ issuer: ca, cn: "ed", keyType: "ed25519" });
  mkdirSync(join(folder, "d"));
  const files = { "ca.crt": ca.pem, "ec.crt": ec.pem, "ec.key": ec.keyPem, empty: "", token: "abc\n" };
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  const broken = ca.pem.replace("MII", "MIJ");
  const mislabelled = ec.pem.replaceAll("CERTIFICATE", "X509 CERTIFICATE");
  const certificates = [
    ca.pem,
    ec.pem,
    rsa.pem,
    ed.pem,
    ec.pem + ca.pem,
    ec.keyPem,
    "junk",
    broken,
    mislabelled,
  ];
  const keys = [
    ...[ec, rsa].flatMap(issued => [issued.keyPem, issued.traditionalKeyPem]),
    ...[ed.keyPem, ca.keyPem, ec.pem, "junk", ""],
  ];
  return {
    folder,
    certificates: certificates.map(base64),
    keys: keys.map(key => base64(key) || "''"),
    paths: [
      "ca.crt",
      "ec.crt",
      "./d/../ec.key",
      "empty",
      "missing",
      "d",
      join(folder, "ec.crt"),
      "/dev/null",
      "token",
      "",
    ],
  };
}
