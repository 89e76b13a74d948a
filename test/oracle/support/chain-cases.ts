import type { Purpose } from "../../../src/core/x509/chain-verdict.ts";
import {
  type CertificateOptions,
  type Issued,
  makeCa,
  makeCertificate,
  makeKey,
} from "../../support/certificates.ts";
import { onlyExampleCom, rsaKey, strangeExtension } from "../../unit/rules/cases/pki.ts";
import type { ClientCase } from "./client-verdicts.ts";

export interface KeyedCase extends ClientCase {
  readonly key: string;
}

type Defects = Readonly<Record<string, CertificateOptions>>;

const EXPIRED = { notAfter: new Date("2026-05-01T00:00:00Z") };
const EARLY = { notBefore: new Date("2026-07-01T00:00:00Z") };
const CRITICAL = { extensions: [strangeExtension()] };

/**
 * Every defect of a root with every defect of an intermediate and every defect of a leaf, which is `jane.example.org`
 * in one case.
 * @param purpose what the good leaf is for
 */
export async function defectiveChains(purpose: Purpose): Promise<readonly KeyedCase[]> {
  const wrongly: CertificateOptions = { eku: [purpose === "clientAuth" ? "serverAuth" : "clientAuth"] };
  const [rootKey, middleKey, leafKey] = [await makeKey(), await makeKey(), await makeKey()];
  const weak = rsaKey(768);
  const rootDefects: Defects = {
    good: {},
    expired: EXPIRED,
    early: EARLY,
    "for others": wrongly,
    critical: CRITICAL,
    "no CA": { ca: false },
    "path length 0": { pathLength: 0 },
    constrained: { extensions: [onlyExampleCom()] },
    weak: { key: weak },
  };
  const middleDefects: Defects = { ...rootDefects, SHA1: { hash: "SHA-1" }, "no key usage": { keyUsage: 1 } };
  const leafDefects: Defects = {
    good: { eku: [purpose] },
    expired: EXPIRED,
    "for others": wrongly,
    SHA1: { hash: "SHA-1" },
    critical: CRITICAL,
    named: { san: [{ type: "dns", value: "jane.example.org" }] },
  };
  const spare = await makeCa({ cn: "root" });
  const cases: KeyedCase[] = [];
  for (const [rootDefect, ofRoot] of Object.entries(rootDefects)) {
    const root = await makeCa({ cn: "root", key: rootKey, ...ofRoot });
    const issuers: Record<string, Issued> = { none: root };
    for (const [defect, options] of Object.entries(middleDefects)) {
      issuers[defect] = await makeCa({ cn: "middle", key: middleKey, issuer: root, ...options });
    }
    for (const [middleDefect, issuer] of Object.entries(issuers)) {
      for (const [leafDefect, options] of Object.entries(leafDefects)) {
        const leaf = await makeCertificate({ cn: "jane", key: leafKey, issuer, ...options });
        const name = `root ${rootDefect}, intermediate ${middleDefect}, leaf ${leafDefect}`;
        const key = leaf.keyPem;
        const middle = issuer === root ? "" : issuer.pem;
        cases.push({ name, sent: leaf.pem + middle, roots: root.pem, key });
        cases.push({ name: `${name}, two roots`, sent: leaf.pem + middle, roots: spare.pem + root.pem, key });
        cases.push({ name: `${name}, only the leaf`, sent: leaf.pem, roots: root.pem, key });
      }
    }
  }
  return cases;
}
