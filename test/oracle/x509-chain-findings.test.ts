import { strict as assert } from "node:assert";
import { existsSync } from "node:fs";
import type { FindingCode } from "../../src/core/rules/index.ts";
import type { ClientAuthCode } from "../../src/core/x509/client-auth.ts";
import { analyzeText, type FoundText } from "../support/analyze.ts";
import {
  base64,
  type CertificateOptions,
  type Issued,
  makeCa,
  makeCertificate,
  makeKey,
} from "../support/certificates.ts";
import { onlyExampleCom, rsaKey, strangeExtension } from "../unit/rules/cases/pki.ts";
import { type ClientCase, clientVerdicts, limbo, limboCases } from "./support/client-verdicts.ts";
import { type AskGo, goX509 } from "./support/gox509.ts";

const NOW = Date.UTC(2026, 5, 1);

interface Case extends ClientCase {
  readonly key: string;
}

describe("findings on chains of client certificates against Go", function () {
  this.timeout(600_000);
  let ask: AskGo;
  let cases: readonly Case[];
  let theirs: readonly (ClientAuthCode | "good")[];
  let ours: readonly (readonly FoundText[])[];

  before(async function () {
    const go = goX509();
    if (!go.ok) {
      console.log(`      skipped: ${go.reason}`);
      return this.skip();
    }
    ask = go.ask;
    cases = await generated();
    theirs = clientVerdicts(ask, cases, NOW);
    ours = cases.map(findings);
  });

  it("are there exactly where an API server with that CA refuses", () => {
    assert.deepEqual(
      cases.map(({ name }, i) => `${name}: ${ours[i]?.some(refuses) ? "refused" : "good"}`),
      cases.map(({ name }, i) => `${name}: ${theirs[i] === "good" ? "good" : "refused"}`),
    );
  });

  it("are there exactly where it refuses a chain of x509-limbo", function () {
    if (!existsSync(limbo)) {
      console.log(`      skipped: ${limbo} is not here`);
      return this.skip();
    }
    const given = limboCases().map(each => ({ ...each, key: "" }));
    const verdicts = clientVerdicts(ask, given, NOW);
    assert.equal(given.length > 20, true);
    assert.deepEqual(
      given.map(each => `${each.name}: ${findings(each).some(refuses) ? "refused" : "good"}`),
      given.map(({ name }, i) => `${name}: ${verdicts[i] === "good" ? "good" : "refused"}`),
    );
  });

  it("give the reason that Go gives", () => {
    const explained = cases.flatMap(({ name }, i) =>
      (ours[i] ?? [])
        .filter(({ code }) => code === "client-chain-refused")
        .map(({ message }) => ({ name, message, code: theirs[i] ?? "good" })),
    );
    assert.deepEqual(
      explained.filter(({ code, message }) => !WORDS[code]?.test(message)),
      [],
    );
    assert.deepEqual([...new Set(explained.map(({ code }) => code))].sort(), Object.keys(WORDS).sort());
  });
});

const WORDS: Readonly<Partial<Record<ClientAuthCode | "good", RegExp>>> = {
  expired: / expired on /,
  "not-yet-valid": / is valid only from /,
  "critical-extension": / has a critical extension /,
  "path-length": / allows fewer CAs /,
  "may-not-sign": / may not sign certificates/,
  "weak-signature": / is signed with (ECDSA-SHA1|SHA1-RSA), /,
  "weak-key": / has an RSA key of less than 1024 bits/,
  "key-usage": / is not meant for client authentication but for serverAuth/,
  "name-constraints": / may not sign for it, as DNS name "jane.example.org" is not permitted/,
};

/** Findings that say that the API server refuses; an expired CA does not while another of the bundle is good. */
const REFUSALS: ReadonlySet<string> = new Set<FindingCode>([
  "ca-expired",
  "ca-not-yet-valid",
  "certificate-expired",
  "certificate-malformed",
  "certificate-not-yet-valid",
  "client-chain-refused",
  "no-client-auth-usage",
  "not-signed-by-cluster-ca",
  "unknown-critical-extension",
  "weak-signature",
]);

function refuses({ code, severity }: FoundText): boolean {
  return REFUSALS.has(code) && !(code === "ca-expired" && severity !== "error");
}

function findings({ sent, roots, key, now = NOW }: Case): readonly FoundText[] {
  const text = `
clusters: [{name: c, cluster: {server: "https://h", certificate-authority-data: ${base64(roots)}}}]
users: [{name: u, user: {client-certificate-data: ${base64(sent)}, client-key-data: ${base64(key)}}}]
contexts: [{name: x, context: {cluster: c, user: u}}]
current-context: x
`;
  return analyzeText(text, { now });
}

type Defects = Readonly<Record<string, CertificateOptions>>;

const EXPIRED = { notAfter: new Date("2026-05-01T00:00:00Z") };
const EARLY = { notBefore: new Date("2026-07-01T00:00:00Z") };
const CRITICAL = { extensions: [strangeExtension()] };
const FOR_SERVERS: CertificateOptions = { eku: ["serverAuth"] };

/** Every defect of a root with every defect of an intermediate and every defect of a leaf. */
async function generated(): Promise<readonly Case[]> {
  const [rootKey, middleKey, leafKey] = [await makeKey(), await makeKey(), await makeKey()];
  const weak = rsaKey(768);
  const rootDefects: Defects = {
    good: {},
    expired: EXPIRED,
    early: EARLY,
    "for servers": FOR_SERVERS,
    critical: CRITICAL,
    "no CA": { ca: false },
    "path length 0": { pathLength: 0 },
    constrained: { extensions: [onlyExampleCom()] },
    weak: { key: weak },
  };
  const middleDefects: Defects = { ...rootDefects, SHA1: { hash: "SHA-1" }, "no key usage": { keyUsage: 1 } };
  const leafDefects: Defects = {
    good: { eku: ["clientAuth"] },
    expired: EXPIRED,
    "for servers": FOR_SERVERS,
    SHA1: { hash: "SHA-1" },
    critical: CRITICAL,
    named: { san: [{ type: "dns", value: "jane.example.org" }] },
  };
  const spare = await makeCa({ cn: "root" });
  const cases: Case[] = [];
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
